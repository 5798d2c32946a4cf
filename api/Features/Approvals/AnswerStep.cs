using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using SeatRole = Workspace.Domain.Approvals.SeatRole;

namespace Workspace.Features.Approvals;

/// <summary>Somebody who is asked answers, or a deputy for them: in the tab or by a card in the chat, co-signers, offices and the closing signatory.</summary>
public sealed class AnswerStep(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, int step, AnswerStepRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(AnswerStep), new { approval, step, request }), approval, request.For, (procedure, act) =>
            Answer(procedure, act, step, request.Answer, request.Version, request.Text), ct);

    internal static Ruling Answer(Procedure procedure, Act act, int step, ApprovalAnswer answer, int version, string? text) =>
        procedure.RoleOf(step) is SeatRole.Closing
            ? OfClosing(answer) is { } closing ? procedure.Close(act, step, closing, version, text) : Procedure.StepNotFound
            : OfCoSigner(answer) is { } other ? procedure.Answer(act, step, other, version, text) : Procedure.StepNotFound;

    private static ClosingAnswer? OfClosing(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.Signed => ClosingAnswer.Signed,
        ApprovalAnswer.Returned => ClosingAnswer.Returned,
        ApprovalAnswer.Rejected => ClosingAnswer.Rejected,
        _ => null,
    };

    private static CoAnswer? OfCoSigner(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.Signed => CoAnswer.Signed,
        ApprovalAnswer.Remark => CoAnswer.Remark,
        ApprovalAnswer.Change => CoAnswer.Change,
        ApprovalAnswer.Refused => CoAnswer.Refused,
        ApprovalAnswer.NotCompetent => CoAnswer.NotCompetent,
        ApprovalAnswer.Nothing => CoAnswer.Nothing,
        _ => null,
    };
}
