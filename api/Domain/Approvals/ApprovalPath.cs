using System.Text.Json.Serialization;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>What somebody is asked for.</summary>
public enum SeatRole
{
    /// <summary>Mitzeichnung: a unit takes responsibility for its area.</summary>
    CoSigner,

    /// <summary>Beteiligung of an office that stands outside the line (<see cref="Participation"/>).</summary>
    Participant,

    /// <summary>Schlusszeichnung: decides.</summary>
    Closing,
}

/// <summary>An office that takes part by law.</summary>
public enum Office
{
    StaffCouncil,
    EqualOpportunities,
    SeverelyDisabled,
    DataProtection,
    Audit,
}

/// <summary>How far the right of an office goes.</summary>
public enum ParticipationRight
{
    /// <summary>Anhörung: it is heard, its objection is shown on top.</summary>
    Hearing,

    /// <summary>Mitwirkung: an objection is discussed with it before it may be passed over.</summary>
    Cooperation,

    /// <summary>Mitbestimmung: nothing without its consent.</summary>
    CoDetermination,
}

/// <summary>A committee answers once, by whoever of its members speaks for it, and is outside the line: nobody above decides for it.</summary>
public sealed record Participation(Office Office, ParticipationRight Right);

/// <summary>A place on the path.</summary>
/// <param name="Holders">Whoever of them answers first answers for the seat.</param>
/// <param name="Unit">For which unit, as <c>Amt 20</c>.</param>
public sealed record Seat(SeatRole Role, IReadOnlyList<Guid> Holders, string Unit)
{
    /// <summary>What it answers for, as <c>Haushalt</c>.</summary>
    public string? Area { get; init; }

    /// <summary>Only these points concern it; empty: all of it does.</summary>
    public IReadOnlyList<string> Points { get; init; } = [];

    /// <summary>Einvernehmen: without its consent nobody closes.</summary>
    public bool NeedsAgreement { get; init; }

    /// <summary>For <see cref="SeatRole.Participant"/> alone.</summary>
    public Participation? Participation { get; init; }

    /// <summary>How long it has from being asked; for a staff council, what the law of the Land gives.</summary>
    public Frist? Frist { get; init; }

    /// <summary>Its "no" can't be passed over.</summary>
    public bool MayNotBePassedOver => NeedsAgreement || Participation?.Right is ParticipationRight.CoDetermination;

    /// <summary>Whether a change of these points concerns it; an empty list is a change of everything.</summary>
    public bool Concerns(IReadOnlyList<string> changed) => Points.Count == 0 || changed.Count == 0 || Points.Intersect(changed, StringComparer.Ordinal).Any();
}

/// <summary>How the seats of a stage are asked.</summary>
public enum StageOrder
{
    /// <summary>All at once (star form).</summary>
    Parallel,

    /// <summary>One after another.</summary>
    Chain,
}

/// <summary>When a stage is done.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "of")]
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(AtLeast), "at-least")]
[JsonDerivedType(typeof(Majority), "majority")]
public abstract record Quorum
{
    private Quorum()
    {
    }

    /// <summary>Everybody has answered, and every "no" was dealt with.</summary>
    public sealed record All : Quorum;

    /// <summary>So many have consented; 1: any of them.</summary>
    public sealed record AtLeast(int Consents) : Quorum;

    /// <summary>A poll: so many have voted, and more for it than against it.</summary>
    public sealed record Majority(int Votes) : Quorum;
}

public sealed record Stage(IReadOnlyList<Seat> Seats)
{
    public StageOrder Order { get; init; }
    public Quorum Quorum { get; init; } = new Quorum.All();
}

/// <summary>When author and last editor may not close.</summary>
public enum FourEyes
{
    Off,
    AboveAmount,
    Always,
}

/// <summary>What a type of approval allows.</summary>
/// <param name="Above">Euro, for <see cref="FourEyes.AboveAmount"/>.</param>
/// <param name="SilenceConsents">Verschweigung: the type was released for it. Without it, silence is never consent.</param>
public sealed record PathRules(FourEyes FourEyes = FourEyes.Always, decimal Above = 0, bool SilenceConsents = false)
{
    public bool NeedFourEyes(Matter matter) => FourEyes is FourEyes.Always || (FourEyes is FourEyes.AboveAmount && matter.Amount > Above);
}

/// <summary>
/// The way of a request: stages one after another. With a closing signature it is a Mitzeichnung, and that stands alone at the end;
/// without one the stages decide by themselves (any of, all of, poll). Seats are numbered from 1 through all stages.
/// </summary>
public sealed record ApprovalPath(IReadOnlyList<Stage> Stages)
{
    public PathRules Rules { get; init; } = new();

