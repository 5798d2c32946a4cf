namespace Workspace.Domain.Approvals;

/// <summary>As what an approval concerns somebody.</summary>
public enum Concern
{
    Author,
    Lead,

    /// <summary>Holds a seat, asked or not yet.</summary>
    Holder,

    /// <summary>Has answered, for themselves or for somebody.</summary>
    Answered,

    /// <summary>A refusal was escalated to them.</summary>
    Superior,
    Informed,
}

/// <param name="Waits">Something is for them to do.</param>
public sealed record Concerned(Guid Person, Concern As, bool Waits);

/// <summary>Whom it concerns: who sees it, and for whom it waits.</summary>
public sealed partial record Procedure
{
    /// <summary>How many seats need nothing more.</summary>
    public int Settled => Enumerable.Range(1, Path.Seats.Count).Count(seat =>
        Current(seat)?.State is { } state && (LetsTheNextIn(state, new Quorum.All()) || state is StepState.Rejected or StepState.NotNeeded or StepState.Refused && Outcome is not null));

    /// <summary>Everybody whom it concerns, each as what; the same person may come in several ways.</summary>
    public IReadOnlyList<Concerned> Audience
    {
        get
        {
            var current = Steps.Where(s => s == Current(s.Seat)).ToList();
            var asked = Outcome is null ? current.Where(s => s.State is StepState.Open).SelectMany(s => s.Holders).Where(h => !Biased.Contains(h)).ToHashSet() : [];
            var superiors = Steps.Where(s => s.Superior is not null).ToList();
            return
            [
                new(Author, Concern.Author, false),
                .. Lead.Distinct().Select(p => new Concerned(p, Concern.Lead, LeadMustAct(current))),
                .. Path.Seats.SelectMany(s => s.Holders).Concat(Steps.SelectMany(s => s.Holders)).Distinct().Select(p => new Concerned(p, Concern.Holder, asked.Contains(p))),
                .. Steps.Select(s => s.Decision?.By).OfType<Guid>().Distinct().Select(p => new Concerned(p, Concern.Answered, false)),
                .. superiors.Select(s => s.Superior!.Value).Distinct().Select(p => new Concerned(p, Concern.Superior, superiors.Exists(s => s.Superior == p && AwaitsSuperior(s)))),
                .. Path.Informed.Distinct().Select(p => new Concerned(p, Concern.Informed, Outcome is ProcedureOutcome.Approved && !Noted.Contains(p))),
            ];
        }
    }

    private bool AwaitsSuperior(Step step) => Outcome is null && step is { State: StepState.Refused, Superior: not null, GoesOn: null } && step == Current(step.Seat);

    /// <summary>A refusal, a proposal, a seat that is not competent, a return, or a change by somebody unknown lies with the lead unit.</summary>
    private bool LeadMustAct(List<Step> current) => Outcome is null && (Version.Kind is VersionKind.Unconfirmed || current.Exists(s => s.State switch
    {
        StepState.ChangeProposed or StepState.NotCompetent or StepState.Returned => true,
        StepState.Refused => Path.Closes && Path.Stages[Path.StageOf(s.Seat)].Quorum is Quorum.All && !AwaitsSuperior(s),
        StepState.Open => s.Holders.All(Biased.Contains),
        _ => false,
    }));
}
