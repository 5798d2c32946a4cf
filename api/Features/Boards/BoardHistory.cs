using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>What happened on a board, newest first; with the names of the cards it happened to, wherever they lie now.</summary>
public sealed class BoardHistory(Reads reads)
{
    private const int PageSize = 50;

    /// <param name="cards">Only what happened to cards, or only the rest: name, members, columns …; absent: everything.</param>
    /// <param name="person">Only what they did.</param>
    /// <param name="before">Only entries before this sequence: the page after another.</param>
    public Task<Outcome<BoardHistoryPage>> RunAsync(Actor actor, Guid board, bool? cards, Guid? person, long? before, CancellationToken ct) =>
        reads.OfBoardAsync<BoardHistoryPage>(actor, board, async (db, _) =>
        {
            var rows = await db.Set<JournalRow>().AsNoTracking()
                .Where(j => j.Stream == board && j.Sequence < (before ?? long.MaxValue))
                .Where(j => (cards == null || (j.Subject != null) == cards) && (person == null || j.Person == person))
                .OrderByDescending(j => j.Sequence).Take(PageSize)
                .ToListAsync(ct);
            var ids = rows.Select(r => r.Subject).OfType<Guid>().Distinct().ToArray();
            var named = await db.Set<Card>().AsNoTracking().Where(c => c.Board == board && ids.Contains(c.Id))
                .Select(c => new HistoryCardView(c.Id, c.Number, c.Title)).ToArrayAsync(ct);
            return new BoardHistoryPage([.. rows.Select(r => r.ToEntry())], named);
        }, ct);
}
