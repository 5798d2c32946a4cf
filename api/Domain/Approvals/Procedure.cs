using System.Collections.Immutable;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>Where a step stands.</summary>
public enum StepState
{
    Open,
    Signed,
    Remark,

    /// <summary>A proposal waits for the lead unit.</summary>
    ChangeProposed,

    /// <summary>The lead unit took the proposal over, which makes it a consent.</summary>
    ChangeTakenOver,
    ChangeDeclined,
    Refused,

    /// <summary>Refused, and it goes on without agreement.</summary>
    DissentNoted,
    NotCompetent,
    Nothing,

    /// <summary>Silence that counts as consent, by law or because the type was released for it.</summary>
    DeemedConsent,

    /// <summary>Silence that counts as nothing.</summary>
    Silent,
    Returned,
    Rejected,
    TakenBack,
    Reassigned,

    /// <summary>The seat is not concerned.</summary>
    Dropped,

    /// <summary>Replaced: by a new version, or because an earlier stage is open again.</summary>
    Superseded,

    /// <summary>The quorum was reached without it.</summary>
    NotNeeded,
}

/// <summary>What somebody decided. It never changes; what became of it is the step's <see cref="StepState"/>.</summary>
/// <param name="Version">Which version they saw; <paramref name="Hash"/> holds its content fast.</param>
/// <param name="Form">Of a closing signature.</param>
public sealed record StepDecision(Guid By, Guid? For, DateTimeOffset At, StepState Answer, int Version, string Hash, string? Text, SignatureForm? Form = null);

/// <summary>One asking of one seat.</summary>
/// <param name="Number">From 1 through the whole procedure.</param>
/// <param name="Version">The version with which it was asked.</param>
/// <param name="Holders">Whoever of them answers first answers for the seat.</param>
public sealed record Step(int Number, int Seat, int Version, IReadOnlyList<Guid> Holders, Deadline? Due)
{
    public StepState State { get; init; }
    public StepDecision? Decision { get; init; }
    public bool TalkCalled { get; init; }

    /// <summary>To whom a refusal was escalated.</summary>
    public Guid? Superior { get; init; }

    /// <summary>What they decided.</summary>
    public bool? GoesOn { get; init; }
}

/// <summary>Who acts, when, and what the house has laid down at that time.</summary>
/// <param name="By">The natural person; null: a rule, or somebody unknown.</param>
/// <param name="Day">The day of <paramref name="At"/> where the house is.</param>
public sealed record Act(Guid? By, DateTimeOffset At, DateOnly Day, House House)
{
    /// <summary>For whom a deputy acts; null: for themselves.</summary>
    public Guid? For { get; init; }

    internal Guid? Principal => For ?? By;
}

/// <summary>The answer to a command: either what happened and the state after it, or a refusal and nothing happened.</summary>
public sealed record Ruling(Procedure? State, IReadOnlyList<ProcedureEvent> Events, Refusal? Refusal)
{
    public static implicit operator Ruling(Refusal refusal) => new(null, [], refusal);
}

/// <summary>
/// An approval as a German administration runs it (product.md, section 3): co-signers and offices in stages, then the closing signature.
/// The state is made from <see cref="ProcedureEvent"/>s alone by <see cref="Apply"/>; each command is a pure function of the state that
/// answers with further events or a <see cref="Refusal"/>.
/// </summary>
public sealed partial record Procedure
{
    private Procedure(Matter matter, Guid author, IReadOnlyList<Guid> lead, ApprovalPath path) => (Matter, Author, Lead, Path) = (matter, author, lead, path);

    public Matter Matter { get; }

    /// <summary>Verfasser.</summary>
    public Guid Author { get; }

    /// <summary>Who acts for the lead unit (Federführung).</summary>
    public IReadOnlyList<Guid> Lead { get; }

    public ApprovalPath Path { get; }
    public ImmutableList<ContentVersion> Versions { get; private init; } = [];
    public ImmutableList<Step> Steps { get; private init; } = [];

    /// <summary>Who declared bias.</summary>
    public ImmutableHashSet<Guid> Biased { get; private init; } = [];

    /// <summary>Who took note.</summary>
    public ImmutableHashSet<Guid> Noted { get; private init; } = [];

    /// <summary>Whoever holds a seat instead of those the path names.</summary>
    public ImmutableDictionary<int, IReadOnlyList<Guid>> OtherHolders { get; private init; } = ImmutableDictionary<int, IReadOnlyList<Guid>>.Empty;

    /// <summary>Null while it runs.</summary>
    public ProcedureOutcome? Outcome { get; private init; }

    public ContentVersion Version => Versions[^1];

    /// <summary>Dissent that the closing signatory sees on top: noted, or left over where a quorum was reached without it.</summary>
    public IEnumerable<Step> Dissents => Steps.Where(s => s.State is StepState.DissentNoted or StepState.Refused && s == Current(s.Seat));

    /// <summary>The latest step of a seat; null: not asked yet.</summary>
    public Step? Current(int seat) => Steps.FindLast(s => s.Seat == seat);

