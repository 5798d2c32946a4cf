using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The lead unit asks others: where a seat is not competent, or where nobody who holds it may answer.</summary>
public sealed class ReassignSeat(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, ReassignSeatRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(ReassignSeat), new { approval, step, request }), approval, request.For, async at =>
            await ApprovalPlan.UnknownAsync(at.Work.Db, request.Holders, ct) is { } unknown ? (Ruling)unknown : at.Procedure.Reassign(at.Act, step, [.. request.Holders.Distinct()]), ct);
}
