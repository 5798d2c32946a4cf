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
        changes.OnCardAsync<Done>(actor, Command.For(command, nameof(ArchiveCard), new { board, card }), board, card, BoardAction.EditCards, (work, found) =>
        {
            if (found.Archive(work.Now) is { } refusal)
            {
                return Task.FromResult<Outcome<Done>>(refusal);
            }

            found.ChangedBy(work.Append(board, new CardArchived(card), card));
            return Task.FromResult<Outcome<Done>>(Done.Instance);
        }, ct);
}

/// <summary>Puts a card into the trash, from the board or from the archive; it can be brought back for <see cref="Card.DaysInTrash"/> days.</summary>
public sealed class TrashCard(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, CancellationToken ct) =>
        changes.OnCardAsync<Done>(actor, Command.For(command, nameof(TrashCard), new { board, card }), board, card, BoardAction.EditCards, (work, found) =>
        {
            var wasArchived = found.IsArchived;
            if (found.Trash(work.Now) is { } refusal)
            {
                return Task.FromResult<Outcome<Done>>(refusal);
            }

            found.ChangedBy(work.Append(board, new CardTrashed(card, wasArchived), card));
            return Task.FromResult<Outcome<Done>>(Done.Instance);
        }, ct);
}

/// <summary>Brings a card back from archive or trash, to its place if its column is still there, else to the first column.</summary>
public sealed class RestoreCard(Changes changes)
{
    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, CancellationToken ct) =>
        changes.OnCardAsync<CardView>(
            actor, Command.For(command, nameof(RestoreCard), new { board, card }), board, card, BoardAction.EditCards, (work, found) => RestoreAsync(work, found, ct), ct);

    /// <summary>The restoring itself; undo restores by it too.</summary>
    internal static async Task<Outcome<CardView>> RestoreAsync(UnitOfWork work, Card card, CancellationToken ct)
    {
        var columns = await ColumnPlaces.AllAsync(work.Db, card.Board, ct);
        var column = columns.Find(c => c.Id == card.Column) ?? columns[0];
        var place = column.Id == card.Column
            ? await CardPlaces.AtAsync(work.Db, card.Board, column.Id, card.Rank, card.Id, ct)
            : await CardPlaces.FindAsync(work.Db, card.Board, column.Id, before: null, moving: card.Id, ct);
        var fromTrash = card.TrashedAt is not null;
        if (card.Restore(column.Id, place!.Rank) is { } refusal)
        {
            return refusal;
        }

        card.ChangedBy(work.Sequence(card.Board) + 1);
        _ = work.Append(card.Board, new CardRestored(card.ToView(), fromTrash), card.Id);
        return card.ToView();
    }
}

/// <summary>Cards in the archive or in the trash, the newest first.</summary>
public sealed class ListArchive(Reads reads)
{
    private const int Most = 500;

    /// <param name="trash">The trash instead of the archive.</param>
    public Task<Outcome<CardView[]>> RunAsync(Actor actor, Guid board, bool trash, CancellationToken ct) =>
        reads.OfBoardAsync<CardView[]>(actor, board, async (db, _) =>
            (await db.Set<Card>().AsNoTracking().Where(c => c.Board == board && c.ArchivedAt != null && c.TrashedAt != null == trash)
                .OrderByDescending(c => c.TrashedAt ?? c.ArchivedAt).Take(Most).ToListAsync(ct)).Select(c => c.ToView()).ToArray(), ct);
}