    /// <summary>The first stage that is not met; the number of stages where all are.</summary>
    public int CurrentStage
    {
        get
        {
            var stage = 0;
            while (stage < Path.Stages.Count && StatusOf(stage) is StageStatus.Met) { stage++; }

            return stage;
        }
    }

    /// <summary>The state that a log tells.</summary>
    /// <exception cref="ArgumentException">The log does not begin with <see cref="Started"/>, or an event does not follow from those before.</exception>
    public static Procedure Replay(IEnumerable<ProcedureEvent> log)
    {
        Procedure? state = null;
        foreach (var happened in log)
        {
            state = happened is Started started
                ? state is null ? From(started) : throw new ArgumentException("It starts twice.", nameof(log))
                : (state ?? throw new ArgumentException("It does not start.", nameof(log))).Apply(happened);
        }

        return state ?? throw new ArgumentException("It is empty.", nameof(log));
    }

    private static Procedure From(Started started) => new(started.Matter, started.By!.Value, started.Lead, started.Path)
    {
        Versions = [new ContentVersion(1, started.Hash, VersionKind.First, started.By, [])],
    };

    /// <summary>The state after something happened; it asks no rule, since what happened has happened.</summary>
    public Procedure Apply(ProcedureEvent happened) => happened switch
    {
        StepOpened e when e.Step == Steps.Count + 1 => this with { Steps = Steps.Add(new Step(e.Step, e.Seat, e.Version, e.Holders, e.Due)) },
        Answered e => Decided(e.Step, e, e.Answer.ToState(), e.Version, e.Hash, form: null),
        ClosingAnswered e => Decided(e.Step, e, e.Answer.ToState(), e.Version, e.Hash, e.Form),
        StepEnded e => On(e.Step, s => s with { State = e.State }),
        Lapsed e => On(e.Step, s => s with { State = e.State }),
        TakenBack e => On(e.Step, s => s with { State = StepState.TakenBack }),
        ChangeDeclined e => On(e.Step, s => s with { State = StepState.ChangeDeclined }),
        TalkCalled e => On(e.Step, s => s with { TalkCalled = true }),
        Escalated e => On(e.Step, s => s with { Superior = e.Superior }),
        SuperiorDecided e => On(e.Step, s => s with { GoesOn = e.GoesOn }),
        DissentNoted e => On(e.Step, s => s with { State = StepState.DissentNoted }),
        PassedUp e => On(e.Step, s => s with { Holders = [.. s.Holders, e.Superior] }),
        Reassigned e => On(e.Step, s => s with { State = StepState.Reassigned }) with { OtherHolders = OtherHolders.SetItem(Steps[e.Step - 1].Seat, e.Holders) },
        SeatDropped e => On(e.Step, s => s with { State = StepState.Dropped }),
        VersionMade e when e.Version.Number == Versions.Count + 1 => e.TakesOver.Aggregate(
            this with { Versions = Versions.Add(e.Version) },
            (p, step) => p.On(step, s => s with { State = StepState.ChangeTakenOver })),
        VersionConfirmed e => this with { Versions = Versions.SetItem(Versions.Count - 1, Version with { Kind = e.As, By = e.By, Points = e.Points }) },
        BiasDeclared e => this with { Biased = Biased.Add(e.By!.Value) },
        Acknowledged e => this with { Noted = Noted.Add(e.By!.Value) },
        Ended e => this with { Outcome = e.Outcome },
        _ => throw new ArgumentException($"{happened.GetType().Name} does not follow.", nameof(happened)),
    };

    private Procedure Decided(int step, ProcedureEvent e, StepState answer, int version, string hash, SignatureForm? form) =>
        On(step, s => s.Decision is null
            ? s with { State = answer, Decision = new StepDecision(e.By!.Value, e.For, e.At, answer, version, hash, e.Text, form) }
            : throw new ArgumentException($"Step {step} is decided already.", nameof(step)));

    private Procedure On(int step, Func<Step, Step> change) =>
        step >= 1 && step <= Steps.Count
            ? this with { Steps = Steps.SetItem(step - 1, change(Steps[step - 1])) }
            : throw new ArgumentException($"There is no step {step}.", nameof(step));
}

internal static class Answers
{
    public static StepState ToState(this CoAnswer answer) => answer switch
    {
        CoAnswer.Signed => StepState.Signed,
        CoAnswer.Remark => StepState.Remark,
        CoAnswer.Change => StepState.ChangeProposed,
        CoAnswer.Refused => StepState.Refused,
        CoAnswer.NotCompetent => StepState.NotCompetent,
        CoAnswer.Nothing => StepState.Nothing,
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "An answer without a state."),
    };

    public static StepState ToState(this ClosingAnswer answer) => answer switch
    {
        ClosingAnswer.Signed => StepState.Signed,
        ClosingAnswer.Returned => StepState.Returned,
        ClosingAnswer.Rejected => StepState.Rejected,
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "An answer without a state."),
    };
}
