using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Everything about one card.</summary>
public sealed class OpenCard(Reads reads)
{
    public Task<Outcome<CardDetails>> RunAsync(Actor actor, Guid board, Guid card, CancellationToken ct) =>
        reads.OfBoardAsync<CardDetails>(actor, board, async (db, standing) =>
        {
            var found = await db.Set<Card>().AsNoTracking().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct);
            if (found is null)
            {
                return default;
            }

            var comments = await db.Set<CardComment>().AsNoTracking().Where(c => c.Card == card).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct);
            return new CardDetails(
                found.ToView(), found.Description,
                [.. found.Checklist.Select(i => i.ToView())], [.. found.Links.Select(l => l.ToView())], [.. comments.Select(c => c.ToView())],
                found.IsArchived, found.TrashedAt, found.CreatedAt, found.Recurrence?.ToView(), standing.Sequence);
        }, ct);
}

/// <summary>What happened to a card, newest first; of an imported one also that it was.</summary>
public sealed class CardHistory(Reads reads)
{
    private const int PageSize = 50;

    public Task<Outcome<JournalPage>> RunAsync(Actor actor, Guid board, Guid card, long? before, CancellationToken ct) =>
        reads.OfBoardAsync<JournalPage>(actor, board, async (db, _) =>
            await db.Set<Card>().AnyAsync(c => c.Board == board && c.Id == card, ct)
                ? (Outcome<JournalPage>)await ReadJournal.AboutAsync(db, board, card, "card.created", "board.imported", before, PageSize, ct)
                : default, ct);
}
