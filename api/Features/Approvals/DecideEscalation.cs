using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The superior decides about a refusal: on with the dissent, or back to the lead unit for rework.</summary>
public sealed class DecideEscalation(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, DecideEscalationRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(DecideEscalation), new { approval, step, request }), approval, request.For, (procedure, act) =>
            procedure.DecideEscalation(act, step, request.GoesOn, request.Text), ct);
}
