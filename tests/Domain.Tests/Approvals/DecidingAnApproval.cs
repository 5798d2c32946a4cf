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
    [InlineData(ClosingAnswer.Signed, null, ApprovalState.Approved)]
    [InlineData(ClosingAnswer.Signed, " gern ", ApprovalState.Approved)]
    [InlineData(ClosingAnswer.Rejected, " zu teuer ", ApprovalState.Rejected)]
    public void The_row_takes_over_what_was_decided(ClosingAnswer answer, string? text, ApprovalState state)
    {
        var town = Ask(s_path);
        var row = Approval.Ask(P(50), P(51), P(52), P(53), Author, Mayor, " bitte ", town.By(null).At);
        Assert.Equal((ApprovalState.Open, 1, "bitte"), (row.State, row.Revision, row.Comment));

        row.Follow(town.Do(town.Close(Mayor, answer, text)).State);

        Assert.Equal((state, 2, text?.Trim(), town.By(null).At), (row.State, row.Revision, row.Reason, row.DecidedAt));
    }

    [Fact]
    public void A_row_follows_no_procedure_that_goes_on()
    {
        var town = Ask(s_path);
        var row = Approval.Ask(P(50), P(51), P(52), P(53), Author, Mayor, null, town.By(null).At);
        _ = Assert.Throws<ArgumentException>(() => row.Follow(town.State));
        _ = Assert.Throws<ArgumentException>(() => row.Follow(town.Do(town.Close(Mayor, ClosingAnswer.Returned, "Kosten fehlen")).State));
        Assert.Equal((ApprovalState.Open, 1), (row.State, row.Revision));
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
