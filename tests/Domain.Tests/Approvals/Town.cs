using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>People of a town hall, and one approval that moves through it.</summary>
internal sealed class Town
{
    public static readonly Guid Author = P(1), Lead = P(2), Treasury = P(3), Law = P(4), Building = P(5), Council = P(6), CouncilToo = P(7), Mayor = P(8);
    public static readonly Guid Deputy = P(9), DeputysDeputy = P(10), Superior = P(11), Stranger = P(12);
    public static readonly DateOnly Monday = new(2026, 3, 2);

    private readonly List<ProcedureEvent> _log = [];

    private Town()
    {
    }

    public static Guid P(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static Seat CoSigner(Guid who, string unit = "20") => new(SeatRole.CoSigner, [who], unit);

    public static Seat Closing(params Guid[] who) => new(SeatRole.Closing, who, "OB");

    public static Seat StaffCouncil(ParticipationRight right) =>
        new(SeatRole.Participant, [Council, CouncilToo], "PR") { Participation = new(Office.StaffCouncil, right), Frist = new Frist(10, FristUnit.WorkingDay) };

    /// <summary>Treasury and law at the same time, then the mayor.</summary>
    public static ApprovalPath Usual { get; } = new([new Stage([CoSigner(Treasury, "20"), CoSigner(Law, "30")]), new Stage([Closing(Mayor)])]);

    public House House { get; set; } = new(new Municipality(Land.NW));
    public DateOnly Day { get; set; } = Monday;
    public required Matter Matter { get; init; }
    public Procedure State { get; private set; } = null!;
    public IReadOnlyList<ProcedureEvent> Log => _log;

    public static Town Ask(ApprovalPath path, House? house = null, decimal? amount = null)
    {
        var town = new Town { Matter = new("contract", "60", amount) };
        town.House = house ?? town.House;
        _ = town.Do(Procedure.Start(town.By(Author), town.Matter, [Lead], path, "v1"));
        return town;
    }

    public Act By(Guid? who, Guid? @for = null) => new(who, new DateTimeOffset(Day, new TimeOnly(9, 0), TimeSpan.Zero), Day, House) { For = @for };

    /// <summary>It happens.</summary>
    public Town Do(Ruling ruling)
    {
        Assert.Null(ruling.Refusal);
        _log.AddRange(ruling.Events);
        State = ruling.State!;
        return this;
    }

    /// <summary>It is refused, and nothing happens.</summary>
    public Town Not(Refusal refusal, Ruling ruling)
    {
        Assert.Equal(refusal, ruling.Refusal);
        Assert.True(ruling.State is null && ruling.Events.Count == 0);
        return this;
    }

    /// <summary>The open step of somebody.</summary>
    public int StepOf(Guid holder) => State.Steps.Last(s => s.Holders.Contains(holder) && s.State is StepState.Open).Number;

    public Ruling Answer(Guid who, CoAnswer answer, string? text = null, Guid? @for = null) =>
        State.Answer(By(who, @for), StepOf(@for ?? who), answer, State.Version.Number, text);

    public Ruling Close(Guid who, ClosingAnswer answer, string? text = null, Guid? @for = null) =>
        State.Close(By(who, @for), StepOf(@for ?? who), answer, State.Version.Number, text);

    public StepState? StateOf(int seat) => State.Current(seat)?.State;
}
