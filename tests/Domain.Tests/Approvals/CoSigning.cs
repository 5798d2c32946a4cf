using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using static Workspace.Domain.Tests.Approvals.Town;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>Mitzeichnung by its rules, one by one.</summary>
public sealed class CoSigning
{
    [Fact]
    public void All_co_sign_at_once_then_the_mayor_closes()
    {
        var town = Ask(Usual);
        Assert.Equal([1, 2], town.State.Steps.Select(s => s.Seat));

        _ = town.Do(town.Answer(Law, CoAnswer.Signed)).Do(town.Answer(Treasury, CoAnswer.Remark, " Mittel vorhanden "));
        Assert.Equal(StepState.Open, town.StateOf(3));

        _ = town.Do(town.Close(Mayor, ClosingAnswer.Signed));
        Assert.Equal(ProcedureOutcome.Approved, town.State.Outcome);
        Assert.Equal("Mittel vorhanden", town.State.Current(1)!.Decision!.Text);
        Assert.Equal(new StepDecision(Mayor, null, town.By(null).At, StepState.Signed, 1, "v1", null, SignatureForm.Plain), town.State.Current(3)!.Decision);
        _ = town.Not(Procedure.Over, town.State.Withdraw(town.By(Author), "zu spät"));
    }

    [Fact]
    public void In_a_chain_one_waits_for_the_other()
    {
        var town = Ask(new([new Stage([CoSigner(Treasury), CoSigner(Law)]) { Order = StageOrder.Chain }, new Stage([Closing(Mayor)])]));
        Assert.Null(town.StateOf(2));

        _ = town.Do(town.Answer(Treasury, CoAnswer.Refused, "zu teuer"));
        Assert.Null(town.StateOf(2));

        _ = town.Do(town.State.TakeBack(town.By(Treasury), 1)).Do(town.Answer(Treasury, CoAnswer.Nothing));
        Assert.Equal(StepState.Open, town.StateOf(2));
    }

    [Theory]
    [InlineData(CoAnswer.Remark, false)]
    [InlineData(CoAnswer.Change, false)]
    [InlineData(CoAnswer.Refused, true)]
    public void Some_answers_need_words(CoAnswer answer, bool reason)
    {
        var town = Ask(Usual);
        _ = town.Not(reason ? Approval.ReasonRequired : Procedure.TextRequired, town.Answer(Treasury, answer, "  "))
            .Not(Approval.ReasonTooLong, town.Answer(Treasury, answer, new string('x', Approval.MostText + 1)))
            .Do(town.Answer(Treasury, answer, new string('x', Approval.MostText)));
    }

