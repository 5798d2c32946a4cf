using System.Text.Json;
using CsCheck;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using static Workspace.Domain.Tests.Approvals.Town;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>Any commands by anybody in any order: what must hold after each of them.</summary>
public sealed class WhateverHappens
{
    private const int People = 9;
    private static readonly Frist s_week = new(1, FristUnit.Week);
    private static readonly string[] s_points = ["1", "2"];
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), out var rounds) ? rounds : 1;

    private static readonly ApprovalPath[] s_paths =
    [
        new([new Stage([Closing(P(8))])]),
        new([new Stage([Seat(3, "1"), Seat(4, "2"), Seat(5)]), new Stage([Closing(P(8), P(1), P(3))])]),
        new([new Stage([Seat(3), Seat(4) with { NeedsAgreement = true }]) { Order = StageOrder.Chain }, new Stage([StaffCouncil(ParticipationRight.Cooperation)]), new Stage([Closing(P(8))])]),
        new([new Stage([Seat(3), Seat(4), Seat(5)]) { Quorum = new Quorum.AtLeast(2) }, new Stage([Seat(2), StaffCouncil(ParticipationRight.Hearing)]), new Stage([Closing(P(8), P(9))])]) { Rules = new(FourEyes.Off, SilenceConsents: true) },
        new([new Stage([Seat(3), Seat(4), Seat(5), Seat(6)]) { Quorum = new Quorum.Majority(3) }]),
        new([new Stage([Seat(3), Seat(4)]) { Order = StageOrder.Chain, Quorum = new Quorum.AtLeast(1) }, new Stage([Seat(5), StaffCouncil(ParticipationRight.CoDetermination)])]),
    ];

    private static readonly House s_house = new(new Municipality(Land.NW))
    {
        Deputyships = [StandIn(3, 9), StandIn(4, 9), StandIn(8, 9), StandIn(8, 1), StandIn(1, 7), StandIn(9, 2)],
    };

    private static readonly Gen<Command> s_commands = Gen.Select(
        Gen.Frequency((8, Gen.Const(0)), (4, Gen.Const(1)), (5, Gen.Int[2, 15])), Gen.Int[1, People], Gen.Int[0, People], Gen.Int[0, 11], Gen.Int[0, 5], Gen.Bool,
        (what, who, forWhom, step, answer, flag) => new Command(what, who, forWhom, step, answer, flag));

    [Fact]
    public void No_closing_before_its_time_nobody_twice_no_decision_changes_and_the_log_tells_the_state() =>
        Gen.Select(Gen.Int[0, s_paths.Length - 1], s_commands.Array[1, 40]).Sample(
            (path, commands) =>
            {
                var (day, versions) = (Monday, 1);
                var ruling = Procedure.Start(By(P(1), day), new Matter("contract", "60"), [P(2)], s_paths[path], "v1");
                var log = new List<ProcedureEvent>(ruling.Events);
                var state = ruling.State!;
                Holds(state, state, log);
                foreach (var command in commands)
                {
                    day = command.What == 15 ? day.AddDays(8) : day;
                    ruling = Run(state, command, day, $"v{versions + 1}");
                    if (ruling.Refusal is not null)
                    {
                        Assert.True(ruling.State is null && ruling.Events.Count == 0);
                        continue;
                    }

                    Assert.Null(state.Outcome);
                    versions += ruling.Events.OfType<VersionMade>().Count();
                    log.AddRange(ruling.Events);
                    ClosesRightly(state, ruling.Events);
                    Holds(state, ruling.State!, log);
                    state = ruling.State!;
                }

                var written = log.Select(e => ProcedureLog.Read(ProcedureLog.Write(e), e.Text));
                Assert.Equal(JsonSerializer.Serialize(state), JsonSerializer.Serialize(Procedure.Replay(written)));
            },
            iter: 600 * Rounds);

    private static void Holds(Procedure before, Procedure after, List<ProcedureEvent> log)
    {
        // A decision never changes and never goes away.
        Assert.Equal(before.Steps.Select(s => s.Decision), after.Steps.Take(before.Steps.Count).Select((s, i) => before.Steps[i].Decision is null ? null : s.Decision));

        // One natural person, one seat.
        var counting = after.Steps.Where(s => s == after.Current(s.Seat) && s.Decision is not null && s.State is not (StepState.NotCompetent or StepState.Superseded or StepState.TakenBack or StepState.ChangeDeclined or StepState.Reassigned or StepState.Dropped or StepState.Returned or StepState.NotNeeded));
        Assert.Equal(counting.Count(), counting.Select(s => s.Decision!.By).Distinct().Count());

        Assert.DoesNotContain(after.Steps, s => s.State is StepState.DissentNoted && after.Path.Seats[s.Seat - 1].MayNotBePassedOver);

        // Deputies, and bias, were in order.
        Assert.All(after.Steps.Where(s => s.Decision is { For: not null }), s => Assert.Contains(s_house.Deputyships, d => d.Deputy == s.Decision!.By && d.Principal == s.Decision.For));
        Assert.All(log.Select((e, i) => (e, i)).Where(x => x.e is BiasDeclared), b => Assert.DoesNotContain(log.Skip(b.i), e => e is Answered or ClosingAnswered && e.By == b.e.By));

        // Only the current stage is open, and somebody can always do something.
        Assert.Equal(Enumerable.Range(1, after.Steps.Count), after.Steps.Select(s => s.Number));
        if (after.Outcome is null)
        {
            Assert.All(after.Steps.Where(s => s.State is StepState.Open), s => Assert.Equal(after.CurrentStage, after.Path.StageOf(s.Seat)));
            Assert.True(after.Path.Stages.ElementAtOrDefault(after.CurrentStage)?.Order is not StageOrder.Chain || after.Steps.Count(s => s.State is StepState.Open) <= 1);
            Assert.True(after.CurrentStage == after.Path.Stages.Count
                ? after.Version.Kind is VersionKind.Unconfirmed
                : after.Path.SeatsOf(after.CurrentStage).Any(seat => after.Current(seat)?.State is StepState.Open or StepState.ChangeProposed or StepState.NotCompetent or StepState.Refused or StepState.DissentNoted or StepState.Returned));
        }
        else
        {
            _ = Assert.Single(log.OfType<Ended>());
            Assert.DoesNotContain(after.Steps, s => s.State is StepState.Open);
        }
    }

    /// <summary>Nothing is approved on a version that nobody vouches for. At the moment of a closing signature everything before it is final, and the eyes are four.</summary>
    private static void ClosesRightly(Procedure before, IReadOnlyList<ProcedureEvent> events)
    {
        var unconfirmed = before.Version.Kind is VersionKind.Unconfirmed && !events.Any(e => e is VersionMade or VersionConfirmed);
        Assert.True(!unconfirmed || !events.OfType<Ended>().Any(e => e.Outcome is ProcedureOutcome.Approved));
        foreach (var closing in events.OfType<ClosingAnswered>())
        {
            Assert.Equal((before.Version.Hash, before.Version.Number), (closing.Hash, closing.Version));
            Assert.NotEqual(VersionKind.Unconfirmed, before.Version.Kind);
            foreach (var seat in Enumerable.Range(1, before.Path.Seats.Count - 1))
            {
                var state = before.Current(seat)!.State;
                Assert.False(state is StepState.Open or StepState.ChangeProposed or StepState.NotCompetent or StepState.TakenBack or StepState.Superseded);
                Assert.False(state is StepState.Refused or StepState.DissentNoted && before.Path.Seats[seat - 1].MayNotBePassedOver);
                Assert.False(state is StepState.Refused && before.Path.Stages[before.Path.StageOf(seat)].Quorum is Quorum.All);
            }

            if (before.Path.Rules.FourEyes is FourEyes.Always)
            {
                Assert.DoesNotContain(closing.By, new Guid?[] { before.Author, before.Version.By });
                Assert.True(closing.For is null || (closing.For != before.Author && closing.For != before.Version.By));
            }
        }
    }

    private static Ruling Run(Procedure state, Command c, DateOnly day, string hash)
    {
        // Mostly about what is open, so that walks get somewhere; sometimes about anything.
        var open = state.Steps.Where(s => s.State is StepState.Open or StepState.Refused or StepState.ChangeProposed or StepState.NotCompetent).ToArray();
        var step = c.Flag && open.Length > 0 ? open[c.Step % open.Length] : state.Steps[c.Step % state.Steps.Count];
        var (who, forWhom) = c.ForWhom > 3 ? (step.Holders[c.Who % step.Holders.Count], default(Guid?)) : (P(c.Who), c.ForWhom == 0 ? null : step.Holders[0]);
        var act = By(who, day) with { For = forWhom };
        var lead = By(P(2), day);
        return c.What switch
        {
            0 => state.Path.Seats[step.Seat - 1].Role is SeatRole.Closing
                ? state.Close(act, step.Number, (ClosingAnswer)(c.Answer % 3), state.Version.Number, "weil")
                : state.Answer(act, step.Number, (CoAnswer)c.Answer, state.Version.Number, "weil"),
            1 => state.Answer(act, step.Number, CoAnswer.Signed, state.Version.Number),
            2 => state.TakeBack(By(step.Decision?.By ?? P(c.Who), day), step.Number),
            3 => state.CallTalk(lead, step.Number),
            4 => state.NoteDissent(lead, step.Number),
            5 => state.Escalate(lead, step.Number, P(20)),
            6 => state.DecideEscalation(By(P(20), day), step.Number, c.Answer % 2 == 0, "entschieden"),
            7 => state.DeclineChange(lead, step.Number, "nein"),
            8 => state.Reassign(lead, step.Number, [P(c.Who + 20)]),
            9 => state.Drop(lead, step.Number, "nicht betroffen"),
            10 => state.Revise(c.Answer % 2 == 0 ? lead : act, hash, c.Answer < 3 ? VersionKind.Editorial : VersionKind.Substantive, c.Answer is 5 ? [] : [s_points[c.Answer % 2]], step.State is StepState.ChangeProposed && c.Who > 4 ? [step.Number] : []),
            11 => state.ChangedByUnknown(By(null, day), hash),
            12 => state.Confirm(lead, c.Answer < 4 ? VersionKind.Editorial : VersionKind.Substantive, []),
            13 => c.Step == 0 ? state.Withdraw(lead, "erledigt") : state.DeclareBias(act),
            14 => state.PassUp(By(null, day), step.Number, P(21)),
            _ => state.Lapse(By(null, day), step.Number),
        };
    }

    private static Act By(Guid? who, DateOnly day) => new(who, new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero), day, s_house);

    private static Seat Seat(int who, params string[] points) => CoSigner(P(who)) with { Points = points, Frist = s_week };

    private static Deputyship StandIn(int principal, int deputy) => new(P((100 * principal) + deputy), P(principal), P(deputy), DeputyKind.Standing, Monday, Monday.AddDays(364));

    private sealed record Command(int What, int Who, int ForWhom, int Step, int Answer, bool Flag);
}
