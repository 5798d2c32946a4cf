using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using static Workspace.Domain.Tests.Approvals.Town;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>Deputies, signing powers, four eyes, bias; offices and silence.</summary>
public sealed class WhoMaySign
{
    private static readonly House s_house = new(new Municipality(Land.NW))
    {
        Deputyships = [StandIn(Mayor, Deputy), StandIn(Deputy, DeputysDeputy), StandIn(Treasury, Author), StandIn(Author, Building), StandIn(Law, Deputy)],
    };

    [Fact]
    public void A_deputy_answers_for_the_principal_and_both_are_recorded()
    {
        var town = Ask(Usual, s_house);
        _ = town.Do(town.Answer(Deputy, CoAnswer.Signed, @for: Law));
        Assert.Equal((Deputy, Law), (town.State.Current(2)!.Decision!.By, town.State.Current(2)!.Decision!.For));
        _ = town.Not(Approval.AlreadyDecided, town.State.Answer(town.By(Law), 2, CoAnswer.Refused, 1, "zurück aus dem Urlaub"));
        _ = town.Do(town.State.TakeBack(town.By(Law), 2));
    }

    [Fact]
    public void It_is_one_hop_and_needs_a_deputyship_of_that_day()
    {
        var town = Ask(new([new Stage([Closing(Mayor)])]), s_house);
        _ = town.Not(Procedure.NotTheirDeputy, town.Close(DeputysDeputy, ClosingAnswer.Signed, @for: Mayor))
            .Not(Approval.NotYourDecision, town.State.Close(town.By(DeputysDeputy, Deputy), 1, ClosingAnswer.Signed, 1))
            .Not(Approval.NotYourDecision, town.State.Close(town.By(Deputy), 1, ClosingAnswer.Signed, 1));
        town.Day = Monday.AddYears(1);
        _ = town.Not(Procedure.NotTheirDeputy, town.Close(Deputy, ClosingAnswer.Signed, @for: Mayor));
    }

