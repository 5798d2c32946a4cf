using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The lead unit says what a change by somebody unknown is, and vouches for it.</summary>
public sealed class ConfirmVersion(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, ConfirmVersionRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(ConfirmVersion), new { approval, request }), approval, request.For, (procedure, act) =>
            procedure.Confirm(act, (Domain.Approvals.VersionKind)request.Kind, request.Points ?? []), ct);
}
