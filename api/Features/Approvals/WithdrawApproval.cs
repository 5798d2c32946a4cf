using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Author or lead unit end it before it is closed, with a reason.</summary>
public sealed class WithdrawApproval(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(WithdrawApproval), new { approval, request }), approval, request.For, (procedure, act) =>
            procedure.Withdraw(act, request.Text), ct);
}
