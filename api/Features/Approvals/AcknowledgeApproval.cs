using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Somebody takes note.</summary>
public sealed class AcknowledgeApproval(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(AcknowledgeApproval), new { approval, request }), approval, request.For, (procedure, act) =>
            procedure.Acknowledge(act), ct);
}
