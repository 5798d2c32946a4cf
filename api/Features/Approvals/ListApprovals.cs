using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using ApprovalState = Workspace.Domain.Approvals.ApprovalState;
using StepState = Workspace.Domain.Approvals.StepState;

namespace Workspace.Features.Approvals;

/// <summary>The actor's approvals, by box. Open ones first, then the newest.</summary>
public sealed class ListApprovals(Reads reads, TimeProvider clock)
{
    /// <summary>The most a list brings.</summary>
    public const int Most = 200;

    public Task<List<ApprovalView>> RunAsync(Actor actor, ApprovalBox box, CancellationToken ct) => reads.RunAsync<List<ApprovalView>>(actor, async db =>
    {
        var house = await HouseNow.ReadAsync(db, actor.Person, clock.GetUtcNow(), ct);
        var principals = house.House.Deputyships.Select(d => d.Principal).Distinct().ToArray();
        if (box is ApprovalBox.AsDeputy && principals.Length == 0) { return []; }

        var (steps, people) = (db.Set<ApprovalStepRow>(), db.Set<ApprovalPersonRow>());
        var mine = box switch
        {
            ApprovalBox.ForMe => db.Set<Approval>().Where(a => people.Any(p => p.Approval == a.Id && p.Person == actor.Person && p.Waits)),
            ApprovalBox.AsDeputy => db.Set<Approval>().Where(a => steps.Any(s => s.Approval == a.Id && s.State == StepState.Open && principals.Contains(s.Holder))),
            ApprovalBox.ByMe => db.Set<Approval>().Where(a => people.Any(p => p.Approval == a.Id && p.Person == actor.Person && (p.As == Concern.Author || p.As == Concern.Lead))),
            _ => db.Set<Approval>().Where(a => steps.Any(s => s.Approval == a.Id && s.DecidedBy == actor.Person)),
        };
        var views = await mine
            .OrderBy(a => a.State == ApprovalState.Open ? 0 : 1).ThenByDescending(a => a.AskedAt).ThenBy(a => a.Id)
            .Take(Most).ToViewsAsync(db, actor, house, ct);
        return [.. views
            .Where(v => box is not ApprovalBox.AsDeputy || v.Tasks.Any(t => t.For is not null))   // the scope of a deputyship
            .OrderBy(v => v.State is Contracts.Approvals.ApprovalState.Open ? 0 : 1).ThenByDescending(v => v.AskedAt).ThenBy(v => v.Id)];
    }, ct);
}
