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

/// <summary>Somebody asked. Texts stay out of the journal: it outlives erasure.</summary>
public sealed record ApprovalAsked(Guid Board, Guid Card, Guid Requester, Guid Approver) : Change;

/// <summary>The approver answered.</summary>
public sealed record ApprovalDecided(ApprovalAnswer Answer, int Revision) : Change;
