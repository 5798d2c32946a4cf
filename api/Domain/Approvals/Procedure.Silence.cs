using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>What becomes of steps that nobody answers; a rule acts.</summary>
public sealed partial record Procedure
{
    /// <summary>There is still time, or no end of it.</summary>
    public static readonly Refusal NotDue = new("approvals.not-due");

    /// <summary>Silence is never consent unless law or type say so.</summary>
    public static readonly Refusal SilenceIsNoConsent = new("approvals.silence-is-no-consent");

    /// <summary>
    /// The time of a step is over. A staff council with Mitbestimmung or Mitwirkung is deemed to consent by law; an office that was only
    /// to be heard has been given its hearing; in a poll there is one vote less; a co-signer consents only where the type was released for
    /// Verschweigung. What it was is in the log.
    /// </summary>
    public Ruling Lapse(Act act, int step)
    {
        if (Overdue(act, step) is { } refusal) { return refusal; }

        var seat = SeatOf(Steps[step - 1]);
        StepState? state = seat switch
        {
            { Participation: { Office: Office.StaffCouncil, Right: not ParticipationRight.Hearing } } => StepState.DeemedConsent,
            { Participation: { Right: ParticipationRight.Hearing } } => StepState.Silent,
            { Role: SeatRole.CoSigner } when Path.Stages[Path.StageOf(Steps[step - 1].Seat)].Quorum is Quorum.Majority => StepState.Silent,
            { Role: SeatRole.CoSigner } when Path.Rules.SilenceConsents => StepState.DeemedConsent,
            _ => null,
        };
        return state is { } known ? After(act, new Lapsed(act.At, step, known)) : SilenceIsNoConsent;
    }

    /// <summary>The superior in the line may answer too, once per superior.</summary>
    public Ruling PassUp(Act act, int step, Guid superior) =>
        Overdue(act, step) is { } refusal ? refusal
        : SeatOf(Steps[step - 1]).Role is SeatRole.Participant ? OutsideTheLine
        : Steps[step - 1].Holders.Contains(superior) ? NotSuperior
        : After(act, new PassedUp(act.At, step, superior));

    private Refusal? Overdue(Act act, int step) =>
        Outcome is not null ? Over
        : Find(step) is not { } asked ? StepNotFound
        : asked.State is not StepState.Open ? StepOver
        : asked.Due is not { } due || act.Day <= due.Last ? NotDue
        : null;
}
