using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The lead unit calls whoever refused to a Rücksprache.</summary>
public sealed class CallTalk(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(CallTalk), new { approval, step, request }), approval, request.For, (procedure, act) =>
            procedure.CallTalk(act, step, request.Text), ct);
}
