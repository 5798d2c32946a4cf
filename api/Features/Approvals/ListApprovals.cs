using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The actor's approvals: to decide, or asked for. Open ones first, then the newest.</summary>
public sealed class ListApprovals(Reads reads)
{
    /// <summary>The most a list brings.</summary>
    public const int Most = 200;

    public Task<List<ApprovalView>> RunAsync(Actor actor, ApprovalBox box, bool openOnly, CancellationToken ct) => reads.RunAsync(actor, db =>
    {
        var mine = db.Set<Approval>().Where(a => box == ApprovalBox.ForMe ? a.Approver == actor.Person : a.Requester == actor.Person);
        if (openOnly) { mine = mine.Where(a => a.State == Domain.Approvals.ApprovalState.Open); }

        return mine
            .OrderBy(a => a.State == Domain.Approvals.ApprovalState.Open ? 0 : 1)
            .ThenByDescending(a => a.AskedAt)
            .Take(Most)
            .ToViewsAsync(db, actor, ct);
    }, ct);
}
