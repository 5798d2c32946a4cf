using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;

namespace Workspace.Features.Approvals;

/// <summary>Paths between wire and domain. Enums have the same names and order on both sides; a test keeps it so.</summary>
internal static class ApprovalPaths
{
    public static ApprovalPath ToDomain(this TemplatePath path) => new(
    [
        .. path.Stages.Select(stage => new Stage(
        [
            .. stage.Seats.Select(seat => new Seat((Domain.Approvals.SeatRole)seat.Role, seat.Holders, seat.Unit.Trim())
            {
                Area = string.IsNullOrWhiteSpace(seat.Area) ? null : seat.Area.Trim(),
                Points = seat.Points,
                NeedsAgreement = seat.NeedsAgreement,
                Participation = seat.Participation is { } part ? new((Domain.Approvals.Office)part.Office, (Domain.Approvals.ParticipationRight)part.Right) : null,
                Frist = seat.Frist is { } frist ? new(frist.Length, (Domain.Shared.FristUnit)frist.Unit, (Domain.Shared.FristBegin)frist.Begin) : null,
            }),
        ])
        {
            Order = (Domain.Approvals.StageOrder)stage.Order,
            Quorum = stage.Quorum.Kind switch
            {
                QuorumKind.AtLeast => new Quorum.AtLeast(stage.Quorum.Needed ?? 0),
                QuorumKind.Majority => new Quorum.Majority(stage.Quorum.Needed ?? 0),
                _ => new Quorum.All(),
            },
        }),
    ])
    {
        Rules = new((Domain.Approvals.FourEyes)path.FourEyes, path.Above, path.SilenceConsents),
        Informed = path.Informed,
    };

    public static TemplatePath ToView(this ApprovalPath path) => new(
        [.. path.Stages.Select(stage => new TemplateStage((Contracts.Approvals.StageOrder)stage.Order, stage.Quorum.ToView(), [.. stage.Seats.Select(s => new TemplateSeat(
            (Contracts.Approvals.SeatRole)s.Role, s.Unit, s.Area, s.Points, s.NeedsAgreement, s.Participation.ToView(), s.Frist.ToView(), s.Holders))]))],
        (Contracts.Approvals.FourEyes)path.Rules.FourEyes,
        path.Rules.Above,
        path.Rules.SilenceConsents,
        path.Informed);

    public static ApprovalQuorum ToView(this Quorum quorum) => quorum switch
    {
        Quorum.AtLeast some => new(QuorumKind.AtLeast, some.Consents),
        Quorum.Majority poll => new(QuorumKind.Majority, poll.Votes),
        _ => new(QuorumKind.All, null),
    };

    public static ApprovalParticipation? ToView(this Participation? part) =>
        part is null ? null : new((Contracts.Approvals.Office)part.Office, (Contracts.Approvals.ParticipationRight)part.Right);

    public static ApprovalFrist? ToView(this Frist? frist) =>
        frist is null ? null : new(frist.Length, (Contracts.Approvals.FristUnit)frist.Unit, (Contracts.Approvals.FristBegin)frist.Begin);
}
