using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>A new card like another: what is to be done, not what was said and done about it. Of a template it is no template.</summary>
public sealed class CopyCard(Changes changes)
{
    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, CopyCardRequest request, CancellationToken ct) =>
        changes.OnCardAsync<CardView>(
            actor, Command.For(command, nameof(CopyCard), new { board, card, request }), board, card, BoardAction.EditCards, async (work, found) =>
            {
                if (await CardPlaces.FindAsync(work.Db, board, request.Column ?? found.Column, before: null, moving: null, ct) is not { } place)
                {
                    return Column.NotFound;
                }

                if (await CardPlaces.IsFullAsync(work.Db, place.Column, moving: null, ct))
                {
                    return Column.Full;
                }

                var on = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
                var copy = Copy(work, found, on, place);
                if (!string.IsNullOrWhiteSpace(request.Title))
                {
                    copy.Rename(request.Title);
                }

                copy.ChangedBy(work.Sequence(board) + 1);
                _ = work.Append(board, new CardCreated(copy.ToView()), copy.Id);
                return copy.ToView();
            }, ct);

    /// <summary>The copy, not yet journalled; recurring cards come from it too.</summary>
    internal static Card Copy(UnitOfWork work, Card like, Board board, CardPlaces.Place place)
    {
        var copy = Card.Create(Guid.CreateVersion7(), board, place.Column.Id, like.Title, place.Rank, board.TakeNumber(), work.Now);
        copy.FillLike(like, () => Guid.CreateVersion7());
        if (place.Column.Done)
        {
            copy.Report(100);
        }

        _ = work.Db.Add(copy);
        return copy;
    }
}
