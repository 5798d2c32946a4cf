using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Puts a card at another place of its board. Writes one card.</summary>
public sealed class MoveCard(Changes changes)
{
    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, MoveCardRequest request, CancellationToken ct) =>
        changes.OnCardAsync<CardView>(actor, Command.For(command, nameof(MoveCard), new { board, card, request }), board, card, BoardAction.EditCards, async (work, found) =>
        {
            if (await CardPlaces.FindAsync(work.Db, board, request.Column, request.Before, card, ct) is not { } place)
            {
                return Column.NotFound;
            }

            if (request.Column != found.Column && await CardPlaces.IsFullAsync(work.Db, place.Column, card, ct))
            {
                return Column.Full;
            }

            return await MoveAsync(work, found, place, ct);
        }, ct);

    /// <summary>The move itself; an approval's outcome and the Planner sync move cards by it too.</summary>
    /// <param name="progress">What it is to be afterwards; null for what the columns say.</param>
    public static async Task<Outcome<CardView>> MoveAsync(UnitOfWork work, Card card, CardPlaces.Place place, CancellationToken ct, int? progress = null)
    {
        var (fromColumn, fromRank, fromProgress) = (card.Column, card.Rank, card.Progress);
        var fromDone = fromColumn == place.Column.Id
            ? place.Column.Done
            : await s_done.For(work.Db)(work.Db, fromColumn, ct);
        if (card.MoveTo(place.Column, place.Rank, fromDone) is { } refusal)
        {
            return refusal;
        }

        card.Report(progress ?? card.Progress);
        card.ChangedBy(work.Append(card.Board, new CardMoved(
            card.Id, card.Column, card.Rank, fromColumn, fromRank, card.Progress == fromProgress ? null : card.Progress,
            card.Progress == fromProgress ? null : fromProgress), card.Id));
        return card.ToView();
    }

    private static readonly Compiled<Func<WorkspaceDb, Guid, CancellationToken, Task<bool>>> s_done = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid column, CancellationToken _) => db.Set<Column>().Where(c => c.Id == column).Select(c => c.Done).Single()));
}
