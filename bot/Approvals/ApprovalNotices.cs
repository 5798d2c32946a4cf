using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;

namespace Workspace.Bot.Approvals;

/// <summary>The approval's card: with buttons where somebody may close, without for all others; all follow what happens.</summary>
internal sealed class ApprovalCardNotice(FindApprovalForMessage find) : INotice
{
    public const string Topic = "approval";

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("An approval is shown to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, language, ct) is not { } shown) { return null; }

        return new(
            ApprovalCard.For(shown, language),
            ApprovalCard.SummaryOf(shown.Detail.Approval, language),
            Alert: shown.Detail.Approval.Tasks.Count > 0,
            new Shows(Topic, shown.Detail.Approval.Id, shown.Detail.Approval.Revision));
    }
}

/// <summary>Tells who asked what was decided.</summary>
internal sealed class ApprovalDecidedNotice(FindApprovalForMessage find) : INotice
{
    public const string Topic = "approval-decided";

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A decision is told to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, language, ct) is not { } shown
            || shown.Detail.Approval.State is ApprovalState.Open)
        {
            return null;
        }

        var view = shown.Detail.Approval;
        var decision = ApprovalCard.Decision(shown.Detail);
        var key = (view.State, decision) switch
        {
            (ApprovalState.Withdrawn, _) => "notice.withdrawn",
            (ApprovalState.Approved, null) => "notice.all-approved",
            (_, null) => "notice.not-approved",
            (ApprovalState.Approved, _) => "notice.approved",
            _ => "notice.rejected",
        };
        var by = decision is null ? "" : shown.NameOf(decision.By);
        var body = new List<CardElement>
        {
            new TextBlock(BotTexts.Say(language, key, CardText.Plain(by), ApprovalCard.Title(view)))
            {
                Weight = TextWeight.Bolder,
                Style = TextStyle.Heading,
                Color = view.State is ApprovalState.Approved ? TextColour.Good : TextColour.Attention,
            },
        };
        if (decision?.Text is { } reason)
        {
            body.Add(new TextBlock(BotTexts.Say(language, "approval.reason")) { IsSubtle = true, Size = TextSize.Small });
            body.Add(new TextBlock(CardText.Plain(reason, Domain.Approvals.Approval.MostText)) { Spacing = Spacing.None });
        }

        var summary = BotTexts.Say(language, key, by, ApprovalCard.PlainTitle(view));
        return new(new(body, [new OpenUrl(shown.Link) { Title = BotTexts.Say(language, view.On is null ? "open.approval" : "open.card") }], FallbackText: summary, Lang: language), summary, Alert: true, new Shows(Topic, view.Id, view.Revision));
    }
}
