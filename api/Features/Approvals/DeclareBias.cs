using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Somebody who is asked, or could answer for somebody, declares bias; deputies may go on.</summary>
public sealed class DeclareBias(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(DeclareBias), new { approval, request }), approval, request.For, (procedure, act) =>
            procedure.DeclareBias(act, request.Text), ct);
}
