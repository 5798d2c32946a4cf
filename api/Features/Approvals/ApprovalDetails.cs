using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using StepState = Workspace.Domain.Approvals.StepState;

namespace Workspace.Features.Approvals;

/// <summary>All of an approval as the wire says it, made from its procedure.</summary>
internal static class ApprovalDetails
{
    public static ApprovalDetail Of(
        ApprovalView view, Approval approval, Procedure procedure, string? comment, IReadOnlyDictionary<int, ApprovalVersionRow> contents, IReadOnlyList<ApprovalMove> moves, string language) => new(
        view,
        approval.Template,
        comment,
        procedure.Lead,
        procedure.Path.Informed,
        [.. procedure.Noted],
        procedure.Path.Rules.NeedFourEyes(procedure.Matter),
        procedure.Path.Rules.SilenceConsents,
        [.. procedure.Versions.Select(v => ViewOf(v, contents[v.Number]))],
        Stages(procedure, preview: null, language),
        [.. procedure.Dissents.Select(s => s.Number)],
        moves);

    /// <summary>The path as it would be; each seat's time as if it were asked today.</summary>
    public static IReadOnlyList<ApprovalStageView> Preview(Procedure procedure, HouseNow house, string language) => Stages(procedure, house, language);

    private static ApprovalVersionView ViewOf(ContentVersion version, ApprovalVersionRow row)
    {
        var content = row.Content;
        return new(
            version.Number,
            (Contracts.Approvals.VersionKind)version.Kind,
            version.By,
            row.At,
            content.Subject,
            content.Text,
            [.. content.Attachments.Select(a => new ApprovalAttachment(a.Name, (Contracts.Approvals.AttachmentKind)a.Kind, a.Reference))],
            version.Points,
            version.Hash,
            content.IsFrozen);
    }

    private static IReadOnlyList<ApprovalStageView> Stages(Procedure procedure, HouseNow? preview, string language) =>
    [
        .. procedure.Path.Stages.Select((stage, index) => new ApprovalStageView(
            (Contracts.Approvals.StageOrder)stage.Order,
            stage.Quorum.ToView(),
            preview is null ? procedure.Path.SeatsOf(index).Any(seat => procedure.Current(seat) is not null) : index == 0,
            [.. procedure.Path.SeatsOf(index).Select(seat => SeatOf(procedure, seat, preview, language))])),
    ];

    private static ApprovalSeatView SeatOf(Procedure procedure, int number, HouseNow? preview, string language)
    {
        var seat = procedure.Path.Seats[number - 1];
        var due = preview is null ? null : seat.Frist?.From(preview.Today, preview.Calendar.Municipality);
        return new(
            number,
            (Contracts.Approvals.SeatRole)seat.Role,
            seat.Unit,
            seat.Area,
            seat.Points,
            seat.NeedsAgreement,
            seat.Participation.ToView(),
            seat.Frist.ToView(),
            procedure.OtherHolders.GetValueOrDefault(number, seat.Holders),
            preview is null ? [.. procedure.Steps.Where(s => s.Seat == number).Select(s => StepOf(s, language))] : [],
            due?.Last,
            InWords(due, language));
    }

    private static ApprovalStepView StepOf(Step step, string language) => new(
        step.Number,
        step.Version,
        step.Holders,
        (Contracts.Approvals.StepState)step.State,
        step.Due?.Last,
        step.State is StepState.Open ? InWords(step.Due, language) : null,
        step.Decision is { } d
            ? new(d.By, d.For, d.At, (Contracts.Approvals.StepState)d.Answer, d.Version, d.Text, (Contracts.Approvals.SignatureForm?)d.Form)
            : null,
        step.TalkCalled,
        step.Superior,
        step.GoesOn);

    private static string? InWords(Deadline? due, string language) =>
        due is null ? null : language == Language.German ? DeadlineInWords.German(due) : DeadlineInWords.English(due);
}
