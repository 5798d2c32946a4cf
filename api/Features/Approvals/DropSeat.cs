using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The lead unit leaves out a seat that said it is not competent, with a reason.</summary>
public sealed class DropSeat(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(DropSeat), new { approval, step, request }), approval, request.For, (procedure, act) =>
            procedure.Drop(act, step, request.Text), ct);
}
