using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>How work flowed over a board in a period, from its journal.</summary>
public sealed class ReadFlow(Reads reads, TimeProvider clock)
{
    private const int UsualDays = 84;

    private static readonly string[] s_kinds =
    [
        "column.added", "column.edited", "column.restored", "board.imported",
        "card.created", "card.moved", "card.archived", "card.trashed", "card.restored",
    ];

    /// <param name="from">Absent: twelve weeks up to <paramref name="to"/>.</param>
    /// <param name="to">Absent: today.</param>
    public Task<Outcome<FlowView>> RunAsync(Actor actor, Guid board, DateOnly? from, DateOnly? to, CancellationToken ct) =>
        reads.OfBoardAsync<FlowView>(actor, board, async (db, _) =>
        {
            var calendar = await OrganisationCalendar.ReadAsync(db, ct);
            var today = calendar.DayOf(clock.GetUtcNow());
            var last = to is { } end && end < today ? end : today;
            var first = from ?? last.AddDays(1 - UsualDays);
            if (first > last || last.DayNumber - first.DayNumber >= Flow.MostDays)
            {
                return Flow.PeriodInvalid;
            }

            var flow = Flow.Of(await EventsAsync(db, board, ct), first, last, calendar.Zone);
            var held = flow.Days.SelectMany(d => d.Columns.Keys).ToHashSet();
            var columns = (await db.Set<Column>().AsNoTracking().Where(c => c.Board == board).ToListAsync(ct))
                .Where(c => c.ArchivedAt is null || held.Contains(c.Id))
                .OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).ToArray();
            return new FlowView(
                first, last,
                [.. columns.Select(c => new FlowColumnView(c.Id, c.Name, c.Done))],
                [.. flow.Days.Select(d => new FlowDayView(d.Day, [.. columns.Select(c => d.Columns.GetValueOrDefault(c.Id))], d.PutAway, d.Created, d.Done))],
                [.. flow.Weeks.Select(w => new FlowWeekView(w.Monday, w.Created, w.Done))],
                View(flow.Lead), View(flow.Cycle));
        }, ct);

    private static FlowTimesView? View(FlowTimes? times) => times is null ? null : new FlowTimesView(times.Cards, times.Median, times.Percentile85);

    private static async Task<List<FlowEvent>> EventsAsync(WorkspaceDb db, Guid board, CancellationToken ct)
    {
        var rows = await db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == board && (s_kinds.Contains(j.Kind) || (j.Kind == "card.edited" && j.Data.Contains("\"template\":"))))
            .OrderBy(j => j.Sequence).ToListAsync(ct);
        var entries = rows.ConvertAll(r => (r.At, r.ToEntry().Change));
        var imported = entries.Exists(e => e.Change is BoardImported) ? await ImportedAsync(db, board, ct) : [];
        return [.. entries.SelectMany(e => e.Change is BoardImported ? Brought(e.At, imported, entries) : Event(e.At, e.Change) is { } one ? [one] : [])];
    }

    private static FlowEvent? Event(DateTimeOffset at, Change change) => change switch
    {
        ColumnAdded c => new FlowEvent.ColumnSet(at, c.Column.Id, c.Column.Done),
        ColumnEdited c => new FlowEvent.ColumnSet(at, c.Column.Id, c.Column.Done),
        ColumnRestored c => new FlowEvent.ColumnSet(at, c.Column.Id, c.Column.Done),
        CardCreated c => new FlowEvent.Came(at, c.Card.Id, c.Card.Column, at, c.Card.Template, Archived: false),
        CardMoved c => new FlowEvent.Moved(at, c.Card, c.Column),
        CardArchived c => new FlowEvent.PutAway(at, c.Card, Trash: false),
        CardTrashed c => new FlowEvent.PutAway(at, c.Card, Trash: true),
        CardRestored c => new FlowEvent.Back(at, c.Card.Id, c.Card.Column),
        CardEdited { After.Template: { } template } c => new FlowEvent.TemplateSet(at, c.Card, template.Value),
        _ => null,
    };

    /// <summary>An import is one entry for all of its cards.</summary>
    private static Task<List<Card>> ImportedAsync(WorkspaceDb db, Guid board, CancellationToken ct) =>
        db.Set<Card>().AsNoTracking()
            .Where(c => c.Board == board && !db.Set<JournalRow>().Any(j => j.Stream == board && j.Subject == c.Id && j.Kind == "card.created"))
            .OrderBy(c => c.Number).ToListAsync(ct);

    /// <summary>Where imported cards were in the beginning: where the first entry about each found it, else where it is now.</summary>
    private static IEnumerable<FlowEvent> Brought(DateTimeOffset at, IReadOnlyList<Card> cards, IReadOnlyList<(DateTimeOffset At, Change Change)> entries)
    {
        var moved = First<Guid>(entries, c => c is CardMoved m ? (m.Card, m.FromColumn) : null);
        var wasArchived = First<bool>(entries, c => c switch
        {
            CardArchived a => (a.Card, false),
            CardTrashed t => (t.Card, t.WasArchived),
            CardRestored r => (r.Card.Id, true),
            _ => null,
        });
        var wasTemplate = First<bool>(entries, c => c is CardEdited { Before.Template: { } before } e ? (e.Card, before.Value) : null);
        return cards.Select(c => new FlowEvent.Came(
            at, c.Id, moved.GetValueOrDefault(c.Id, c.Column), c.CreatedAt,
            wasTemplate.GetValueOrDefault(c.Id, c.Template), wasArchived.GetValueOrDefault(c.Id, c.IsArchived)));
    }

    private static Dictionary<Guid, T> First<T>(IReadOnlyList<(DateTimeOffset At, Change Change)> entries, Func<Change, (Guid Card, T Fact)?> fact) =>
        entries.Select(e => fact(e.Change)).OfType<(Guid Card, T Fact)>().DistinctBy(f => f.Card).ToDictionary(f => f.Card, f => f.Fact);
}
