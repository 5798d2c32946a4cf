using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>A new card in a column.</summary>
public sealed class CreateCard(Changes changes)
{
    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, CreateCardRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<CardView>(actor, Command.For(command, nameof(CreateCard), new { board, request }), board, BoardAction.EditCards, async work =>
        {
            var on = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
            if (await CardPlaces.FindAsync(work.Db, board, request.Column, request.Before, moving: null, ct) is not { } place)
            {
                return Column.NotFound;
            }

            if (await CardPlaces.IsFullAsync(work.Db, place.Column, moving: null, ct))
            {
                return Column.Full;
            }

            var card = Card.Create(Guid.CreateVersion7(), on, request.Column, request.Title, place.Rank, on.TakeNumber(), work.Now);
            if (place.Column.Done)
            {
                card.Report(100);
            }

            _ = work.Db.Add(card);
            card.ChangedBy(work.Sequence(board) + 1);
            _ = work.Append(board, new CardCreated(card.ToView()), card.Id);
            return card.ToView();
        }, ct);
}