    [Fact]
    public void One_natural_person_counts_once_however_they_come_in()
    {
        var town = Ask(Usual, s_house);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Deputy, CoAnswer.Signed, @for: Law))
            .Not(Procedure.CountsOnce, town.Close(Deputy, ClosingAnswer.Signed, @for: Mayor))
            .Do(town.Close(Mayor, ClosingAnswer.Signed));
    }

    [Theory]
    [InlineData(FourEyes.Always, null, true)]
    [InlineData(FourEyes.Off, null, false)]
    [InlineData(FourEyes.AboveAmount, 5_000.01, true)]
    [InlineData(FourEyes.AboveAmount, 5_000.0, false)]
    public void Author_and_last_editor_do_not_close(FourEyes eyes, double? amount, bool holds)
    {
        var path = new ApprovalPath([new Stage([Closing(Mayor, Author, Lead, Treasury)])]) { Rules = new(eyes, Above: 5_000) };
        var town = Ask(path, s_house, (decimal?)amount);
        _ = town.Do(town.State.Revise(town.By(Lead), "v2", VersionKind.Editorial, [], []));
        (Guid By, Guid? For)[] tries = [(Author, null), (Lead, null), (Author, Treasury), (Building, Author)];
        Assert.All(tries, t => Assert.Equal(
            holds ? Procedure.FourEyesNeeded : null,
            town.State.Close(town.By(t.By, t.For), 1, ClosingAnswer.Signed, 2).Refusal));
        _ = town.Do(town.State.Close(town.By(Treasury), 1, ClosingAnswer.Signed, 2));
    }

    [Fact]
    public void Where_answers_alone_decide_the_author_gives_none()
    {
        var town = Ask(new([new Stage([new Seat(SeatRole.CoSigner, [Author, Treasury], "20")])]), s_house);
        _ = town.Not(Procedure.FourEyesNeeded, town.Answer(Author, CoAnswer.Signed))
            .Not(Procedure.FourEyesNeeded, town.State.Answer(town.By(Building, Author), 1, CoAnswer.Signed, 1))
            .Do(town.Answer(Treasury, CoAnswer.Signed));
    }

    [Fact]
    public void The_form_follows_the_table_of_signing_powers()
    {
        var matter = new Matter("contract", "60", 10_000);
        var house = s_house with
        {
            SigningPowers =
            [
                new(Mayor, SignatureForm.Plain), new(Treasury, SignatureForm.InVertretung) { UpTo = 50_000 },
                new(Law, SignatureForm.ImAuftrag) { UpTo = 10_000 }, new(Building, SignatureForm.ImAuftrag) { Unit = "65" }, new(Lead, SignatureForm.ImAuftrag) { Type = "notice" },
            ],
        };
        Assert.Equal(SignatureForm.Plain, house.FormOf(Mayor, byDeputy: false, matter));
        Assert.Equal(SignatureForm.InVertretung, house.FormOf(Mayor, byDeputy: true, matter));
        Assert.Equal(SignatureForm.InVertretung, house.FormOf(Treasury, byDeputy: false, matter));
        Assert.Equal(SignatureForm.ImAuftrag, house.FormOf(Law, byDeputy: true, matter));
        Assert.Null(house.FormOf(Law, byDeputy: false, matter with { Amount = 10_000.01m }));
        Assert.Null(house.FormOf(Building, byDeputy: false, matter));
        Assert.Null(house.FormOf(Lead, byDeputy: false, matter));

        var town = Ask(new([new Stage([Closing(Mayor, Building)])]), house);
        _ = town.Not(Procedure.NoSigningPower, town.Close(Building, ClosingAnswer.Signed)).Do(town.Close(Deputy, ClosingAnswer.Signed, @for: Mayor));
        Assert.Equal(SignatureForm.InVertretung, town.State.Current(1)!.Decision!.Form);
    }

    [Fact]
    public void A_deputyship_covers_its_days_units_types_and_amounts()
    {
        var narrow = StandIn(Mayor, Deputy) with { Unit = "60", Type = "contract", UpTo = 1_000 };
        Assert.True(narrow.Covers(new("contract", "60", 1_000), Monday));
        Assert.True(narrow.Covers(new("contract", "60"), narrow.To));
        Assert.False(narrow.Covers(new("contract", "60", 1_001), Monday));
        Assert.False(narrow.Covers(new("notice", "60"), Monday));
        Assert.False(narrow.Covers(new("contract", "61"), Monday));
        Assert.False(narrow.Covers(new("contract", "60"), narrow.To.AddDays(1)));
        Assert.False(narrow.Covers(new("contract", "60"), narrow.From.AddDays(-1)));
    }

    [Fact]
    public void Deputyships_last_a_year_at_most_and_make_no_ring()
    {
        var (a, b, c) = (P(1), P(2), P(3));
        Assert.Equal(Deputyship.Oneself, StandIn(a, a).Check([]));
        Assert.Equal(Deputyship.AYearAtMost, (StandIn(a, b) with { To = Monday.AddYears(1) }).Check([]));
        Assert.Equal(Deputyship.AYearAtMost, (StandIn(a, b) with { To = Monday.AddDays(-1) }).Check([]));
        Assert.Null(StandIn(a, b).Check([StandIn(b, c)]));
        Assert.Equal(Deputyship.Ring, StandIn(a, b).Check([StandIn(b, a)]));
        Assert.Equal(Deputyship.Ring, StandIn(a, b).Check([StandIn(b, c), StandIn(c, a)]));

        // Never all on one day: no ring.
        var (spring, summer) = ((From: Monday, To: Monday.AddDays(30)), (From: Monday.AddDays(31), To: Monday.AddDays(60)));
        Assert.Null((StandIn(a, b) with { To = summer.To }).Check([StandIn(b, c) with { To = spring.To }, StandIn(c, a) with { From = summer.From, To = summer.To }]));
    }

    [Fact]
    public void Bias_passes_to_the_deputy()
    {
        var town = Ask(Usual, s_house);
        _ = town.Not(Approval.NotYourDecision, town.State.DeclareBias(town.By(Stranger))).Do(town.State.DeclareBias(town.By(Law), "Verwandtschaft"));
        _ = town.Not(Procedure.IsBiased, town.Answer(Law, CoAnswer.Signed)).Do(town.Answer(Deputy, CoAnswer.Signed, @for: Law));
    }

    [Fact]
    public void A_seat_that_nobody_may_answer_is_given_to_others()
    {
        var town = Ask(Usual);
        _ = town.Do(town.State.DeclareBias(town.By(Law))).Do(town.State.Reassign(town.By(Lead), 2, [Building])).Do(town.Answer(Building, CoAnswer.Signed));
    }

    [Fact]
    public void The_staff_council_answers_once_and_is_outside_the_line()
    {
        var town = Ask(new([new Stage([StaffCouncil(ParticipationRight.Cooperation)]), new Stage([Closing(Mayor)])]));
        Assert.Equal(new DateOnly(2026, 3, 16), town.State.Current(1)!.Due!.Last);
        _ = town.Do(town.Answer(CouncilToo, CoAnswer.Refused, "Arbeitszeit"))
            .Not(Approval.AlreadyDecided, town.State.Answer(town.By(Council), 1, CoAnswer.Signed, 1))
            .Not(Procedure.OutsideTheLine, town.State.Escalate(town.By(Lead), 1, Superior))
            .Not(Procedure.TalkFirst, town.State.NoteDissent(town.By(Lead), 1));
        _ = town.Do(town.State.CallTalk(town.By(Lead), 1));
        _ = town.Do(town.State.NoteDissent(town.By(Lead), 1));
        Assert.Equal(StepState.Open, town.StateOf(2));
    }

    [Fact]
    public void Without_co_determination_nothing_closes_and_a_hearing_never_blocks()
    {
        var town = Ask(new([new Stage([StaffCouncil(ParticipationRight.CoDetermination)]), new Stage([Closing(Mayor)])]));
        _ = town.Do(town.Answer(Council, CoAnswer.Refused, "nein"));
        _ = town.Do(town.State.CallTalk(town.By(Lead), 1));
        _ = town.Not(Procedure.AgreementNeeded, town.State.NoteDissent(town.By(Lead), 1));

        var hearing = Ask(new([new Stage([StaffCouncil(ParticipationRight.Hearing)]), new Stage([Closing(Mayor)])]));
        _ = hearing.Do(hearing.Answer(Council, CoAnswer.Refused, "Bedenken"));
        Assert.Equal((StepState.DissentNoted, StepState.Open), (hearing.StateOf(1), hearing.StateOf(2)));
    }

    [Theory]
    [InlineData(ParticipationRight.CoDetermination, StepState.DeemedConsent)]
    [InlineData(ParticipationRight.Cooperation, StepState.DeemedConsent)]
    [InlineData(ParticipationRight.Hearing, StepState.Silent)]
    public void A_silent_staff_council_is_recorded_as_what_the_law_makes_of_it(ParticipationRight right, StepState state)
    {
        var town = Ask(new([new Stage([StaffCouncil(right)]), new Stage([Closing(Mayor)])]));
        town.Day = new(2026, 3, 16);
        _ = town.Not(Procedure.NotDue, town.State.Lapse(town.By(null), 1));
        town.Day = new(2026, 3, 17);
        _ = town.Not(Procedure.OutsideTheLine, town.State.PassUp(town.By(null), 1, Superior)).Do(town.State.Lapse(town.By(null), 1));
        Assert.Equal((state, null, StepState.Open), (town.StateOf(1), town.State.Current(1)!.Decision, town.StateOf(2)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Silence_is_consent_only_where_the_type_was_released_for_it(bool released)
    {
        var path = new ApprovalPath([new Stage([CoSigner(Law) with { Frist = new Frist(1, FristUnit.Week) }]), new Stage([Closing(Mayor) with { Frist = new Frist(1, FristUnit.Day) }])]) { Rules = new(SilenceConsents: released) };
        var town = Ask(path);
        town.Day = Monday.AddDays(8);
        if (!released)
        {
            _ = town.Not(Procedure.SilenceIsNoConsent, town.State.Lapse(town.By(null), 1)).Do(town.State.PassUp(town.By(null), 1, Superior));
            _ = town.Not(Procedure.NotSuperior, town.State.PassUp(town.By(null), 1, Superior)).Do(town.Answer(Superior, CoAnswer.Signed));
            return;
        }

        _ = town.Do(town.State.Lapse(town.By(null), 1));
        Assert.Equal(StepState.DeemedConsent, town.StateOf(1));
        town.Day = Monday.AddDays(30);
        _ = town.Not(Procedure.SilenceIsNoConsent, town.State.Lapse(town.By(null), 2));
    }

    private static Deputyship StandIn(Guid principal, Guid deputy) => new(Guid.Empty, principal, deputy, DeputyKind.Standing, Monday, Monday.AddYears(1).AddDays(-1)) { Id = new Guid(principal.GetHashCode(), (short)deputy.GetHashCode(), 1, [0, 0, 0, 0, 0, 0, 0, 0]) };
}
