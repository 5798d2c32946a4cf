using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The lead unit does not take a proposal over, with a reason; the seat is asked again.</summary>
public sealed class DeclineChange(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(DeclineChange), new { approval, step, request }), approval, request.For, (procedure, act) =>
            procedure.DeclineChange(act, step, request.Text), ct);
}
