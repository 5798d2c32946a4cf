using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Live;

namespace Workspace.Contracts.Approvals;

public enum ApprovalState
{
    Open,
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>Which approvals a list shows.</summary>
public enum ApprovalBox
{
    /// <summary>Those in which something waits for me.</summary>
    ForMe,

    /// <summary>Those in which I can answer for somebody else today.</summary>
    AsDeputy,

    /// <summary>Those that I wrote or lead.</summary>
    ByMe,

    /// <summary>Those in which I have answered.</summary>
    Done,
}

/// <summary>What waits for somebody.</summary>
public enum ApprovalTaskKind
{
    /// <summary>To co-sign, or to vote.</summary>
    CoSigner,

    /// <summary>To take part as an office.</summary>
    Participant,

    /// <summary>To sign at the end.</summary>
    Closing,

    /// <summary>To deal with a refusal, a proposal, a return, a seat that is not competent, or a change by somebody unknown.</summary>
    Lead,

    /// <summary>To decide a refusal that was escalated.</summary>
    Superior,

    /// <summary>To take note.</summary>
    Informed,
}

/// <summary>What somebody answers: the six answers of co-signers and offices, and <c>signed</c>, <c>returned</c> and <c>rejected</c> of the closing signature.</summary>
public enum ApprovalAnswer
{
    Signed,
    Remark,
    Change,
    Refused,
    NotCompetent,
    Nothing,
    Returned,
    Rejected,
}

/// <summary>What a person may do with an approval.</summary>
public enum ApprovalMoveKind
{
    Answer,
    Close,
    TakeBack,
    Withdraw,
    Revise,
    Confirm,
    CallTalk,
    NoteDissent,
    Escalate,
    DecideEscalation,
    DeclineChange,
    Reassign,
    Drop,
    DeclareBias,
    Acknowledge,
}

/// <summary>What an approval hangs on.</summary>
/// <param name="CardKey">For example <c>BÜ-42</c>.</param>
public sealed record ApprovalOn(Guid Board, string BoardName, Guid Card, string CardKey);

/// <param name="Step">The step to answer; absent where it is no step's.</param>
/// <param name="For">For whom, where it is a deputy's.</param>
public sealed record ApprovalTask(ApprovalTaskKind Kind, int? Step, string? Unit, string? Area, DateOnly? Due, Guid? For);

/// <summary>An approval in a list.</summary>
/// <param name="Type">The house's key of what it is.</param>
/// <param name="Unit">The unit it comes from; may be empty.</param>
/// <param name="Amount">Euro.</param>
/// <param name="Tasks">What waits for whoever reads.</param>
/// <param name="Settled">How many of its <paramref name="Seats"/> need nothing more.</param>
/// <param name="WaitsFor">Who is asked now.</param>
/// <param name="Due">The next last day.</param>
public sealed record ApprovalView(
    Guid Id,
    int Revision,
    ApprovalState State,
    string Type,
    string Subject,
    string Unit,
    decimal? Amount,
    Guid Author,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    ApprovalOn? On,
    IReadOnlyList<ApprovalTask> Tasks,
    int Settled,
    int Seats,
    IReadOnlyList<Guid> WaitsFor,
    DateOnly? Due);

/// <summary>All of an approval, as one person sees it.</summary>
/// <param name="Comment">What the author wrote to those who are asked.</param>
/// <param name="Lead">Who acts for the lead unit.</param>
/// <param name="Noted">Those of <paramref name="Informed"/> who have taken note.</param>
/// <param name="FourEyes">Author and last editor may not decide.</param>
/// <param name="SilenceConsents">The type was released for Verschweigung.</param>
/// <param name="Versions">Oldest first; the last one is what is signed.</param>
/// <param name="Dissents">Steps whose "no" the closing signatory sees on top.</param>
/// <param name="Moves">What whoever reads may do now, by the rules; the server decides in any case.</param>
public sealed record ApprovalDetail(
    ApprovalView Approval,
    Guid? Template,
    string? Comment,
    IReadOnlyList<Guid> Lead,
    IReadOnlyList<Guid> Informed,
    IReadOnlyList<Guid> Noted,
    bool FourEyes,
    bool SilenceConsents,
    IReadOnlyList<ApprovalVersionView> Versions,
    IReadOnlyList<ApprovalStageView> Stages,
    IReadOnlyList<int> Dissents,
    IReadOnlyList<ApprovalMove> Moves);

/// <param name="For">For whom, where a deputy would act.</param>
/// <param name="Answers">For <c>answer</c> and <c>close</c>.</param>
public sealed record ApprovalMove(ApprovalMoveKind Kind, int? Step, Guid? For, IReadOnlyList<ApprovalAnswer>? Answers);

public enum VersionKind
{
    First,
    Editorial,
    Substantive,
    Unconfirmed,
}

public enum AttachmentKind
{
    Stored,
    LinkedVersion,
    Link,
}

/// <param name="Reference">SHA-256 of what is stored, version of the linked file, or the address of a plain link.</param>
public sealed record ApprovalAttachment(
    [property: StringLength(300, MinimumLength = 1)] string Name, AttachmentKind Kind, [property: StringLength(2_000, MinimumLength = 1)] string Reference);

/// <param name="By">Who made it; absent: somebody unknown, in Planner.</param>
/// <param name="Points">Which points changed; empty: all of it.</param>
/// <param name="Hash">SHA-256 of the content, which a signature holds fast.</param>
/// <param name="Frozen">False where an attachment is a plain link, behind which anything may change.</param>
public sealed record ApprovalVersionView(
    int Number,
    VersionKind Kind,
    Guid? By,
    DateTimeOffset At,
    string Subject,
    string Text,
    IReadOnlyList<ApprovalAttachment> Attachments,
    IReadOnlyList<string> Points,
    string Hash,
    bool Frozen);

/// <summary>A stage of the path.</summary>
/// <param name="Reached">It is asked, or was; always false in a preview but for the first.</param>
public sealed record ApprovalStageView(StageOrder Order, ApprovalQuorum Quorum, bool Reached, IReadOnlyList<ApprovalSeatView> Seats);

/// <param name="Number">From 1 through all stages.</param>
/// <param name="Holders">Whoever of them answers first answers for the seat.</param>
/// <param name="Steps">Each asking of it, oldest first; the last one is how it stands. Empty: not asked yet.</param>
/// <param name="Due">In a preview: the last day, if it were asked today.</param>
/// <param name="DueWords">Why it is that day, in the reader's language.</param>
public sealed record ApprovalSeatView(
    int Number,
    SeatRole Role,
    string Unit,
    string? Area,
    IReadOnlyList<string> Points,
    bool NeedsAgreement,
    ApprovalParticipation? Participation,
    ApprovalFrist? Frist,
    IReadOnlyList<Guid> Holders,
    IReadOnlyList<ApprovalStepView> Steps,
    DateOnly? Due,
    string? DueWords);

/// <param name="Version">The version with which it was asked.</param>
/// <param name="DueWords">Why it is that day, in the reader's language.</param>
/// <param name="Superior">To whom a refusal was escalated.</param>
/// <param name="GoesOn">What they decided.</param>
public sealed record ApprovalStepView(
    int Number,
    int Version,
    IReadOnlyList<Guid> Holders,
    StepState State,
    DateOnly? Due,
    string? DueWords,
    ApprovalDecisionView? Decision,
    bool TalkCalled,
    Guid? Superior,
    bool? GoesOn);

/// <param name="For">For whom a deputy answered.</param>
/// <param name="Answer">What was answered; what became of it is the step's state.</param>
/// <param name="Form">Of a closing signature: with <c>i.V.</c> or <c>i.A.</c> before the name.</param>
public sealed record ApprovalDecisionView(Guid By, Guid? For, DateTimeOffset At, StepState Answer, int Version, string? Text, SignatureForm? Form);

public enum StepState
{
    Open,
    Signed,
    Remark,
    ChangeProposed,
    ChangeTakenOver,
    ChangeDeclined,
    Refused,
    DissentNoted,
    NotCompetent,
    Nothing,
    DeemedConsent,
    Silent,
    Returned,
    Rejected,
    TakenBack,
    Reassigned,
    Dropped,
    Superseded,
    NotNeeded,
}

public enum SignatureForm
{
    Plain,
    InVertretung,
    ImAuftrag,
}

/// <summary>Asks for an approval.</summary>
/// <param name="Template">Absent: one person decides, who is named for seat 1.</param>
/// <param name="Subject">Required where it hangs on no card; of a card, the content is the card's own, and these three are left out.</param>
/// <param name="Unit">The unit it comes from; absent: the author's department.</param>
/// <param name="Amount">Euro.</param>
/// <param name="Comment">To those who are asked.</param>
/// <param name="Holders">For the seats that the template leaves open.</param>
/// <param name="Lead">Who acts for the lead unit; absent: the author.</param>
/// <param name="Informed">Who takes note at the end, beside those that the template names.</param>
public sealed record StartApprovalRequest(
    Guid? Template,
    [property: StringLength(500)] string? Subject,
    [property: StringLength(20_000)] string? Text,
    [property: MaxLength(50)] IReadOnlyList<ApprovalAttachment>? Attachments,
    [property: StringLength(200)] string? Unit,
    [property: Range(0, 1e12)] decimal? Amount,
    [property: StringLength(2_000)] string? Comment,
    [property: MaxLength(100)] IReadOnlyList<SeatHolders>? Holders,
    [property: MaxLength(50)] IReadOnlyList<Guid>? Lead,
    [property: MaxLength(200)] IReadOnlyList<Guid>? Informed,
    CardPlace? On);

/// <param name="Seat">Its number on the path, from 1.</param>
public sealed record SeatHolders(int Seat, [property: MaxLength(50)] IReadOnlyList<Guid> People);

public sealed record CardPlace(Guid Board, Guid Card);

/// <summary>What would be asked, and of whom; nothing was sent.</summary>
public sealed record ApprovalPreview(IReadOnlyList<ApprovalStageView> Stages, IReadOnlyList<Guid> Lead, IReadOnlyList<Guid> Informed, bool FourEyes);

/// <param name="Version">The version that the person saw; an answer to an older one is stale.</param>
/// <param name="Text">Remark, proposal or reason; required for <c>remark</c>, <c>change</c>, <c>refused</c>, <c>returned</c> and <c>rejected</c>.</param>
/// <param name="For">For whom a deputy answers.</param>
public sealed record AnswerStepRequest(int Version, ApprovalAnswer Answer, [property: StringLength(2_000)] string? Text, Guid? For);

/// <summary>
/// The record of an approval: whatever happened, chained by hashes, so that anybody can check it offline (docs/approval-record.md).
/// </summary>
/// <param name="Head">The hash of the last entry; kept elsewhere, it proves all before it. Null: nothing is recorded.</param>
/// <param name="Findings">What is wrong with the chain as it is stored; empty: nothing. Whether later entries are missing only a kept head can tell.</param>
public sealed record ApprovalRecordView(Guid Approval, string? Head, IReadOnlyList<ApprovalRecordEntry> Entries, IReadOnlyList<ApprovalRecordFinding> Findings);

/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="By">Who acted; null: a rule, or somebody unknown.</param>
/// <param name="For">For whom, where a deputy acted.</param>
/// <param name="Version">Which version of the content was current, and <paramref name="ContentHash"/> its hash.</param>
/// <param name="Data">The event as it was written.</param>
/// <param name="TextDigest">Of <paramref name="Salt"/> and <paramref name="Text"/>, which are null where there was no text or it was erased.</param>
public sealed record ApprovalRecordEntry(
    long Sequence,
    DateTimeOffset At,
    Guid? By,
    Guid? For,
    string Kind,
    int Version,
    string ContentHash,
    string Data,
    string? TextDigest,
    string? Salt,
    string? Text,
    string Previous,
    string Hash);

/// <param name="Fault">What is wrong with the entries from one sequence to another.</param>
public sealed record ApprovalRecordFinding(ApprovalRecordFault Fault, long From, long To);

public enum ApprovalRecordFault
{
    Changed,
    Missing,
    Reordered,
    Rewritten,
    TextChanged,
}

/// <summary>Somebody asked. Texts stay out of the journal: it outlives erasure.</summary>
public sealed record ApprovalAsked(Guid Author, Guid? Card) : Change;

/// <summary>Something happened in an approval.</summary>
/// <param name="What">The kinds of the record's entries, as <c>answered</c>, <c>step-opened</c>.</param>
public sealed record ApprovalChanged(IReadOnlyList<string> What, int Revision, ApprovalState State) : Change;
