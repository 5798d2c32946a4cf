using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Somebody takes back what they, or a deputy for them, have answered, while its stage runs; the seat is asked again.</summary>
public sealed class TakeBackAnswer(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, ApprovalWordsRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(TakeBackAnswer), new { approval, step, request }), approval, request.For, (procedure, act) =>
            procedure.TakeBack(act, step, request.Text), ct);
}
