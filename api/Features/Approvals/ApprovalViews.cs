using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using StepState = Workspace.Domain.Approvals.StepState;

namespace Workspace.Features.Approvals;

/// <summary>Who sees an approval, and how lists show it. Enums have the same names and order as on the wire; a test keeps it so.</summary>
internal static class ApprovalViews
{
    /// <summary>Whom it concerns, whoever stands in for one of them today, and whoever may read the board it hangs on. Rules act on all.</summary>
    public static IQueryable<Approval> VisibleTo(this IQueryable<Approval> approvals, WorkspaceDb db, Actor actor, DateOnly today)
    {
        if (actor.Person is not { } person) { return approvals; }

        var boards = db.Set<Board>().VisibleTo(db, actor);
        return approvals.Where(a =>
            db.Set<ApprovalPersonRow>().Any(p => p.Approval == a.Id
                && (p.Person == person || db.Set<DeputyshipRow>().Any(d => d.Deputy == person && d.Principal == p.Person && d.From <= today && d.To >= today
                    && (d.Unit == null || d.Unit == a.Unit) && (d.Type == null || d.Type == a.Type) && (d.UpTo == null || a.Amount == null || a.Amount <= d.UpTo))))
            || boards.Any(b => b.Id == a.Board));
    }

    /// <summary>In no order.</summary>
    public static async Task<List<ApprovalView>> ToViewsAsync(this IQueryable<Approval> approvals, WorkspaceDb db, Actor actor, HouseNow house, CancellationToken ct)
    {
        var rows = await (
            from a in approvals
            join b in db.Set<Board>() on a.Board equals (Guid?)b.Id into boards
            from board in boards.DefaultIfEmpty()
            join c in db.Set<Card>() on a.Card equals (Guid?)c.Id into cards
            from card in cards.DefaultIfEmpty()
            select new { Approval = a, BoardName = (string?)board.Name, Key = (string?)board.Key, Number = (int?)card.Number }).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0) { return []; }

        var ids = rows.Select(r => r.Approval.Id).ToArray();
        var open = (await db.Set<ApprovalStepRow>().AsNoTracking().Where(s => ids.Contains(s.Approval) && s.State == StepState.Open).ToListAsync(ct)).ToLookup(s => s.Approval);
        var mine = (await db.Set<ApprovalPersonRow>().AsNoTracking().Where(p => ids.Contains(p.Approval) && p.Person == actor.Person && p.Waits).ToListAsync(ct)).ToLookup(p => p.Approval, p => p.As);
        return [.. rows.Select(r => ViewOf(
            r.Approval,
            r is { BoardName: { } name, Key: { } key, Number: { } number } ? new(r.Approval.Board!.Value, name, r.Approval.Card!.Value, $"{key}-{number}") : null,
            [.. open[r.Approval.Id].OrderBy(s => s.Step)],
            [.. TasksOf(r.Approval, open[r.Approval.Id], mine[r.Approval.Id], actor, house)]))];
    }

    private static ApprovalView ViewOf(Approval a, ApprovalOn? on, List<ApprovalStepRow> open, IReadOnlyList<ApprovalTask> tasks) => new(
        a.Id,
        a.Revision,
        (Contracts.Approvals.ApprovalState)a.State,
        a.Type,
        a.Subject,
        a.Unit,
        a.Amount,
        a.Author,
        a.AskedAt,
        a.EndedAt,
        on,
        tasks,
        a.Settled,
        a.Seats,
        [.. open.Select(s => s.Holder).Distinct()],
        open.Min(s => s.Due));

    private static IEnumerable<ApprovalTask> TasksOf(Approval a, IEnumerable<ApprovalStepRow> open, IEnumerable<Concern> waits, Actor actor, HouseNow house)
    {
        var principals = house.PrincipalsIn(new(a.Type, a.Unit, a.Amount));
        foreach (var step in open.OrderBy(s => s.Step))
        {
            if (step.Holder == actor.Person ? waits.Contains(Concern.Holder) : principals.Contains(step.Holder))
            {
                yield return new((ApprovalTaskKind)step.Role, step.Step, step.Unit, step.Area, step.Due, step.Holder == actor.Person ? null : step.Holder);
            }
        }

        if (waits.Contains(Concern.Lead)) { yield return new(ApprovalTaskKind.Lead, null, null, null, null, null); }
        if (waits.Contains(Concern.Superior)) { yield return new(ApprovalTaskKind.Superior, null, null, null, null, null); }
        if (waits.Contains(Concern.Informed)) { yield return new(ApprovalTaskKind.Informed, null, null, null, null, null); }
    }
}
