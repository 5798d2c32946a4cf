using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;

namespace Workspace.Bot.Approvals;

/// <summary>The approval's card: in the approver's chat with buttons, in the requester's without; both follow what happens.</summary>
internal sealed class ApprovalCardNotice(FindApprovalForMessage find) : INotice
{
    public const string Topic = "approval";

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("An approval is shown to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, ct) is not { } shown) { return null; }

        return new(
            ApprovalCard.For(shown, language),
            ApprovalCard.SummaryOf(shown.View, language),
            Alert: shown.View.CanDecide,
            new Shows(Topic, shown.View.Id, shown.View.Revision));
    }
}

/// <summary>Tells the requester what was decided.</summary>
internal sealed class ApprovalDecidedNotice(FindApprovalForMessage find) : INotice
{
    public const string Topic = "approval-decided";

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A decision is told to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, ct) is not { } shown
            || shown.View.State is ApprovalState.Open)
        {
            return null;
        }

        var view = shown.View;
        var key = view.State is ApprovalState.Approved ? "notice.approved" : "notice.rejected";
        var body = new List<CardElement>
        {
            new TextBlock(BotTexts.Say(language, key, CardText.Plain(shown.ApproverName), ApprovalCard.Title(view)))
            {
                Weight = TextWeight.Bolder,
                Style = TextStyle.Heading,
                Color = view.State is ApprovalState.Approved ? TextColour.Good : TextColour.Attention,
            },
        };
        if (view.Reason is { } reason)
        {
            body.Add(new TextBlock(BotTexts.Say(language, "approval.reason")) { IsSubtle = true, Size = TextSize.Small });
            body.Add(new TextBlock(CardText.Plain(reason, Domain.Approvals.Approval.MostText)) { Spacing = Spacing.None });
        }

        var summary = BotTexts.Say(language, key, shown.ApproverName, $"{view.CardKey} {CardText.Cut(view.CardTitle, 120)}");
        return new(new(body, [new OpenUrl(shown.Link) { Title = BotTexts.Say(language, "open.card") }], FallbackText: summary, Lang: language), summary, Alert: true, new Shows(Topic, view.Id, view.Revision));
    }
}
