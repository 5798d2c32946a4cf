using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Rules;

/// <summary>
/// Runs the rules whose day has come for a card: each rule, card and due day once, since the run itself is looked for inside of the
/// transaction that makes it. The day begins at seven: nobody is reminded by night.
/// </summary>
public sealed class RunTimedRules(Reads reads, Changes changes, TimeProvider clock)
{
    internal static readonly TimeSpan Morning = TimeSpan.FromHours(7);

    public async Task RunAsync(Guid organisation, CancellationToken ct)
    {
        foreach (var (rule, board, card) in await reads.RunAsync(organisation, db => DueAsync(db, ct), ct))
        {
            _ = await changes.RunAsync<Done>(Actor.Rule(organisation, rule), Command.Own(), [board], work => RunAsync(work, rule, card, ct), ct);
        }
    }

    private async Task<List<(Guid Rule, Guid Board, Guid Card)>> DueAsync(WorkspaceDb db, CancellationToken ct)
    {
        var rules = await (
            from rule in db.Set<Rule>().AsNoTracking()
            join board in db.Set<Board>() on rule.Board equals board.Id
            where rule.Timed && rule.On && rule.RemovedAt == null && board.ArchivedAt == null && !board.Template
            orderby rule.Id
            select rule).ToListAsync(ct);
        if (rules.Count == 0)
        {
            return [];
        }

        var calendar = await OrganisationCalendar.ReadAsync(db, ct);
        var today = calendar.DayOf(clock.GetUtcNow() - Morning);
        var boards = rules.Select(r => r.Board).Distinct().ToArray();
        var last = calendar.WorkingDays.Add(today, rules.Max(r => r.Trigger.Kind is RuleTriggerKind.DueIn ? r.Trigger.Days!.Value : 0) + 1);
        var first = rules.Min(r => r.Trigger.Kind is RuleTriggerKind.Overdue ? calendar.WorkingDays.Add(calendar.DayOf(r.Since), -r.Trigger.Days!.Value - 1) : today);
        var cards = await db.Set<Card>().Where(c => boards.Contains(c.Board) && c.Due >= first && c.Due <= last && c.ArchivedAt == null)
            .Select(c => new { c.Board, c.Id, c.Number, Due = c.Due!.Value }).ToListAsync(ct);
        var found = (
            from rule in rules
            join card in cards on rule.Board equals card.Board
            where rule.Trigger.IsTime(card.Due, calendar.DayOf(rule.Since), today, calendar.WorkingDays)
            orderby card.Board, card.Number, rule.Id
            select (Rule: rule.Id, card.Board, Card: card.Id, Occasion: RuleRun.OccasionOf(card.Due))).ToList();
        var ids = found.Select(f => f.Rule).Distinct().ToArray();
        var occasions = found.Select(f => f.Occasion).Distinct(StringComparer.Ordinal).ToArray();
        var ran = ids.Length == 0 ? [] : (await db.Set<RuleRun>().Where(r => ids.Contains(r.Rule) && occasions.Contains(r.Occasion))
            .Select(r => new { r.Rule, r.Card, r.Occasion }).ToListAsync(ct)).Select(r => (r.Rule, r.Card, r.Occasion)).ToHashSet();
        return [.. found.Where(f => !ran.Contains((f.Rule, f.Card, f.Occasion))).Select(f => (f.Rule, f.Board, f.Card))];
    }

    private static async Task<Outcome<Done>> RunAsync(UnitOfWork work, Guid id, Guid cardId, CancellationToken ct)
    {
        // All of it may have changed since it was read, and another round may have been here.
        var calendar = await OrganisationCalendar.ReadAsync(work.Db, ct);
        if (await work.Db.Set<Rule>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.On && r.RemovedAt == null, ct) is not { } rule
            || await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Id == cardId, ct) is not { Due: { } due } card
            || !rule.Trigger.IsTime(due, calendar.DayOf(rule.Since), calendar.DayOf(work.Now - Morning), calendar.WorkingDays)
            || !rule.Concerns(card) || await IsDoneAsync(work.Db, card, ct)
            || await work.Db.Set<RuleRun>().AnyAsync(r => r.Rule == id && r.Card == cardId && r.Occasion == RuleRun.OccasionOf(due), ct))
        {
            return default;
        }

        await CarryOut.RunAsync(work, rule, card, RuleRun.OccasionOf(due), forbidden: null, ct);
        return Done.Instance;
    }

    /// <summary>What is done is late for nobody.</summary>
    internal static async Task<bool> IsDoneAsync(WorkspaceDb db, Card card, CancellationToken ct) =>
        card.Progress == 100 || await db.Set<Column>().AnyAsync(c => c.Id == card.Column && c.Done, ct);
}
