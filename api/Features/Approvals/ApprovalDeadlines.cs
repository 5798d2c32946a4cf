using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>
/// What comes with time to steps that nobody answers: reminders at half time, one working day before and on the last day; then silence
/// counts as law and type say, or the line above is asked and the lead unit told. Each once, since the step's row says so in the same transaction. The day begins at
/// seven.
/// </summary>
public sealed class ApprovalDeadlines(Reads reads, Changes changes, TimeProvider clock)
{
    public async Task RunAsync(Guid organisation, CancellationToken ct)
    {
        var due = await reads.RunAsync(organisation, async db =>
        {
            var calendar = await OrganisationCalendar.ReadAsync(db, ct);
            var today = calendar.DayOf(clock.GetUtcNow() - RunTimedRules.Morning);
            var open = await (
                from step in db.Set<ApprovalStepRow>().AsNoTracking()
                join approval in db.Set<Approval>() on step.Approval equals approval.Id
                where step.State == StepState.Open && step.Due != null && (step.Reminded == null || step.Reminded < today)
                orderby step.Approval, step.Step
                select new { Row = step, approval.Board }).ToListAsync(ct);
            return open.Where(s => Next(s.Row, calendar, today) is not null).Select(s => (s.Row.Approval, s.Board)).Distinct().ToList();
        }, ct);
        foreach (var (approval, board) in due)
        {
            _ = await changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), [board ?? approval], work => RunAsync(work, approval, ct), ct);
        }
    }

    /// <summary>The kind of the newest reminder that is due and was not sent; <see cref="ReminderKind.LastDay"/> with <c>Over</c> where the time is over.</summary>
    private static (ReminderKind Kind, bool Over)? Next(ApprovalStepRow step, OrganisationCalendar calendar, DateOnly today)
    {
        if (step.Due is not { } last) { return null; }
        if (today > last) { return step.Reminded is { } told && told > last ? null : (ReminderKind.LastDay, true); }

        var newest = new Deadline(calendar.DayOf(step.OpenedAt), last).Reminders(calendar.WorkingDays).LastOrDefault(r => r.On <= today);
        return newest is null || step.Reminded >= newest.On ? null : (newest.Kind, false);
    }

    private static async Task<Outcome<Done>> RunAsync(UnitOfWork work, Guid id, CancellationToken ct)
    {
        // All of it may have changed since it was read, and another round may have been here.
        if (!await work.TakeAsync(id, ct)
            || await work.Db.Set<Approval>().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } approval
            || await ApprovalRecords.ReadAsync(work.Db, id, ct) is not { } kept)
        {
            return default;
        }

        var house = await HouseNow.ReadAsync(work.Db, person: null, work.Now - RunTimedRules.Morning, ct);
        var rows = await work.Db.Set<ApprovalStepRow>().Where(s => s.Approval == id && s.State == StepState.Open && s.Due != null).ToListAsync(ct);
        foreach (var group in rows.GroupBy(r => r.Step).OrderBy(g => g.Key))
        {
            if (group.Select(r => Next(r, house.Calendar, house.Today)).FirstOrDefault(n => n is not null) is not { } next) { continue; }

            foreach (var row in group) { row.Reminded = house.Today; }

            if (!next.Over)
            {
                ApprovalMessages.Reminder(work, id, group.Select(r => r.Holder));
                continue;
            }

            var ruling = kept.State.Lapse(house.ActOf(by: null, work.Now), group.Key);
            if (ruling.Refusal is null)
            {
                kept = await FollowProcedure.RunAsync(work, approval, kept, ruling, house, ct);
            }
            else if (ruling.Refusal == Procedure.SilenceIsNoConsent)
            {
                ApprovalMessages.Overdue(work, id, kept.State);
            }
        }

        return Done.Instance;
    }
}
