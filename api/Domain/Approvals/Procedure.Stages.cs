namespace Workspace.Domain.Approvals;

/// <summary>How stages follow each other: what every change entails.</summary>
public sealed partial record Procedure
{
    private enum StageStatus
    {
        Open,
        Met,

        /// <summary>It can't be met any more; where a closing signature follows, until the lead unit reworks.</summary>
        Lost,
    }

    /// <summary>What happened, and all that follows from it.</summary>
    private Ruling After(Act act, params IReadOnlyList<ProcedureEvent> happened)
    {
        var events = new List<ProcedureEvent>(happened);
        var state = happened.Aggregate(this, (p, e) => p.Apply(e));
        while (state.Next(act) is { } next)
        {
            events.Add(next);
            state = state.Apply(next);
        }

        return new Ruling(state, events, null);
    }

    private ProcedureEvent? Next(Act act)
    {
        var current = CurrentStage;
        if (Steps.Find(s => Waits(s.State) && s == Current(s.Seat) && (Outcome is not null || Path.StageOf(s.Seat) < current)) is { } left)
        {
            return new StepEnded(act.At, left.Number, StepState.NotNeeded);
        }

        if (Outcome is not null) { return null; }
        if (current == Path.Stages.Count)
        {
            // Without a closing signature to lock, the end itself waits until the lead unit says what the change was.
            return Version.Kind is VersionKind.Unconfirmed ? null : new Ended(act.At, act.By, ProcedureOutcome.Approved);
        }

        var (stage, last) = (Path.Stages[current], current == Path.Stages.Count - 1);
        if (StatusOf(current) is StageStatus.Lost && (last || !Path.Closes)) { return new Ended(act.At, act.By, ProcedureOutcome.Rejected); }
        if (Steps.Find(s => s.State is StepState.Open && Path.StageOf(s.Seat) > current) is { } early) { return new StepEnded(act.At, early.Number, StepState.Superseded); }

        var mustWait = false;
        foreach (var seat in Path.SeatsOf(current))
        {
            var step = Current(seat);
            if (mustWait)
            {
                if (step?.State is StepState.Open) { return new StepEnded(act.At, step.Number, StepState.Superseded); }
            }
            else if (step is null || AsksAgain(step.State))
            {
                return Ask(act, seat);
            }
            else
            {
                mustWait = stage.Order is StageOrder.Chain && !LetsTheNextIn(step.State, stage.Quorum);
            }
        }

        return null;
    }

    private StepOpened Ask(Act act, int seat) => new(
        act.At,
        Steps.Count + 1,
        seat,
        Version.Number,
        OtherHolders.GetValueOrDefault(seat, Path.Seats[seat - 1].Holders),
        Path.Seats[seat - 1].Frist?.From(act.Day, act.House.Municipality));

    private StageStatus StatusOf(int stage)
    {
        var states = Path.SeatsOf(stage).Select(seat => Current(seat)?.State).ToArray();
        var dropped = states.Count(s => s is StepState.Dropped);
        var against = states.Count(s => s is StepState.Refused or StepState.DissentNoted or StepState.Rejected);
        var abstained = states.Count(s => s is StepState.Nothing);
        var consents = states.Count(s => s is { } known && Consents(known));
        var silent = states.Count(s => s is StepState.Silent);
        var undecided = states.Length - dropped - against - consents - silent;
        switch (Path.Stages[stage].Quorum)
        {
            case Quorum.AtLeast some:
                return consents >= some.Consents ? StageStatus.Met : consents + undecided < some.Consents ? StageStatus.Lost : StageStatus.Open;
            case Quorum.Majority poll:
                var (cast, pro) = (consents + against, consents - abstained);
                if (cast >= poll.Votes && pro > against + undecided) { return StageStatus.Met; }

                return undecided == 0 || pro + undecided <= against || cast + undecided < poll.Votes ? StageStatus.Lost : StageStatus.Open;
            default:
                var settled = states.All(s => s is StepState.DissentNoted or StepState.Silent or StepState.Dropped || (s is { } known && Consents(known)));
                return settled ? StageStatus.Met
                    : states.Contains(StepState.Rejected) || (!Path.Closes && states.Contains(StepState.Refused)) ? StageStatus.Lost
                    : StageStatus.Open;
        }
    }

    private static bool Consents(StepState state) =>
        state is StepState.Signed or StepState.Remark or StepState.ChangeTakenOver or StepState.Nothing or StepState.DeemedConsent;

    /// <summary>Somebody has still to do something about it.</summary>
    private static bool Waits(StepState state) => state is StepState.Open or StepState.ChangeProposed or StepState.NotCompetent;

    private static bool AsksAgain(StepState state) =>
        state is StepState.TakenBack or StepState.ChangeDeclined or StepState.Reassigned or StepState.Superseded or StepState.NotNeeded;

    private static bool LetsTheNextIn(StepState state, Quorum quorum) =>
        Consents(state) || state is StepState.DissentNoted or StepState.Silent or StepState.Dropped || (state is StepState.Refused && quorum is not Quorum.All);
}
