using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>Where an approval stands.</summary>
public enum ApprovalState
{
    Open,
    Approved,
    Rejected,
}

/// <summary>
/// An approval that hangs on a card, as lists and cards show it. What happens to it its <see cref="Procedure"/> decides; this follows.
/// Whoever answers says which <see cref="Revision"/> they saw, so that an old card or an old page decides nothing.
/// </summary>
public sealed class Approval : IOwned
{
    private Approval(Guid id, Guid organisation, Guid board, Guid card, Guid requester, Guid approver, DateTimeOffset askedAt)
    {
        (Id, Organisation, Board, Card, Requester, Approver, AskedAt) = (id, organisation, board, card, requester, approver, askedAt);
    }

    public Guid Id { get; private set; }
    public Guid Organisation { get; private set; }
    public Guid Board { get; private set; }
    public Guid Card { get; private set; }
    public Guid Requester { get; private set; }
    public Guid Approver { get; private set; }

    /// <summary>What the requester wrote to the approver.</summary>
    public string? Comment { get; private set; }

    public ApprovalState State { get; private set; }

    /// <summary>Counts up with every change.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Why it was rejected; or a remark with a consent.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The longest comment and the longest reason.</summary>
    public const int MostText = 2_000;

    /// <summary>Four eyes: nobody approves their own request.</summary>
    public static readonly Refusal OwnRequest = new("approvals.own-request");

    /// <summary>A card has one open approval at a time.</summary>
    public static readonly Refusal AlreadyOpen = new("approvals.already-open");

    /// <summary>Only the approver decides.</summary>
    public static readonly Refusal NotYourDecision = new("approvals.not-your-decision") { Forbids = true };

    /// <summary>The first decision counted.</summary>
    public static readonly Refusal AlreadyDecided = new("approvals.already-decided");

    /// <summary>A rejection says why.</summary>
    public static readonly Refusal ReasonRequired = new("approvals.reason-required");

    /// <summary>Longer than <see cref="MostText"/>.</summary>
    public static readonly Refusal ReasonTooLong = new("approvals.reason-too-long");

    public static Approval Ask(Guid id, Guid organisation, Guid board, Guid card, Guid requester, Guid approver, string? comment, DateTimeOffset at) =>
        new(id, organisation, board, card, requester, approver, at) { Comment = Trimmed(comment) };

    /// <summary>Takes over what came of it.</summary>
    /// <exception cref="ArgumentException">It has not ended by a closing signature.</exception>
    public void Follow(Procedure procedure)
    {
        var decision = procedure.Steps[^1].Decision ?? throw new ArgumentException("Nobody has decided.", nameof(procedure));
        State = procedure.Outcome switch
        {
            ProcedureOutcome.Approved => ApprovalState.Approved,
            ProcedureOutcome.Rejected => ApprovalState.Rejected,
            _ => throw new ArgumentException("It has not ended by a signature.", nameof(procedure)),
        };
        (Reason, DecidedAt) = (decision.Text, decision.At);
        Revision++;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
