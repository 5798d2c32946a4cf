using System.Globalization;
using System.Text.Json.Nodes;
using Workspace.Bot.Cards;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;

namespace Workspace.Bot.Approvals;

/// <summary>An approval as one person sees it in a chat. Its buttons carry the id and what was seen, never state.</summary>
internal static class ApprovalCard
{
    public const string ApproveVerb = "approval.approve";
    public const string RejectVerb = "approval.reject";

    /// <summary>Draws the card anew as it is now; Teams sends it by itself too.</summary>
    public const string ShowVerb = "approval.show";

    public const string ApprovalField = "approval";
    public const string RevisionField = "revision";
    public const string ReasonField = "reason";
    private const string RejectingId = "rejecting";

    /// <param name="notice">A sentence on top that says why nothing happened.</param>
    /// <param name="rejecting">What was typed for the reason of a rejection that was not carried out; opens that part again.</param>
    public static AdaptiveCard For(ApprovalForMessage shown, string language, string? notice = null, string? rejecting = null)
    {
        var view = shown.View;
        var body = new List<CardElement>();
        if (notice is not null) { body.Add(NoticeCard.Line(notice)); }

        body.Add(new TextBlock(Say("approval.title")) { IsSubtle = true, Size = TextSize.Small });
        body.Add(new TextBlock(Title(view)) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextStyle.Heading, Spacing = Spacing.None });
        body.Add(new TextBlock(StateLine(view, language))
        {
            Weight = TextWeight.Bolder,
            Color = view.State switch { ApprovalState.Approved => TextColour.Good, ApprovalState.Rejected => TextColour.Attention, _ => TextColour.Accent },
        });
        body.Add(new FactSet([.. Facts(shown, language)]));
        AddText(body, Say("approval.comment"), view.Comment);
        AddText(body, Say("approval.reason"), view.Reason);

        var data = Data(view);
        var actions = new List<CardAction>();
        if (view.CanDecide)
        {
            body.Add(new Container(
            [
                new TextInput
                {
                    Id = ReasonField,
                    Label = Say("approval.reason-label"),
                    Placeholder = Say("approval.reason-hint"),
                    IsMultiline = true,
                    MaxLength = Domain.Approvals.Approval.MostText,
                    Value = rejecting,
                },
                new ActionSet([Execute.Button(Say("approval.reject-now"), RejectVerb, data, ActionStyle.Destructive)]),
            ])
            {
                Id = RejectingId,
                IsVisible = rejecting is not null,
                Style = ContainerStyle.Emphasis,
            });
            actions.Add(Execute.Button(Say("approval.approve"), ApproveVerb, data, ActionStyle.Positive, withInputs: false));
            actions.Add(new ToggleVisibility([RejectingId]) { Title = Say("approval.reject") });
        }

        actions.Add(new OpenUrl(shown.Link) { Title = Say("open.card") });
        return new(body, actions, new Refresh(new Execute(ShowVerb, (JsonObject)data.DeepClone())), SummaryOf(view, language), language);

        string Say(string key) => BotTexts.Say(language, key);
    }

    /// <summary>Key and title of the card, safe for Markdown.</summary>
    public static string Title(ApprovalView view) => $"{CardText.Plain(view.CardKey)} {CardText.Plain(view.CardTitle, 300)}";

    /// <summary>Plain text for the notification.</summary>
    public static string SummaryOf(ApprovalView view, string language) =>
        BotTexts.Say(language, view.CanDecide ? "approval.asked-summary" : "approval.requested-summary", $"{view.CardKey} {CardText.Cut(view.CardTitle, 120)}");

    public static string StateLine(ApprovalView view, string language) => BotTexts.Say(language, view switch
    {
        { CanDecide: true } => "approval.open-for-you",
        { State: ApprovalState.Open } => "approval.open",
        { State: ApprovalState.Approved } => "approval.approved",
        _ => "approval.rejected",
    });

    public static JsonObject Data(ApprovalView view) => new() { [ApprovalField] = view.Id.ToString(), [RevisionField] = view.Revision };

    private static IEnumerable<Fact> Facts(ApprovalForMessage shown, string language)
    {
        var view = shown.View;
        yield return new(BotTexts.Say(language, "approval.board"), CardText.Plain(view.BoardName));
        yield return new(BotTexts.Say(language, "approval.requester"), CardText.Plain(shown.RequesterName));
        yield return new(BotTexts.Say(language, "approval.approver"), CardText.Plain(shown.ApproverName));
        yield return new(BotTexts.Say(language, "approval.asked"), Time(view.AskedAt));
        if (view.DecidedAt is { } decided) { yield return new(BotTexts.Say(language, "approval.decided"), Time(decided)); }

        string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, shown.Zone).ToString("g", CultureInfo.GetCultureInfo(language is "de" ? "de-DE" : "en-GB"));
    }

    private static void AddText(List<CardElement> body, string label, string? text)
    {
        if (text is null) { return; }

        body.Add(new TextBlock(label) { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.Medium });
        body.Add(new TextBlock(CardText.Plain(text, Domain.Approvals.Approval.MostText)) { Spacing = Spacing.None });
    }
}
