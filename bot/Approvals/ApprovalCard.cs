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
    public const string StepField = "step";
    public const string VersionField = "version";
    public const string ReasonField = "reason";
    private const string RejectingId = "rejecting";

    /// <param name="notice">A sentence on top that says why nothing happened.</param>
    /// <param name="rejecting">What was typed for the reason of a rejection that was not carried out; opens that part again.</param>
    public static AdaptiveCard For(ApprovalForMessage shown, string language, string? notice = null, string? rejecting = null)
    {
        var view = shown.Detail.Approval;
        var closing = Closing(shown.Detail);
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
        AddText(body, Say("approval.comment"), shown.Detail.Comment);
        AddText(body, Say("approval.reason"), Decision(shown.Detail)?.Text);

        var data = Data(shown.Detail);
        var actions = new List<CardAction>();
        if (closing is not null)
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

        actions.Add(new OpenUrl(shown.Link) { Title = Say(view.On is null ? "open.approval" : "open.card") });
        return new(body, actions, new Refresh(new Execute(ShowVerb, (JsonObject)data.DeepClone())), SummaryOf(view, language), language);

        string Say(string key) => BotTexts.Say(language, key);
    }

    /// <summary>Key of the card and subject, safe for Markdown.</summary>
    public static string Title(ApprovalView view) => view.On is { } on ? $"{CardText.Plain(on.CardKey)} {CardText.Plain(view.Subject, 300)}" : CardText.Plain(view.Subject, 300);

    /// <summary>Plain text for the notification.</summary>
    public static string SummaryOf(ApprovalView view, string language) =>
        BotTexts.Say(language, view.Tasks.Count > 0 ? "approval.asked-summary" : "approval.requested-summary", PlainTitle(view));

    public static string PlainTitle(ApprovalView view) => $"{view.On?.CardKey} {CardText.Cut(view.Subject, 120)}".TrimStart();

    public static string StateLine(ApprovalView view, string language) => BotTexts.Say(language, view switch
    {
        { State: ApprovalState.Open, Tasks.Count: > 0 } => "approval.open-for-you",
        { State: ApprovalState.Open } => "approval.open",
        { State: ApprovalState.Approved } => "approval.approved",
        { State: ApprovalState.Withdrawn } => "approval.withdrawn",
        _ => "approval.rejected",
    });

    public static JsonObject Data(ApprovalDetail detail) => new()
    {
        [ApprovalField] = detail.Approval.Id.ToString(),
        [StepField] = Closing(detail)?.Step,
        [VersionField] = detail.Versions[^1].Number,
    };

    /// <summary>The closing signature, where it is the reader's own to give.</summary>
    private static ApprovalMove? Closing(ApprovalDetail detail) => detail.Moves.FirstOrDefault(m => m is { Kind: ApprovalMoveKind.Close, For: null });

    /// <summary>How it was closed.</summary>
    public static ApprovalDecisionView? Decision(ApprovalDetail detail) =>
        detail.Approval.State is not ApprovalState.Open && ClosingSeat(detail) is { Steps: [.., var last] } ? last.Decision : null;

    private static ApprovalSeatView? ClosingSeat(ApprovalDetail detail) => detail.Stages[^1].Seats is [{ Role: SeatRole.Closing } seat] ? seat : null;

    private static IEnumerable<Fact> Facts(ApprovalForMessage shown, string language)
    {
        var view = shown.Detail.Approval;
        if (view.On is { } on) { yield return new(BotTexts.Say(language, "approval.board"), CardText.Plain(on.BoardName)); }
        yield return new(BotTexts.Say(language, "approval.requester"), CardText.Plain(shown.NameOf(view.Author)));
        if (ClosingSeat(shown.Detail) is { } seat)
        {
            yield return new(BotTexts.Say(language, "approval.approver"), CardText.Plain(string.Join(", ", Decision(shown.Detail) is { } d ? [shown.NameOf(d.By)] : seat.Holders.Select(shown.NameOf))));
        }

        yield return new(BotTexts.Say(language, "approval.asked"), Time(view.AskedAt));
        if (view.EndedAt is { } ended) { yield return new(BotTexts.Say(language, "approval.decided"), Time(ended)); }

        string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, shown.Zone).ToString("g", CultureInfo.GetCultureInfo(language is "de" ? "de-DE" : "en-GB"));
    }

    private static void AddText(List<CardElement> body, string label, string? text)
    {
        if (text is null) { return; }

        body.Add(new TextBlock(label) { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.Medium });
        body.Add(new TextBlock(CardText.Plain(text, Domain.Approvals.Approval.MostText)) { Spacing = Spacing.None });
    }
}
