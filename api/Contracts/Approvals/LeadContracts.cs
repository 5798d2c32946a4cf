using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Live;

namespace Workspace.Contracts.Approvals;

/// <summary>For commands that need words at most.</summary>
/// <param name="Text">Reason or explanation; some commands require it.</param>
/// <param name="For">For whom a deputy acts.</param>
public sealed record ApprovalWordsRequest([property: StringLength(2_000)] string? Text, Guid? For);

/// <param name="Superior">The lowest person above both.</param>
public sealed record EscalateRefusalRequest(Guid Superior, Guid? For);

/// <param name="GoesOn">On with the dissent; false: back to the lead unit for rework.</param>
public sealed record DecideEscalationRequest(bool GoesOn, [property: StringLength(2_000)] string Text, Guid? For);

public sealed record ReassignSeatRequest([property: MinLength(1), MaxLength(50)] IReadOnlyList<Guid> Holders, Guid? For);

/// <param name="Kind"><c>editorial</c> or <c>substantive</c>.</param>
/// <param name="Points">Which points changed; absent: all of it.</param>
/// <param name="TakesOver">Steps whose proposals are in it; they consent by that.</param>
public sealed record ReviseApprovalRequest(
    VersionKind Kind,
    [property: StringLength(500)] string Subject,
    [property: StringLength(20_000)] string? Text,
    [property: MaxLength(50)] IReadOnlyList<ApprovalAttachment>? Attachments,
    [property: MaxLength(50)] IReadOnlyList<string>? Points,
    [property: MaxLength(50)] IReadOnlyList<int>? TakesOver,
    Guid? For);

/// <param name="Kind"><c>editorial</c> or <c>substantive</c>.</param>
public sealed record ConfirmVersionRequest(VersionKind Kind, [property: MaxLength(50)] IReadOnlyList<string>? Points, Guid? For);

public sealed record SignSeveralRequest([property: MinLength(1), MaxLength(50)] IReadOnlyList<StepToSign> Answers);

public sealed record StepToSign(Guid Approval, int Step, int Version, Guid? For);

public sealed record SeveralAnswers(IReadOnlyList<OneOfSeveral> Answers);

/// <param name="View">How it stands now, where it was signed.</param>
/// <param name="Code">Why it was not.</param>
public sealed record OneOfSeveral(Guid Approval, ApprovalView? View, string? Code);

public enum DeputyKind
{
    Standing,
    Absence,
    AdHoc,
}

/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Unit">Only for matters of this unit; absent: of all.</param>
/// <param name="Type">Only for matters of this type; absent: of all.</param>
/// <param name="UpTo">Only up to this amount in euro; absent: any.</param>
public sealed record DeputyshipView(Guid Id, Guid Principal, Guid Deputy, DeputyKind Kind, DateOnly From, DateOnly To, string? Unit, string? Type, decimal? UpTo);

/// <param name="Principal">Absent: whoever asks; administrators name others.</param>
public sealed record NameDeputyRequest(
    Guid? Principal,
    Guid Deputy,
    DeputyKind Kind,
    DateOnly From,
    DateOnly To,
    [property: StringLength(200)] string? Unit,
    [property: StringLength(60)] string? Type,
    [property: Range(0, 1e12)] decimal? UpTo);

public sealed record SigningPowersView([property: MaxLength(1_000)] IReadOnlyList<SigningPowerView> Powers);

/// <param name="As">How they sign: <c>plain</c> the head, <c>inVertretung</c> i.V., <c>imAuftrag</c> i.A.</param>
public sealed record SigningPowerView(
    Guid Person, SignatureForm As, [property: StringLength(200)] string? Unit, [property: StringLength(60)] string? Type, [property: Range(0, 1e12)] decimal? UpTo);

public enum LocalFeast
{
    AugsburgPeaceFestival,
    BavarianAssumption,
    SaxonCorpusChristi,
    ThuringianCorpusChristi,
}

public enum DayOffKind
{
    /// <summary>Each year on the same date.</summary>
    Yearly,

    /// <summary>The Monday before Ash Wednesday.</summary>
    CarnivalMonday,

    /// <summary>A single day.</summary>
    Once,
}

/// <param name="Land">As two letters; the configuration names it. Absent: holidays of the whole country alone.</param>
public sealed record HouseCalendarView(string? Land, IReadOnlyList<LocalFeastView> Feasts, IReadOnlyList<DayOffView> DaysOff);

/// <param name="From">The first year; absent: since ever.</param>
/// <param name="To">The last year; absent: until further notice.</param>
public sealed record LocalFeastView(LocalFeast Feast, [property: Range(1900, 2200)] int? From, [property: Range(1900, 2200)] int? To);

/// <param name="Month">For <c>yearly</c>.</param>
/// <param name="Day">For <c>yearly</c>.</param>
/// <param name="On">For <c>once</c>.</param>
public sealed record DayOffView(DayOffKind Kind, [property: Range(1, 12)] int? Month, [property: Range(1, 31)] int? Day, DateOnly? On);

public sealed record SaveHouseCalendarRequest([property: MaxLength(20)] IReadOnlyList<LocalFeastView> Feasts, [property: MaxLength(200)] IReadOnlyList<DayOffView> DaysOff);

/// <summary>Somebody stands in for somebody from a day on.</summary>
public sealed record DeputyNamed(Guid Deputyship, Guid Principal, Guid Deputy) : Change;

/// <summary>And does so no more.</summary>
public sealed record DeputyshipEnded(Guid Deputyship, Guid Principal, Guid Deputy) : Change;

/// <summary>An administrator saved the table of signing powers.</summary>
public sealed record SigningPowersSaved : Change;

/// <summary>An administrator saved local holidays and days off.</summary>
public sealed record HouseCalendarSaved : Change;
