using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>Where an approval stands.</summary>
public enum ApprovalState
{
    Open,
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>An approval as lists show it. What happens to it its <see cref="Procedure"/> decides; this follows.</summary>
public sealed class Approval : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }

    /// <summary>The house's key of what it is (<see cref="Matter.Type"/>).</summary>
    public required string Type { get; init; }

    /// <summary>The template it was made from; null: one person was asked to decide.</summary>
    public Guid? Template { get; init; }

    /// <summary>Of the newest version.</summary>
    public required string Subject { get; set; }

    /// <summary>The unit it comes from.</summary>
    public required string Unit { get; init; }

    /// <summary>Euro.</summary>
    public decimal? Amount { get; init; }

    public required Guid Author { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The board and the card it hangs on; null: it stands alone.</summary>
    public Guid? Board { get; init; }

    /// <inheritdoc cref="Board"/>
    public Guid? Card { get; init; }

    public ApprovalState State { get; private set; }

    /// <summary>Counts up with every change, from 1.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How many seats need nothing more, of how many.</summary>
    public int Settled { get; private set; }

    /// <inheritdoc cref="Settled"/>
    public int Seats { get; private set; }

    /// <summary>The longest comment, remark, proposal and reason.</summary>
    public const int MostText = 2_000;

    /// <summary>The longest subject.</summary>
    public const int MostSubject = 500;

    /// <summary>The longest text that is signed.</summary>
    public const int MostContent = 20_000;

    /// <summary>Four eyes: nobody approves their own request.</summary>
    public static readonly Refusal OwnRequest = new("approvals.own-request");

    /// <summary>A card has one open approval at a time.</summary>
    public static readonly Refusal AlreadyOpen = new("approvals.already-open");

    /// <summary>Only who is asked decides.</summary>
    public static readonly Refusal NotYourDecision = new("approvals.not-your-decision") { Forbids = true };

    /// <summary>The first decision counted.</summary>
    public static readonly Refusal AlreadyDecided = new("approvals.already-decided");

    /// <summary>A rejection says why.</summary>
    public static readonly Refusal ReasonRequired = new("approvals.reason-required");

    /// <summary>Longer than <see cref="MostText"/>.</summary>
    public static readonly Refusal ReasonTooLong = new("approvals.reason-too-long");

    /// <summary>Takes over where its procedure stands.</summary>
    public void Follow(Procedure procedure, DateTimeOffset at)
    {
        State = procedure.Outcome switch
        {
            null => ApprovalState.Open,
            ProcedureOutcome.Approved => ApprovalState.Approved,
            ProcedureOutcome.Rejected => ApprovalState.Rejected,
            ProcedureOutcome.Withdrawn => ApprovalState.Withdrawn,
            _ => throw new ArgumentOutOfRangeException(nameof(procedure), procedure.Outcome, "An outcome without a state."),
        };
        EndedAt ??= procedure.Outcome is null ? null : at;
        (Settled, Seats) = (procedure.Settled, procedure.Path.Seats.Count);
        Revision++;
    }
}