    /// <summary>Who takes note (Kenntnisnahme).</summary>
    public IReadOnlyList<Guid> Informed { get; init; } = [];

    public static readonly Refusal Empty = new("approvals.path-empty");

    /// <summary>There is at most one closing signature, alone in the last stage.</summary>
    public static readonly Refusal ClosingIsLast = new("approvals.closing-is-last");

    /// <summary>Somebody must be able to answer.</summary>
    public static readonly Refusal SeatWithoutHolder = new("approvals.seat-without-holder");

    /// <summary>A quorum lies between one and all.</summary>
    public static readonly Refusal QuorumOutOfReach = new("approvals.quorum-out-of-reach");

    /// <summary>Whoever can't be passed over sits where all are asked.</summary>
    public static readonly Refusal NeedsAll = new("approvals.needs-all");

    /// <summary>Offices take part, others don't.</summary>
    public static readonly Refusal WrongParticipation = new("approvals.wrong-participation");

    /// <summary>One natural person counts once, so that two seats of theirs could never both be answered.</summary>
    public static readonly Refusal PersonTwice = new("approvals.person-twice");

    [JsonIgnore]
    public IReadOnlyList<Seat> Seats => [.. Stages.SelectMany(s => s.Seats)];

    public bool Closes => Stages[^1].Seats is [{ Role: SeatRole.Closing }];

    /// <summary>In which stage a seat is.</summary>
    public int StageOf(int seat)
    {
        for (var stage = 0; ; stage++)
        {
            seat -= Stages[stage].Seats.Count;
            if (seat <= 0) { return stage; }
        }
    }

    /// <summary>The numbers of a stage's seats.</summary>
    public IEnumerable<int> SeatsOf(int stage) => Enumerable.Range(1 + Stages.Take(stage).Sum(s => s.Seats.Count), Stages[stage].Seats.Count);

    public Refusal? Check()
    {
        if (Stages.Count == 0 || Stages.Any(s => s.Seats.Count == 0)) { return Empty; }

        var seats = Seats;
        if (seats.Count(s => s.Role is SeatRole.Closing) > (Closes ? 1 : 0)) { return ClosingIsLast; }
        if (seats.Any(s => s.Holders.Count == 0)) { return SeatWithoutHolder; }
        if (seats.Any(s => (s.Role is SeatRole.Participant) != (s.Participation is not null))) { return WrongParticipation; }

        foreach (var seat in seats)
        {
            if (seat.Frist?.Check() is { } invalid) { return invalid; }
        }

        foreach (var stage in Stages)
        {
            var needed = stage.Quorum switch { Quorum.AtLeast some => some.Consents, Quorum.Majority poll => poll.Votes, _ => 1 };
            if (needed < 1 || needed > stage.Seats.Count) { return QuorumOutOfReach; }
            if (stage.Quorum is not Quorum.All && stage.Seats.Any(s => s.NeedsAgreement || s.Role is not SeatRole.CoSigner)) { return NeedsAll; }
        }

        var alone = seats.Where(s => s.Holders.Count == 1).Select(s => s.Holders[0]).ToArray();
        return alone.Distinct().Count() < alone.Length ? PersonTwice : null;
    }
}

/// <summary>A path prepared by administrators; seats without holders are filled by whoever asks.</summary>
public sealed record PathTemplate(string Name, ApprovalPath Path)
{
    /// <summary>Only seats that the template leaves open can be filled, and all of them must be.</summary>
    public static readonly Refusal SeatIsFixed = new("approvals.seat-is-fixed");

    /// <summary>Whether it can be followed once its open seats are filled.</summary>
    public Refusal? Check()
    {
        var open = 0;
        return (Path with
        {
            Stages = [.. Path.Stages.Select(stage => stage with { Seats = [.. stage.Seats.Select(s => s.Holders.Count > 0 ? s : s with { Holders = [new Guid(++open, 0, 0, new byte[8])] })] })],
        }).Check();
    }

    /// <param name="holders">By number of the seat.</param>
    public (ApprovalPath? Path, Refusal? Refusal) Fill(IReadOnlyDictionary<int, IReadOnlyList<Guid>> holders)
    {
        var number = 0;
        var open = new HashSet<int>();
        var filled = Path with
        {
            Stages = [.. Path.Stages.Select(stage => stage with { Seats = [.. stage.Seats.Select(Filled)] })],
        };
        return holders.Keys.All(open.Contains) ? filled.Check() is { } refusal ? (null, refusal) : (filled, null) : (null, SeatIsFixed);

        Seat Filled(Seat seat)
        {
            number++;
            if (seat.Holders.Count > 0) { return seat; }

            _ = open.Add(number);
            return seat with { Holders = holders.GetValueOrDefault(number, []) };
        }
    }
}
