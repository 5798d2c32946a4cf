using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>It goes on without agreement; the dissent is shown to the closing signatory on top.</summary>
public sealed class NoteDissent(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(NoteDissent), new { approval, step, request }), approval, request.For, (procedure, act) =>
            procedure.NoteDissent(act, step), ct);
}
