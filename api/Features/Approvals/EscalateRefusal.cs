using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The lead unit asks the common superior to decide about a refusal.</summary>
public sealed class EscalateRefusal(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, EscalateRefusalRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(EscalateRefusal), new { approval, step, request }), approval, request.For, async at =>
            await ApprovalPlan.UnknownAsync(at.Work.Db, [request.Superior], ct) is { } unknown ? (Ruling)unknown : at.Procedure.Escalate(at.Act, step, request.Superior), ct);
}
