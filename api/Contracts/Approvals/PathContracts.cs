using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Live;

namespace Workspace.Contracts.Approvals;

public enum SeatRole
{
    CoSigner,
    Participant,
    Closing,
}

public enum Office
{
    StaffCouncil,
    EqualOpportunities,
    SeverelyDisabled,
    DataProtection,
    Audit,
}

public enum ParticipationRight
{
    Hearing,
    Cooperation,
    CoDetermination,
}

public enum StageOrder
{
    Parallel,
    Chain,
}

public enum FourEyes
{
    Off,
    AboveAmount,
    Always,
}

public enum QuorumKind
{
    All,

    /// <summary>So many have consented.</summary>
    AtLeast,

    /// <summary>A poll: so many have voted, and more for it than against it.</summary>
    Majority,
}

public enum FristUnit
{
    Day,
    WorkingDay,
    Week,
    Month,
}

public enum FristBegin
{
    /// <summary>The day of being asked does not count.</summary>
    Event,

    /// <summary>It counts.</summary>
    Day,
}

/// <param name="Needed">For <c>atLeast</c> and <c>majority</c>.</param>
public sealed record ApprovalQuorum(QuorumKind Kind, [property: Range(1, 100)] int? Needed);

/// <summary>An office that takes part by law, and how far its right goes.</summary>
public sealed record ApprovalParticipation(Office Office, ParticipationRight Right);

/// <summary>How long a seat has from being asked.</summary>
public sealed record ApprovalFrist([property: Range(1, 366)] int Length, FristUnit Unit, FristBegin Begin);

/// <summary>A path prepared by administrators.</summary>
/// <param name="Type">The house's key of what it is for, as <c>contract</c>.</param>
/// <param name="BulkAllowed">Consents to several approvals of it may be given at once.</param>
/// <param name="Archived">It is offered no more.</param>
public sealed record ApprovalTemplateView(Guid Id, string Name, string Type, TemplatePath Path, bool BulkAllowed, bool Archived);

/// <param name="Above">Euro, for four eyes above an amount.</param>
/// <param name="SilenceConsents">Verschweigung: silence of a co-signer consents when the time is over.</param>
/// <param name="Informed">Who takes note at the end.</param>
public sealed record TemplatePath(
    [property: MinLength(1), MaxLength(20)] IReadOnlyList<TemplateStage> Stages,
    FourEyes FourEyes,
    [property: Range(0, 1e12)] decimal Above,
    bool SilenceConsents,
    [property: MaxLength(200)] IReadOnlyList<Guid> Informed);

public sealed record TemplateStage(StageOrder Order, ApprovalQuorum Quorum, [property: MinLength(1), MaxLength(50)] IReadOnlyList<TemplateSeat> Seats);

/// <param name="Holders">Empty: whoever asks names them.</param>
/// <param name="Points">Only these points concern it; empty: all of it.</param>
/// <param name="NeedsAgreement">Einvernehmen: without its consent nobody closes.</param>
/// <param name="Participation">For <c>participant</c> alone.</param>
public sealed record TemplateSeat(
    SeatRole Role,
    [property: StringLength(200)] string Unit,
    [property: StringLength(200)] string? Area,
    [property: MaxLength(50)] IReadOnlyList<string> Points,
    bool NeedsAgreement,
    ApprovalParticipation? Participation,
    ApprovalFrist? Frist,
    [property: MaxLength(50)] IReadOnlyList<Guid> Holders);

public sealed record SaveTemplateRequest(
    [property: StringLength(200, MinimumLength = 1)] string Name,
    [property: StringLength(60, MinimumLength = 1)] string Type,
    TemplatePath Path,
    bool BulkAllowed,
    bool Archived);

/// <summary>An administrator saved a template of approvals.</summary>
public sealed record ApprovalTemplateSaved(Guid Template) : Change;
