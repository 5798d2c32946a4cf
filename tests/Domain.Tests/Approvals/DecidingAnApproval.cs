using CsCheck;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Approvals;

public sealed class DecidingAnApproval
{
    private static readonly Guid s_requester = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid s_approver = Guid.Parse("22222222-2222-2222-2222-222222222222");
    private static readonly string?[] s_reasons = [null, "", "weil"];
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_approver_approves_once()
    {
        var approval = Open();

        Assert.Null(approval.Decide(s_approver, ApprovalAnswer.Approve, null, 1, s_now));

        Assert.Equal((ApprovalState.Approved, 2, s_now), (approval.State, approval.Revision, approval.DecidedAt));
        Assert.Equal(Approval.AlreadyDecided, approval.Decide(s_approver, ApprovalAnswer.Reject, "doch nicht", 2, s_now));
        Assert.Equal(Approval.AlreadyDecided, approval.Decide(s_approver, ApprovalAnswer.Approve, null, 1, s_now));
        Assert.Equal((ApprovalState.Approved, 2), (approval.State, approval.Revision));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void A_rejection_says_why(string? reason)
    {
        var approval = Open();

        Assert.Equal(Approval.ReasonRequired, approval.Decide(s_approver, ApprovalAnswer.Reject, reason, 1, s_now));
        Assert.Equal((ApprovalState.Open, 1), (approval.State, approval.Revision));

        Assert.Null(approval.Decide(s_approver, ApprovalAnswer.Reject, " zu teuer ", 1, s_now));
        Assert.Equal((ApprovalState.Rejected, "zu teuer"), (approval.State, approval.Reason));
    }

    [Fact]
    public void Reasons_have_an_end()
    {
        Assert.Null(Open().Decide(s_approver, ApprovalAnswer.Reject, new string('x', Approval.MostText), 1, s_now));
        Assert.Equal(Approval.ReasonTooLong, Open().Decide(s_approver, ApprovalAnswer.Reject, new string('x', Approval.MostText + 1), 1, s_now));
    }

    [Fact]
    public void Nobody_else_decides_not_even_who_asked()
    {
        Assert.Equal(Approval.NotYourDecision, Open().Decide(s_requester, ApprovalAnswer.Approve, null, 1, s_now));
        Assert.Equal(Approval.NotYourDecision, Open().Decide(Guid.Parse("33333333-3333-3333-3333-333333333333"), ApprovalAnswer.Reject, "x", 1, s_now));
    }

    [Fact]
    public void What_was_seen_must_be_what_is() =>
        Assert.Equal(Refusal.Stale, Open().Decide(s_approver, ApprovalAnswer.Approve, null, 0, s_now));

    [Fact]
    public void Asking_oneself_or_twice_is_refused()
    {
        Assert.Equal(Approval.OwnRequest, Approval.MayAsk(s_requester, s_requester, hasOpen: false));
        Assert.Equal(Approval.AlreadyOpen, Approval.MayAsk(s_requester, s_approver, hasOpen: true));
        Assert.Null(Approval.MayAsk(s_requester, s_approver, hasOpen: false));
    }

    [Fact]
    public void Whatever_is_tapped_in_whatever_order_one_decision_counts() =>
        Gen.Select(
                Gen.Bool.Select(b => b ? ApprovalAnswer.Approve : ApprovalAnswer.Reject),
                Gen.Int[0, 2].Select(i => (string?)s_reasons[i]),
                Gen.Int[0, 3],
                Gen.Bool.Select(b => b ? s_approver : s_requester))
            .Array[0, 12]
            .Sample(taps =>
            {
                var approval = Open();
                var counted = 0;
                foreach (var (answer, reason, revision, by) in taps)
                {
                    var before = (approval.State, approval.Revision, approval.Reason, approval.DecidedAt);
                    if (approval.Decide(by, answer, reason, revision, s_now) is null) { counted++; }
                    else { Assert.Equal(before, (approval.State, approval.Revision, approval.Reason, approval.DecidedAt)); }
                }

                Assert.Equal(approval.State is ApprovalState.Open ? 0 : 1, counted);
                Assert.Equal(1 + counted, approval.Revision);
                Assert.True(approval.State is not ApprovalState.Rejected || approval.Reason is not null);
            });

    private static Approval Open() =>
        Approval.Ask(Guid.Parse("44444444-4444-4444-4444-444444444444"), Guid.Parse("55555555-5555-5555-5555-555555555555"), default, default, s_requester, s_approver, " bitte ", s_now);
}
