using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Live;

namespace Workspace.Contracts.Approvals;

public enum ApprovalState
{
    Open,
    Approved,
    Rejected,
}

public enum ApprovalAnswer
{
    Approve,
    Reject,
}

/// <summary>Which approvals a list shows.</summary>
public enum ApprovalBox
{
    /// <summary>Those I am to decide, open ones first.</summary>
    ForMe,

    /// <summary>Those I asked for.</summary>
    ByMe,
}

/// <summary>An approval as one person sees it.</summary>
/// <param name="Revision">Send it back with the decision: an answer to an older one is stale.</param>
/// <param name="CardKey">For example <c>BÜ-42</c>.</param>
/// <param name="Reason">Why it was rejected, or a remark with the consent.</param>
/// <param name="CanDecide">The asking person is the approver, and it is open.</param>
public sealed record ApprovalView(
    Guid Id,
    int Revision,
    ApprovalState State,
    Guid Board,
    string BoardName,
    Guid Card,
    string CardKey,
    string CardTitle,
    Guid Requester,
    Guid Approver,
    string? Comment,
    string? Reason,
    DateTimeOffset AskedAt,
    DateTimeOffset? DecidedAt,
    bool CanDecide);

public sealed record AskForApprovalRequest(Guid Approver, [property: StringLength(2_000)] string? Comment);

/// <param name="Revision">What the person saw.</param>
/// <param name="Reason">Required to reject.</param>
public sealed record DecideApprovalRequest(int Revision, ApprovalAnswer Answer, [property: StringLength(2_000)] string? Reason);

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
public sealed record ApprovalAsked(Guid Board, Guid Card, Guid Requester, Guid Approver) : Change;

/// <summary>The approver answered.</summary>
public sealed record ApprovalDecided(ApprovalAnswer Answer, int Revision) : Change;
