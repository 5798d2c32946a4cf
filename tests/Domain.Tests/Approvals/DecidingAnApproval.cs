using CsCheck;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using static Workspace.Domain.Tests.Approvals.Town;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>The approval on a card: one closing signature, and a row that follows.</summary>
public sealed class DecidingAnApproval
{
    private static readonly ApprovalPath s_path = new([new Stage([Closing(Mayor)])]);
    private static readonly string?[] s_reasons = [null, "", "weil"];

    [Theory]
    [InlineData(ClosingAnswer.Signed, null, ApprovalState.Approved, 1)]
    [InlineData(ClosingAnswer.Rejected, "zu teuer", ApprovalState.Rejected, 1)]
    [InlineData(ClosingAnswer.Returned, "Kosten fehlen", ApprovalState.Open, 0)]
    public void The_row_follows(ClosingAnswer answer, string? text, ApprovalState state, int settled)
    {
        var town = Ask(s_path);
        var row = Row(town);
        Assert.Equal((ApprovalState.Open, 1, 0, 1), (row.State, row.Revision, row.Settled, row.Seats));

        row.Follow(town.Do(town.Close(Mayor, answer, text)).State, town.By(null).At);

        Assert.Equal((state, 2, settled, state is ApprovalState.Open ? null : town.By(null).At), (row.State, row.Revision, row.Settled, row.EndedAt));
    }

    [Fact]
    public void It_waits_for_whoever_has_something_to_do()
    {
        var town = Ask(Usual with { Informed = [Stranger] });
        Assert.Equal([Treasury, Law], Waiting());
        Assert.Equal([Author, Lead, Treasury, Law, Mayor, Stranger], town.State.Audience.Select(c => c.Person));

        _ = town.Do(town.Answer(Treasury, CoAnswer.Refused, "Haushalt"));
        Assert.Equal([Lead, Law], Waiting());
        _ = town.Do(town.State.Escalate(town.By(Lead), 1, Superior));
        Assert.Equal([Law, Superior], Waiting());
        _ = town.Do(town.State.DecideEscalation(town.By(Superior), 1, goesOn: true, "weiter")).Do(town.State.DeclareBias(town.By(Law)));
        Assert.Equal([Lead], Waiting());
        _ = town.Do(town.State.Reassign(town.By(Lead), 2, [Building]));
        Assert.Equal([Building], Waiting());
        _ = town.Do(town.State.Answer(town.By(Building), 3, CoAnswer.Signed, 1));
        Assert.Equal([Mayor], Waiting());
        _ = town.Do(town.Close(Mayor, ClosingAnswer.Signed));
        Assert.Equal([Stranger], Waiting());
        _ = town.Do(town.State.Acknowledge(town.By(Stranger)));
        Assert.Empty(Waiting());

        IEnumerable<Guid> Waiting() => town.State.Audience.Where(c => c.Waits).Select(c => c.Person);
    }

    private static Approval Row(Town town)
    {
        var row = new Approval { Id = P(50), Organisation = P(51), Type = "contract", Subject = "Vertrag", Unit = "60", Author = Author, AskedAt = town.By(null).At };
        row.Follow(town.State, town.By(null).At);
        return row;
    }

    [Fact]
    public void What_the_author_writes_is_kept_with_the_asking()
    {
        var town = Ask(s_path);
        Assert.Equal("bitte", Procedure.Start(town.By(Author), town.Matter, [Author], s_path, "v1", " bitte ").Events[0].Text);
        _ = town.Not(Approval.ReasonTooLong, Procedure.Start(town.By(Author), town.Matter, [Author], s_path, "v1", new string('x', Approval.MostText + 1)));
    }

    [Fact]
    public void Whatever_is_tapped_in_whatever_order_one_decision_counts() =>
        Gen.Select(
                Gen.Bool.Select(b => b ? ClosingAnswer.Signed : ClosingAnswer.Rejected),
                Gen.Int[0, 2].Select(i => s_reasons[i]),
                Gen.Int[0, 2],
                Gen.Bool.Select(b => b ? Mayor : Author))
            .Array[0, 12]
            .Sample(taps =>
            {
                var town = Ask(s_path);
                var counted = 0;
                foreach (var (answer, reason, version, by) in taps)
                {
                    var ruling = town.State.Close(town.By(by), 1, answer, version, reason);
                    Refusal? expected = by != Mayor ? Approval.NotYourDecision
                        : counted > 0 ? Approval.AlreadyDecided
                        : version != 1 ? Refusal.Stale
                        : answer is ClosingAnswer.Rejected && string.IsNullOrEmpty(reason) ? Approval.ReasonRequired
                        : null;
                    Assert.Equal(expected, ruling.Refusal);
                    if (expected is null)
                    {
                        _ = town.Do(ruling);
                        counted++;
                    }
                }

                Assert.Equal(counted == 0, town.State.Outcome is null);
            });
}