    [Fact]
    public void A_refusal_blocks_until_people_have_talked_and_the_dissent_is_noted()
    {
        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Law, CoAnswer.Refused, "Vergaberecht"));
        Assert.Null(town.StateOf(3));

        _ = town.Not(Procedure.TalkFirst, town.State.NoteDissent(town.By(Lead), 2))
            .Not(Refusal.NotAllowed, town.State.CallTalk(town.By(Author), 2))
            .Do(town.State.CallTalk(town.By(Lead), 2));
        _ = town.Do(town.State.NoteDissent(town.By(Lead), 2));

        Assert.Equal((StepState.DissentNoted, StepState.Open), (town.StateOf(2), town.StateOf(3)));
        Assert.Equal(["Vergaberecht"], town.State.Dissents.Select(s => s.Decision!.Text));
    }

    [Fact]
    public void The_common_superior_lets_it_go_on_or_orders_a_rework()
    {
        Assert.Equal(Superior, Procedure.CommonSuperior([P(20), Superior, Mayor], [P(21), P(22), Superior, Mayor]));
        Assert.Null(Procedure.CommonSuperior([P(20)], [P(21)]));

        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Law, CoAnswer.Refused, "Vergaberecht"));
        _ = town.Not(Procedure.NotSuperior, town.State.Escalate(town.By(Lead), 2, Law)).Do(town.State.Escalate(town.By(Lead), 2, Superior));
        var (escalated, log) = (town.State, town.Log.Count);

        _ = town.Not(Approval.NotYourDecision, town.State.DecideEscalation(town.By(Lead), 2, true, "weiter"))
            .Do(town.State.DecideEscalation(town.By(Superior), 2, true, "weiter"));
        Assert.Equal(StepState.Open, town.StateOf(3));
        Assert.Equal(log + 3, town.Log.Count);

        var reworked = escalated.DecideEscalation(town.By(Superior), 2, false, "überarbeiten").State!;
        Assert.Equal(Procedure.ReworkOrdered, reworked.CallTalk(town.By(Lead), 2).State!.NoteDissent(town.By(Lead), 2).Refusal);
    }

    [Fact]
    public void Where_agreement_is_needed_a_refusal_can_not_be_passed_over()
    {
        var town = Ask(new([new Stage([CoSigner(Treasury) with { NeedsAgreement = true }]), new Stage([Closing(Mayor)])]));
        _ = town.Do(town.Answer(Treasury, CoAnswer.Refused, "kein Einvernehmen"));
        _ = town.Do(town.State.CallTalk(town.By(Lead), 1));
        _ = town.Not(Procedure.AgreementNeeded, town.State.NoteDissent(town.By(Lead), 1)).Do(town.State.Escalate(town.By(Lead), 1, Superior));
        _ = town.Not(Procedure.AgreementNeeded, town.State.DecideEscalation(town.By(Superior), 1, true, "trotzdem"));
        _ = town.Do(town.State.Revise(town.By(Author), "v2", VersionKind.Substantive, [], []));
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed));
        Assert.Equal(StepState.Open, town.StateOf(2));
    }

    [Fact]
    public void A_proposal_becomes_a_consent_by_the_version_that_takes_it_over()
    {
        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Change, "Betrag netto")).Do(town.Answer(Law, CoAnswer.Signed));
        Assert.Null(town.StateOf(3));
        _ = town.Do(town.State.Revise(town.By(Lead), "v2", VersionKind.Editorial, [], [1]));
        Assert.Equal((StepState.ChangeTakenOver, StepState.Signed, StepState.Open), (town.StateOf(1), town.StateOf(2), town.StateOf(3)));
    }

    [Fact]
    public void A_proposal_that_is_declined_asks_again()
    {
        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Change, "Betrag netto"));
        _ = town.Not(Procedure.TextRequired, town.State.DeclineChange(town.By(Lead), 1, null)).Do(town.State.DeclineChange(town.By(Lead), 1, "brutto ist richtig"));
        Assert.Equal((StepState.ChangeDeclined, StepState.Open), (town.State.Steps[0].State, town.StateOf(1)));
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed));
    }

    [Fact]
    public void Whoever_is_not_competent_hands_back_to_the_lead_unit()
    {
        var town = Ask(Usual);
        _ = town.Not(Procedure.NothingToDecide, town.State.Reassign(town.By(Lead), 1, [Building]))
            .Do(town.Answer(Treasury, CoAnswer.NotCompetent)).Do(town.Answer(Law, CoAnswer.NotCompetent));
        _ = town.Do(town.State.Reassign(town.By(Lead), 1, [Building])).Do(town.State.Drop(town.By(Lead), 2, "nicht betroffen"));
        _ = town.Do(town.Answer(Building, CoAnswer.Signed));
        Assert.Equal(StepState.Open, town.StateOf(3));
    }

    [Fact]
    public void A_seat_that_the_quorum_needs_is_not_left_out_but_given_to_somebody_else()
    {
        var town = Ask(new ApprovalPath([new Stage([CoSigner(Treasury), CoSigner(Law)]) { Quorum = new Quorum.AtLeast(2) }, new Stage([Closing(Mayor)])]));
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Law, CoAnswer.NotCompetent));
        _ = town.Not(Procedure.QuorumNeedsSeat, town.State.Drop(town.By(Lead), 2, "nicht betroffen")).Do(town.State.Reassign(town.By(Lead), 2, [Building]));
        _ = town.Do(town.Answer(Building, CoAnswer.Signed));
        Assert.Equal(StepState.Open, town.StateOf(3));
    }

    [Fact]
    public void A_substantive_version_asks_again_whom_it_concerns_and_an_editorial_one_nobody()
    {
        var path = new ApprovalPath([new Stage([CoSigner(Treasury) with { Points = ["1", "2"] }, CoSigner(Law) with { Points = ["3"] }]), new Stage([Closing(Mayor)])]);
        var town = Ask(path);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Law, CoAnswer.Signed));
        _ = town.Do(town.State.Revise(town.By(Author), "v2", VersionKind.Editorial, ["1"], []));
        Assert.Equal((StepState.Signed, StepState.Open), (town.StateOf(1), town.StateOf(3)));

        var before = town.State.Steps[0].Decision;
        _ = town.Not(Refusal.Stale, town.State.Close(town.By(Mayor), 3, ClosingAnswer.Signed, 1))
            .Do(town.State.Revise(town.By(Author), "v3", VersionKind.Substantive, ["2"], []));
        Assert.Equal([StepState.Superseded, StepState.Signed, StepState.Superseded, StepState.Open], town.State.Steps.Select(s => s.State));
        Assert.Equal((before, 3), (town.State.Steps[0].Decision, town.State.Current(1)!.Version));

        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Close(Mayor, ClosingAnswer.Signed));
        Assert.Equal("v3", town.State.Current(3)!.Decision!.Hash);
    }

    [Fact]
    public void The_closing_signatory_returns_and_rejects_with_reasons()
    {
        var town = Ask(new([new Stage([Closing(Mayor)])]));
        _ = town.Not(Procedure.TextRequired, town.Close(Mayor, ClosingAnswer.Returned)).Do(town.Close(Mayor, ClosingAnswer.Returned, "Kosten fehlen"));
        _ = town.Not(Procedure.NothingChanged, town.State.Revise(town.By(Lead), "v1", VersionKind.Editorial, [], []))
            .Do(town.State.Revise(town.By(Lead), "v2", VersionKind.Editorial, [], []))
            .Do(town.Close(Mayor, ClosingAnswer.Rejected, "nein"));
        Assert.Equal(ProcedureOutcome.Rejected, town.State.Outcome);
    }

    [Fact]
    public void A_change_by_somebody_unknown_locks_the_closing_signature_until_it_is_confirmed()
    {
        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.State.ChangedByUnknown(town.By(null), "v2")).Do(town.Answer(Law, CoAnswer.Signed));
        _ = town.Not(Procedure.VersionUnconfirmed, town.Close(Mayor, ClosingAnswer.Signed))
            .Not(Refusal.NotAllowed, town.State.Confirm(town.By(Mayor), VersionKind.Editorial, []));
        var locked = town.State;

        _ = town.Do(town.State.Confirm(town.By(Lead), VersionKind.Editorial, []));
        Assert.Equal(Lead, town.State.Version.By);
        _ = town.Do(town.Close(Mayor, ClosingAnswer.Signed));

        // Thrown away instead: what was signed on it was not signed on its successor.
        var restored = locked.Revise(town.By(Lead), "v1", VersionKind.Editorial, [], []).State!;
        Assert.Equal((StepState.Signed, StepState.Open), (restored.Current(1)!.State, restored.Current(2)!.State));
    }

    [Fact]
    public void Ones_own_answer_is_taken_back_until_the_stage_ends()
    {
        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed));
        _ = town.Not(Approval.NotYourDecision, town.State.TakeBack(town.By(Law), 1)).Do(town.State.TakeBack(town.By(Treasury), 1, "noch offen"));
        Assert.Equal((StepState.TakenBack, StepState.Signed, StepState.Open), (town.State.Steps[0].State, town.State.Steps[0].Decision!.Answer, town.StateOf(1)));

        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Law, CoAnswer.Signed));
        _ = town.Not(Procedure.TooLate, town.State.TakeBack(town.By(Treasury), 3));
    }

    [Fact]
    public void Author_and_lead_unit_withdraw_with_a_reason()
    {
        var town = Ask(Usual);
        _ = town.Not(Procedure.TextRequired, town.State.Withdraw(town.By(Author), null))
            .Not(Refusal.NotAllowed, town.State.Withdraw(town.By(Law), "weg"))
            .Do(town.State.Withdraw(town.By(Lead), "erledigt"))
            .Not(Procedure.Over, town.State.Answer(town.By(Treasury), 1, CoAnswer.Signed, 1));
        Assert.Equal(ProcedureOutcome.Withdrawn, town.State.Outcome);
    }

    [Fact]
    public void Whoever_is_informed_takes_note_once()
    {
        var town = Ask(Usual with { Informed = [Building] });
        _ = town.Not(Approval.NotYourDecision, town.State.Acknowledge(town.By(Law))).Do(town.State.Acknowledge(town.By(Building)))
            .Not(Approval.NotYourDecision, town.State.Acknowledge(town.By(Building)));
    }

    public static TheoryData<Quorum, string, ProcedureOutcome?> Polls => new()
    {
        { new Quorum.All(), "++-", ProcedureOutcome.Rejected },
        { new Quorum.All(), "+0+", ProcedureOutcome.Approved },
        { new Quorum.AtLeast(1), "-+", ProcedureOutcome.Approved },
        { new Quorum.AtLeast(1), "---", ProcedureOutcome.Rejected },
        { new Quorum.AtLeast(2), "+-", null },
        { new Quorum.AtLeast(2), "+-+", ProcedureOutcome.Approved },
        { new Quorum.AtLeast(2), "--", ProcedureOutcome.Rejected },
        { new Quorum.Majority(2), "++", ProcedureOutcome.Approved },
        { new Quorum.Majority(3), "++", null },
        { new Quorum.Majority(3), "++-", ProcedureOutcome.Approved },
        { new Quorum.Majority(2), "+-", null },
        { new Quorum.Majority(2), "+-0", ProcedureOutcome.Rejected },
        { new Quorum.Majority(1), "00+", ProcedureOutcome.Approved },
        { new Quorum.Majority(1), "--", ProcedureOutcome.Rejected },
    };

    [Theory]
    [MemberData(nameof(Polls))]
    public void Without_a_closing_signature_the_quorum_decides(Quorum quorum, string answers, ProcedureOutcome? outcome)
    {
        Guid[] voters = [Treasury, Law, Building];
        var town = Ask(new([new Stage([.. voters.Select(v => CoSigner(v))]) { Quorum = quorum }]));
        foreach (var (answer, voter) in answers.Zip(voters))
        {
            _ = town.Do(answer switch { '+' => town.Answer(voter, CoAnswer.Signed), '-' => town.Answer(voter, CoAnswer.Refused, "nein"), _ => town.Answer(voter, CoAnswer.Nothing) });
        }

        Assert.Equal(outcome, town.State.Outcome);
    }

    [Fact]
    public void A_quorum_that_is_reached_ends_what_is_open_and_keeps_the_dissent()
    {
        var town = Ask(new([new Stage([CoSigner(Treasury), CoSigner(Law), CoSigner(Building)]) { Quorum = new Quorum.AtLeast(1) }, new Stage([Closing(Mayor)])]));
        _ = town.Do(town.Answer(Treasury, CoAnswer.Refused, "nein")).Do(town.Answer(Law, CoAnswer.Signed));
        Assert.Equal((StepState.Refused, StepState.NotNeeded, StepState.Open), (town.StateOf(1), town.StateOf(3), town.StateOf(4)));
        Assert.Equal([1], town.State.Dissents.Select(s => s.Seat));
        _ = town.Not(Procedure.StepOver, town.State.Answer(town.By(Building), 3, CoAnswer.Signed, 1));
    }

    [Fact]
    public void Without_a_closing_signature_the_end_waits_for_the_lead_unit_to_vouch_for_a_change()
    {
        var town = Ask(new([new Stage([CoSigner(Treasury)])]));
        _ = town.Do(town.State.ChangedByUnknown(town.By(null), "v2")).Do(town.Answer(Treasury, CoAnswer.Signed));
        Assert.Null(town.State.Outcome);
        _ = town.Do(town.State.Confirm(town.By(Lead), VersionKind.Editorial, []));
        Assert.Equal(ProcedureOutcome.Approved, town.State.Outcome);
    }

    public static TheoryData<Refusal, ApprovalPath> WrongPaths => new()
    {
        { ApprovalPath.Empty, new([]) },
        { ApprovalPath.Empty, new([new Stage([])]) },
        { ApprovalPath.SeatWithoutHolder, new([new Stage([Closing()])]) },
        { ApprovalPath.ClosingIsLast, new([new Stage([Closing(Mayor)]), new Stage([CoSigner(Law)])]) },
        { ApprovalPath.ClosingIsLast, new([new Stage([Closing(Mayor), CoSigner(Law)])]) },
        { ApprovalPath.ClosingIsLast, new([new Stage([Closing(Law)]), new Stage([Closing(Mayor)])]) },
        { ApprovalPath.QuorumOutOfReach, new([new Stage([CoSigner(Law)]) { Quorum = new Quorum.AtLeast(2) }]) },
        { ApprovalPath.QuorumOutOfReach, new([new Stage([CoSigner(Law)]) { Quorum = new Quorum.AtLeast(0) }]) },
        { ApprovalPath.NeedsAll, new([new Stage([CoSigner(Law) with { NeedsAgreement = true }]) { Quorum = new Quorum.AtLeast(1) }]) },
        { ApprovalPath.NeedsAll, new([new Stage([StaffCouncil(ParticipationRight.Hearing)]) { Quorum = new Quorum.AtLeast(1) }]) },
        { ApprovalPath.WrongParticipation, new([new Stage([CoSigner(Law) with { Role = SeatRole.Participant }])]) },
        { ApprovalPath.PersonTwice, new([new Stage([CoSigner(Law)]), new Stage([Closing(Law)])]) },
        { Frist.Invalid, new([new Stage([CoSigner(Law) with { Frist = new Frist(0, FristUnit.Day) }])]) },
        { Approval.OwnRequest, new([new Stage([Closing(Author)])]) },
        { Approval.OwnRequest, new([new Stage([CoSigner(Law), CoSigner(Author)]) { Quorum = new Quorum.AtLeast(1) }]) },
    };

    [Theory]
    [MemberData(nameof(WrongPaths))]
    public void A_path_that_can_not_end_is_not_begun(Refusal refusal, ApprovalPath path)
    {
        var act = new Act(Author, default, Monday, new House(new Municipality(Land.NW)));
        Assert.Equal(refusal, Procedure.Start(act, new Matter("contract", "60"), [Lead], path, "v1").Refusal);
    }

    [Fact]
    public void A_template_leaves_seats_to_be_filled()
    {
        var template = new PathTemplate("Vertrag", new([new Stage([CoSigner(Treasury), CoSigner(Law) with { Holders = [] }]), new Stage([Closing(Mayor)])]));
        Assert.Equal([Law], template.Fill(new Dictionary<int, IReadOnlyList<Guid>> { [2] = [Law] }).Path!.Seats[1].Holders);
        Assert.Equal(ApprovalPath.SeatWithoutHolder, template.Fill(new Dictionary<int, IReadOnlyList<Guid>>()).Refusal);
        Assert.Equal(PathTemplate.SeatIsFixed, template.Fill(new Dictionary<int, IReadOnlyList<Guid>> { [1] = [Law], [2] = [Law] }).Refusal);
    }

    [Fact]
    public void Content_is_held_fast_by_its_hash()
    {
        var content = new Content("Vertrag", "Text", [new("a.pdf", AttachmentKind.Stored, "ab")]);
        Assert.Equal(content.Hash(), (content with { Attachments = [new("a.pdf", AttachmentKind.Stored, "ab")] }).Hash());
        Assert.Equal(5, new[] { content, content with { Subject = "Vertrag T", Text = "ext" }, content with { Text = "Text " }, content with { Attachments = [] }, content with { Attachments = [new("a.pdfS", AttachmentKind.Stored, "ab")] } }.Select(c => c.Hash()).Distinct().Count());
        Assert.True(content.IsFrozen);
        Assert.False((content with { Attachments = [new("a", AttachmentKind.Link, "https://example.org/a")] }).IsFrozen);
    }
}
