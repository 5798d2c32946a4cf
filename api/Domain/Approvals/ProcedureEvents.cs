using System.Text.Json.Serialization;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>The six answers of a co-signer and of a participating office.</summary>
public enum CoAnswer
{
    /// <summary>Mitgezeichnet.</summary>
    Signed,

    /// <summary>Mit Bemerkung: consents, and the remark goes to the lead unit and the later steps.</summary>
    Remark,

    /// <summary>Mit Änderung: consents if the lead unit takes a proposal over, by a new version.</summary>
    Change,

    /// <summary>Nicht mitgezeichnet, with a reason.</summary>
    Refused,

    /// <summary>Nicht zuständig: back to the lead unit.</summary>
    NotCompetent,

    /// <summary>Fehlanzeige: nothing to say; in a poll, an abstention.</summary>
    Nothing,
}

/// <summary>The answers of the closing signatory.</summary>
public enum ClosingAnswer
{
    /// <summary>Gezeichnet.</summary>
    Signed,

    /// <summary>Zurück an FF, with a reason.</summary>
    Returned,

    /// <summary>Abgelehnt, with a reason.</summary>
    Rejected,
}

/// <summary>What comes of it all.</summary>
public enum ProcedureOutcome
{
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>
/// What happened in an approval. Events are all there is: state is made from them alone. They hold ids of persons, never names.
/// Consequences are events too (<see cref="StepOpened"/>, <see cref="StepEnded"/>, <see cref="Ended"/>), so that a later change of the
/// rules changes no past.
/// </summary>
/// <param name="By">The natural person; null: a rule, or somebody unknown.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(StepOpened), "step-opened")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(ClosingAnswered), "closing-answered")]
[JsonDerivedType(typeof(StepEnded), "step-ended")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(TakenBack), "taken-back")]
[JsonDerivedType(typeof(ChangeDeclined), "change-declined")]
[JsonDerivedType(typeof(TalkCalled), "talk-called")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(SuperiorDecided), "superior-decided")]
[JsonDerivedType(typeof(DissentNoted), "dissent-noted")]
[JsonDerivedType(typeof(PassedUp), "passed-up")]
[JsonDerivedType(typeof(Reassigned), "reassigned")]
[JsonDerivedType(typeof(SeatDropped), "seat-dropped")]
[JsonDerivedType(typeof(VersionMade), "version-made")]
[JsonDerivedType(typeof(VersionConfirmed), "version-confirmed")]
[JsonDerivedType(typeof(BiasDeclared), "bias-declared")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record ProcedureEvent(DateTimeOffset At, Guid? By)
{
    /// <summary>For whom a deputy acted.</summary>
    public Guid? For { get; init; }

    /// <summary>Personal free text: a remark, a reason, a proposal. It is kept beside the log (<see cref="SaltedText"/>).</summary>
    [JsonIgnore]
    public string? Text { get; init; }
}

/// <summary>Asked, with the first version.</summary>
public sealed record Started(DateTimeOffset At, Guid? By, Matter Matter, IReadOnlyList<Guid> Lead, ApprovalPath Path, string Hash) : ProcedureEvent(At, By);

/// <summary>A seat is asked; a seat that is asked again has a further step.</summary>
public sealed record StepOpened(DateTimeOffset At, int Step, int Seat, int Version, IReadOnlyList<Guid> Holders, Deadline? Due) : ProcedureEvent(At, null);

/// <summary>A co-signer or an office has answered.</summary>
public sealed record Answered(DateTimeOffset At, Guid? By, int Step, CoAnswer Answer, int Version, string Hash) : ProcedureEvent(At, By);

/// <summary>The closing signatory has answered.</summary>
public sealed record ClosingAnswered(DateTimeOffset At, Guid? By, int Step, ClosingAnswer Answer, SignatureForm Form, int Version, string Hash) : ProcedureEvent(At, By);

/// <summary>A step is over without an answer of its own: no longer needed, or replaced.</summary>
public sealed record StepEnded(DateTimeOffset At, int Step, StepState State) : ProcedureEvent(At, null);

/// <summary>The time of a step is over: <see cref="StepState.DeemedConsent"/> or <see cref="StepState.Silent"/>.</summary>
public sealed record Lapsed(DateTimeOffset At, int Step, StepState State) : ProcedureEvent(At, null);

/// <summary>Somebody took back their answer; it stays in the log, the seat is asked again.</summary>
public sealed record TakenBack(DateTimeOffset At, Guid? By, int Step) : ProcedureEvent(At, By);

/// <summary>The lead unit did not take a proposal over; the seat is asked again.</summary>
public sealed record ChangeDeclined(DateTimeOffset At, Guid? By, int Step) : ProcedureEvent(At, By);

/// <summary>Rücksprache: the lead unit talks with whoever refused.</summary>
public sealed record TalkCalled(DateTimeOffset At, Guid? By, int Step) : ProcedureEvent(At, By);

/// <summary>The common superior shall decide about a refusal.</summary>
public sealed record Escalated(DateTimeOffset At, Guid? By, int Step, Guid Superior) : ProcedureEvent(At, By);

/// <summary>The common superior decided: it goes on with the dissent, or the lead unit reworks.</summary>
public sealed record SuperiorDecided(DateTimeOffset At, Guid? By, int Step, bool GoesOn) : ProcedureEvent(At, By);

/// <summary>Abweichende Meinung vermerkt.</summary>
public sealed record DissentNoted(DateTimeOffset At, Guid? By, int Step) : ProcedureEvent(At, By);

/// <summary>Nobody answered in time: the superior in the line may answer too.</summary>
public sealed record PassedUp(DateTimeOffset At, int Step, Guid Superior) : ProcedureEvent(At, null);

/// <summary>Others are asked for the seat.</summary>
public sealed record Reassigned(DateTimeOffset At, Guid? By, int Step, IReadOnlyList<Guid> Holders) : ProcedureEvent(At, By);

/// <summary>The seat is not concerned, by its own word.</summary>
public sealed record SeatDropped(DateTimeOffset At, Guid? By, int Step) : ProcedureEvent(At, By);

/// <summary>A new version; steps whose proposals it takes over consent to it.</summary>
public sealed record VersionMade(DateTimeOffset At, ContentVersion Version, IReadOnlyList<int> TakesOver) : ProcedureEvent(At, Version.By);

/// <summary>The lead unit vouches for a change by somebody unknown.</summary>
public sealed record VersionConfirmed(DateTimeOffset At, Guid? By, VersionKind As, IReadOnlyList<string> Points) : ProcedureEvent(At, By);

/// <summary>Befangenheit: this person takes no part any more; deputies may.</summary>
public sealed record BiasDeclared(DateTimeOffset At, Guid? By) : ProcedureEvent(At, By);

/// <summary>Zur Kenntnis genommen.</summary>
public sealed record Acknowledged(DateTimeOffset At, Guid? By) : ProcedureEvent(At, By);

/// <summary>The end.</summary>
public sealed record Ended(DateTimeOffset At, Guid? By, ProcedureOutcome Outcome) : ProcedureEvent(At, By);
