using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Takes a card off the board; it can be brought back.</summary>
public sealed class ArchiveCard(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(ArchiveCard), new { board, card }), board, BoardAction.EditCards, async work =>
        {
            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is not { } found)
            {
                return default;
            }

            if (found.Archive(work.Now) is { } refusal)
            {
                return refusal;
            }

            found.ChangedBy(work.Append(board, new CardArchived(card), card));
            return Done.Instance;
        }, ct);
}

/// <summary>Brings a card back, to its column if that is still there, else to the first.</summary>
public sealed class RestoreCard(Changes changes)
{
    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, CancellationToken ct) =>
        changes.OnBoardAsync<CardView>(actor, Command.For(command, nameof(RestoreCard), new { board, card }), board, BoardAction.EditCards, async work =>
        {
            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is not { } found)
            {
                return default;
            }

            var columns = await ColumnPlaces.AllAsync(work.Db, board, ct);
            var column = columns.Find(c => c.Id == found.Column) ?? columns[0];
            var place = await CardPlaces.FindAsync(work.Db, board, column.Id, before: null, moving: card, ct);
            if (found.Restore(column.Id, place!.Rank) is { } refusal)
            {
                return refusal;
            }

            found.ChangedBy(work.Sequence(board) + 1);
            _ = work.Append(board, new CardRestored(found.ToView()), card);
            return found.ToView();
        }, ct);
}

/// <summary>Cards in the archive, the newest first.</summary>
public sealed class ListArchive(Reads reads)
{
    public Task<Outcome<CardView[]>> RunAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OfBoardAsync<CardView[]>(actor, board, async (db, _) =>
            (await db.Set<Card>().AsNoTracking().Where(c => c.Board == board && c.ArchivedAt != null)
                .OrderByDescending(c => c.ArchivedAt).Take(500).ToListAsync(ct)).Select(c => c.ToView()).ToArray(), ct);
}
