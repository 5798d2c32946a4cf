using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>How the lead unit deals with refusals, proposals and seats that are not competent.</summary>
public sealed partial record Procedure
{
    /// <summary>The step is not in the state this is for.</summary>
    public static readonly Refusal NothingToDecide = new("approvals.nothing-to-decide");

    /// <summary>Before a dissent is noted, people talk or the superior decides.</summary>
    public static readonly Refusal TalkFirst = new("approvals.talk-first");

    /// <summary>Einvernehmen or Mitbestimmung: without consent it does not go on.</summary>
    public static readonly Refusal AgreementNeeded = new("approvals.agreement-needed");

    /// <summary>The superior wants it reworked.</summary>
    public static readonly Refusal ReworkOrdered = new("approvals.rework-ordered");

    /// <summary>An office stands outside the line, and stays on the path.</summary>
    public static readonly Refusal OutsideTheLine = new("approvals.outside-the-line");

    /// <summary>Without this seat too few are left for the stage's quorum; somebody else can be named for it.</summary>
    public static readonly Refusal QuorumNeedsSeat = new("approvals.quorum-needs-seat");

    /// <summary>Whoever is asked is not their own superior.</summary>
    public static readonly Refusal NotSuperior = new("approvals.not-superior");

    /// <summary>Rücksprache with whoever refused.</summary>
    public Ruling CallTalk(Act act, int step, string? text = null) =>
        OnStep(act, step, StepState.Refused) is { } refusal ? refusal
        : CheckText(text, needed: null) is { } wrong ? wrong
        : After(act, new TalkCalled(act.At, act.By, step) { For = act.For, Text = Trimmed(text) });

    /// <summary>It goes on without agreement; the dissent is shown to the closing signatory.</summary>
    public Ruling NoteDissent(Act act, int step)
    {
        if (OnStep(act, step, StepState.Refused) is { } refusal) { return refusal; }

        var refused = Steps[step - 1];
        return SeatOf(refused).MayNotBePassedOver ? AgreementNeeded
            : refused.GoesOn is false ? ReworkOrdered
            : !refused.TalkCalled ? TalkFirst
            : After(act, new DissentNoted(act.At, act.By, step) { For = act.For });
    }

    /// <summary>Asks the common superior; see <see cref="CommonSuperior"/>.</summary>
    public Ruling Escalate(Act act, int step, Guid superior)
    {
        if (OnStep(act, step, StepState.Refused) is { } refusal) { return refusal; }

        var refused = Steps[step - 1];
        return SeatOf(refused).Role is SeatRole.Participant ? OutsideTheLine
            : refused.Superior is not null ? NothingToDecide
            : refused.Holders.Contains(superior) || Lead.Contains(superior) ? NotSuperior
            : After(act, new Escalated(act.At, act.By, step, superior) { For = act.For });
    }

    /// <summary>The superior decides: on with the dissent, or back to the lead unit for rework.</summary>
    public Ruling DecideEscalation(Act act, int step, bool goesOn, string? text)
    {
        if (Outcome is not null) { return Over; }
        if (Find(step) is not { Superior: { } superior } refused) { return StepNotFound; }
        if (act.Principal != superior) { return Approval.NotYourDecision; }
        if (MayActFor(act) is { } refusal) { return refusal; }
        if (refused.State is not StepState.Refused || refused.GoesOn is not null) { return Approval.AlreadyDecided; }
        if (goesOn && SeatOf(refused).MayNotBePassedOver) { return AgreementNeeded; }
        if (CheckText(text, TextRequired) is { } wrong) { return wrong; }

        var decided = new SuperiorDecided(act.At, act.By, step, goesOn) { For = act.For, Text = Trimmed(text) };
        return goesOn ? After(act, decided, new DissentNoted(act.At, act.By, step) { For = act.For }) : After(act, decided);
    }

    /// <summary>A proposal is not taken over, with a reason; the seat is asked again. Taking over is a new version: <see cref="Revise"/>.</summary>
    public Ruling DeclineChange(Act act, int step, string? reason) =>
        OnStep(act, step, StepState.ChangeProposed) is { } refusal ? refusal
        : CheckText(reason, TextRequired) is { } wrong ? wrong
        : After(act, new ChangeDeclined(act.At, act.By, step) { For = act.For, Text = Trimmed(reason) });

    /// <summary>Others are asked: where a seat is not competent, or where nobody who holds it may answer.</summary>
    public Ruling Reassign(Act act, int step, IReadOnlyList<Guid> holders)
    {
        if (MayLead(act) is { } refusal) { return refusal; }
        if (Outcome is not null) { return Over; }
        if (Find(step) is not { } asked) { return StepNotFound; }
        if (SeatOf(asked).Role is SeatRole.Participant) { return OutsideTheLine; }
        if (holders.Count == 0) { return ApprovalPath.SeatWithoutHolder; }

        var stuck = asked.State is StepState.Open && asked.Holders.All(h => Biased.Contains(h) || Counts(h, asked.Seat));
        return asked == Current(asked.Seat) && (asked.State is StepState.NotCompetent || stuck)
            ? After(act, new Reassigned(act.At, act.By, step, holders) { For = act.For })
            : NothingToDecide;
    }

    /// <summary>A seat that said it is not competent is left out, with a reason; not where the others are then too few for the quorum.</summary>
    public Ruling Drop(Act act, int step, string? reason)
    {
        if (OnStep(act, step, StepState.NotCompetent) is { } refusal) { return refusal; }

        var seat = SeatOf(Steps[step - 1]);
        var dropped = new SeatDropped(act.At, act.By, step) { For = act.For, Text = Trimmed(reason) };
        return seat.Role is SeatRole.Participant ? OutsideTheLine
            : seat.NeedsAgreement ? AgreementNeeded
            : CheckText(reason, TextRequired) is { } wrong ? wrong
            : Apply(dropped).StatusOf(Path.StageOf(Steps[step - 1].Seat)) is StageStatus.Lost ? QuorumNeedsSeat
            : After(act, dropped);
    }

    /// <summary>The lowest person above both, from their lines upwards; null where the lines don't meet.</summary>
    public static Guid? CommonSuperior(IReadOnlyList<Guid> above, IReadOnlyList<Guid> aboveTheOther) =>
        above.Where(aboveTheOther.Contains).Select(p => (Guid?)p).FirstOrDefault();

    private Refusal? OnStep(Act act, int step, StepState needed) =>
        MayLead(act) is { } refusal ? refusal
        : Outcome is not null ? Over
        : Find(step) is not { } found ? StepNotFound
        : found.State != needed || found != Current(found.Seat) ? NothingToDecide
        : null;
}
