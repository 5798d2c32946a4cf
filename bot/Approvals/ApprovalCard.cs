using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Bot.Cards;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;

namespace Workspace.Bot.Approvals;

/// <summary>An approval as one person sees it in a chat. Its buttons carry ids and what was seen, never state.</summary>
internal static class ApprovalCard
{
    /// <summary>Consents: the answer that needs no word.</summary>
    public const string ApproveVerb = "approval.approve";

    /// <summary>Gives another answer: the one chosen in <see cref="AnswerField"/>.</summary>
    public const string AnswerVerb = "approval.answer";

    /// <summary>Draws the card anew as it is now; Teams sends it by itself too.</summary>
    public const string ShowVerb = "approval.show";

    public const string ApprovalField = "approval";
    public const string StepField = "step";
    public const string VersionField = "version";
    public const string AnswerField = "answer";

    /// <summary>For whom a deputy answers.</summary>
    public const string ForField = "for";
    public const string ReasonField = "reason";
    private const string OtherId = "other";

    /// <summary>Teams' limit of a message is about 28 KB of UTF-16 for old clients; what surrounds the card needs some of it.</summary>
    private const int MostBytes = 27 * 1024;

    /// <summary>As much as is shown of what somebody said beside the answer that matters; the tab has all of it.</summary>
    private const int MostAside = 400;

    /// <summary>What somebody chose and typed for an answer that was not carried out.</summary>
    public sealed record Typed(ApprovalAnswer Answer, string Text);

    /// <param name="notice">A sentence on top that says why nothing happened.</param>
    /// <param name="typed">Opens that part again.</param>
    public static AdaptiveCard For(ApprovalForMessage shown, string language, string? notice = null, Typed? typed = null)
    {
        var whole = Make(shown, language, notice, typed, withAsides: true);
        return Encoding.UTF8.GetByteCount(whole.ToJson().GetRawText()) <= MostBytes ? whole : Make(shown, language, notice, typed, withAsides: false);
    }

    /// <summary>Key of the card and subject, safe for Markdown.</summary>
    public static string Title(ApprovalView view) => view.On is { } on ? $"{CardText.Plain(on.CardKey)} {CardText.Plain(view.Subject, 300)}" : CardText.Plain(view.Subject, 300);

    /// <summary>Plain text for the notification.</summary>
    public static string SummaryOf(ApprovalView view, string language) =>
        BotTexts.Say(language, view.Tasks.Count > 0 ? "approval.asked-summary" : "approval.requested-summary", PlainTitle(view));

    public static string PlainTitle(ApprovalView view) => $"{view.On?.CardKey} {CardText.Cut(view.Subject, 120)}".TrimStart();

    public static JsonObject Data(ApprovalDetail detail)
    {
        var data = new JsonObject { [ApprovalField] = detail.Approval.Id.ToString(), [VersionField] = detail.Versions[^1].Number };
        if (Answerable(detail) is not { } move) { return data; }

        data[StepField] = move.Step;
        if (move.For is { } principal) { data[ForField] = principal.ToString(); }

        return data;
    }

    /// <summary>How it was closed.</summary>
    public static ApprovalDecisionView? Decision(ApprovalDetail detail) =>
        detail.Approval.State is not ApprovalState.Open && ClosingSeat(detail) is { Steps: [.., var last] } ? last.Decision : null;

    private static AdaptiveCard Make(ApprovalForMessage shown, string language, string? notice, Typed? typed, bool withAsides)
    {
        var (detail, view) = (shown.Detail, shown.Detail.Approval);
        var move = Answerable(detail);
        var body = new List<CardElement>();
        if (notice is not null) { body.Add(NoticeCard.Line(notice)); }

        body.Add(new TextBlock(Say(IsAlone(detail) ? "approval.title" : "approval.title.path")) { IsSubtle = true, Size = TextSize.Small });
        body.Add(new TextBlock(Title(view)) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextStyle.Heading, Spacing = Spacing.None });
        body.Add(new TextBlock(StateLine(view, move, language))
        {
            Weight = TextWeight.Bolder,
            Color = view.State switch { ApprovalState.Approved => TextColour.Good, ApprovalState.Rejected => TextColour.Attention, _ => TextColour.Accent },
        });
        if (move?.For is { } principal) { body.Add(new TextBlock(BotTexts.Say(language, "approval.as-deputy", CardText.Plain(shown.NameOf(principal))))); }

        if (withAsides) { body.AddRange(Dissents(shown, language)); }

        body.Add(new FactSet([.. Facts(shown, move, language)]));
        AddText(body, Say("approval.comment"), detail.Comment);
        if (withAsides)
        {
            AddContent(body, detail, language);
            AddRemarks(body, shown, language);
        }
        else
        {
            body.Add(new TextBlock(Say("approval.more-in-the-tab")) { IsSubtle = true });
        }

        AddText(body, Say("approval.reason"), Decision(detail)?.Text);
        var data = Data(detail);
        var actions = new List<CardAction>();
        if (move is not null) { AddAnswers(body, actions, detail, move, data, typed, language); }

        actions.Add(new OpenUrl(shown.Link) { Title = Say(view.On is null ? "open.approval" : "open.card") });
        return new(body, actions, new Refresh(new Execute(ShowVerb, (JsonObject)data.DeepClone())), SummaryOf(view, language), language);

        string Say(string key) => BotTexts.Say(language, key);
    }

    /// <summary>The answer that is the reader's to give: their own before one for somebody else.</summary>
    private static ApprovalMove? Answerable(ApprovalDetail detail) =>
        detail.Moves.Where(m => m.Kind is ApprovalMoveKind.Answer or ApprovalMoveKind.Close).OrderBy(m => m.For is not null).FirstOrDefault();

    /// <summary>One person decides, nobody else is asked.</summary>
    private static bool IsAlone(ApprovalDetail detail) => detail.Stages is [{ Seats: [{ Role: SeatRole.Closing }] }];

    private static ApprovalSeatView? ClosingSeat(ApprovalDetail detail) => detail.Stages[^1].Seats is [{ Role: SeatRole.Closing } seat] ? seat : null;

    private static ApprovalSeatView SeatOf(ApprovalDetail detail, int step) => detail.Stages.SelectMany(s => s.Seats).Single(s => s.Steps.Any(each => each.Number == step));

    private static string StateLine(ApprovalView view, ApprovalMove? move, string language) => BotTexts.Say(language, (view.State, move, view.Tasks) switch
    {
        (ApprovalState.Open, { Kind: ApprovalMoveKind.Close }, _) => "approval.open-for-you",
        (ApprovalState.Open, not null, _) => "approval.open-to-sign",
        (ApprovalState.Open, _, [{ Kind: ApprovalTaskKind.Lead }, ..]) => "approval.open-to-lead",
        (ApprovalState.Open, _, [{ Kind: ApprovalTaskKind.Superior }, ..]) => "approval.open-for-you",
        (ApprovalState.Open, _, _) => "approval.open",
        (ApprovalState.Approved, _, _) => "approval.approved",
        (ApprovalState.Withdrawn, _, _) => "approval.withdrawn",
        _ => "approval.rejected",
    });

    private static IEnumerable<Fact> Facts(ApprovalForMessage shown, ApprovalMove? move, string language)
    {
        var (detail, view) = (shown.Detail, shown.Detail.Approval);
        var culture = CultureInfo.GetCultureInfo(language is "de" ? "de-DE" : "en-GB");
        if (view.On is { } on) { yield return Fact("board", on.BoardName); }

        yield return Fact("requester", shown.NameOf(view.Author));
        if (!IsAlone(detail) && view.Unit.Length > 0) { yield return Fact("unit", view.Unit); }
        if (view.Amount is { } amount) { yield return Fact("amount", amount.ToString("N2", culture) + " €"); }
        if (move is { Kind: ApprovalMoveKind.Answer, Step: { } step } && SeatOf(detail, step) is var own)
        {
            if (Of(own) is { Length: > 0 } unit) { yield return Fact("signs-for", unit); }
            if (own.Points.Count > 0) { yield return Fact("points", string.Join(", ", own.Points)); }
        }

        if (ClosingSeat(detail) is { } closing)
        {
            yield return Fact("approver", string.Join(", ", Decision(detail) is { } d ? [SignedBy(shown, d, language)] : closing.Holders.Select(shown.NameOf)));
        }

        if (view.Seats > 1) { yield return Fact("progress", BotTexts.Say(language, "approval.progress-of", view.Settled, view.Seats)); }
        if (detail.Versions.Count > 1) { yield return Fact("version", detail.Versions[^1].Number.ToString(culture)); }
        if (move?.Step is { } asked && SeatOf(detail, asked).Steps.Single(s => s.Number == asked) is { Due: { } due }) { yield return Fact("due", due.ToString("D", culture)); }

        yield return Fact("asked", Time(view.AskedAt));
        if (view.EndedAt is { } ended) { yield return Fact("decided", Time(ended)); }

        Fact Fact(string key, string value) => new(BotTexts.Say(language, "approval." + key), CardText.Plain(value));

        string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, shown.Zone).ToString("g", culture);
    }

    private static string Of(ApprovalSeatView seat) => string.Join(", ", new[] { seat.Unit, seat.Area }.Where(w => !string.IsNullOrEmpty(w)));

    private static string SignedBy(ApprovalForMessage shown, ApprovalDecisionView decision, string language) => decision.Form switch
    {
        SignatureForm.InVertretung => $"i. V. {shown.NameOf(decision.By)}",
        SignatureForm.ImAuftrag => $"i. A. {shown.NameOf(decision.By)}",
        _ when decision.For is { } principal => BotTexts.Say(language, "approval.for-somebody", shown.NameOf(decision.By), shown.NameOf(principal)),
        _ => shown.NameOf(decision.By),
    };

    /// <summary>Abweichende Meinungen, on top, where the closing signatory sees them first.</summary>
    private static IEnumerable<CardElement> Dissents(ApprovalForMessage shown, string language) =>
        shown.Detail.Dissents.Select(step => (Seat: SeatOf(shown.Detail, step), Step: step)).Select(d => new Container(
        [
            new TextBlock(BotTexts.Say(language, "approval.dissent", CardText.Plain(Who(shown, d.Seat, d.Step, language)))) { Weight = TextWeight.Bolder },
            new TextBlock(CardText.Plain(d.Seat.Steps.Single(s => s.Number == d.Step).Decision?.Text, MostAside)) { Spacing = Spacing.None },
        ])
        {
            Style = ContainerStyle.Attention,
        });

    private static string Who(ApprovalForMessage shown, ApprovalSeatView seat, int step, string language) =>
        seat.Steps.Single(s => s.Number == step).Decision is { } decision
            ? string.Join(", ", new[] { SignedBy(shown, decision, language), Of(seat) }.Where(w => w.Length > 0))
            : Of(seat);

    /// <summary>What is signed, where it is no card that can be opened; links behind which anything may change are said to be so.</summary>
    private static void AddContent(List<CardElement> body, ApprovalDetail detail, string language)
    {
        var version = detail.Versions[^1];
        if (detail.Approval.On is null) { AddText(body, BotTexts.Say(language, "approval.text"), version.Text.Length == 0 ? null : version.Text, MostAside); }

        if (version.Attachments.Count > 0) { body.Add(new TextBlock(BotTexts.Say(language, "approval.attachments")) { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.Medium }); }

        foreach (var attachment in version.Attachments.Take(10))
        {
            var opens = attachment.Kind is AttachmentKind.Link && Uri.TryCreate(attachment.Reference, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
            body.Add(new Container([new TextBlock(CardText.Plain(attachment.Name, 120)) { Color = opens ? TextColour.Accent : null }])
            {
                Spacing = Spacing.None,
                SelectAction = opens ? new OpenUrl(attachment.Reference) { Title = CardText.Cut(attachment.Name, 120) } : null,
            });
        }

        if (!version.Frozen) { body.Add(new TextBlock(BotTexts.Say(language, "approval.not-frozen")) { IsSubtle = true, Size = TextSize.Small }); }
    }

    /// <summary>Remarks of those who have answered go to the lead unit and to all who come later.</summary>
    private static void AddRemarks(List<CardElement> body, ApprovalForMessage shown, string language)
    {
        var remarks = shown.Detail.Stages.SelectMany(s => s.Seats).Where(s => s.Role is not SeatRole.Closing)
            .SelectMany(seat => seat.Steps.Where(s => s is { Decision.Text: not null, State: StepState.Remark or StepState.ChangeProposed or StepState.ChangeTakenOver or StepState.Refused })
                .Select(s => (Seat: seat, Step: s)))
            .Where(r => !shown.Detail.Dissents.Contains(r.Step.Number)).TakeLast(5).ToList();
        foreach (var (seat, step) in remarks)
        {
            var label = BotTexts.Say(language, step.State switch
            {
                StepState.Remark => "approval.remark-of",
                StepState.Refused => "approval.refusal-of",
                _ => "approval.change-of",
            }, CardText.Plain(Who(shown, seat, step.Number, language)));
            AddText(body, label, step.Decision!.Text, MostAside);
        }
    }

    private static void AddAnswers(
        List<CardElement> body, List<CardAction> actions, ApprovalDetail detail, ApprovalMove move, JsonObject data, Typed? typed, string language)
    {
        var alone = IsAlone(detail);
        var answers = move.Answers ?? [];
        var others = answers.Where(a => a is not ApprovalAnswer.Signed).ToList();
        if (answers.Contains(ApprovalAnswer.Signed))
        {
            var title = Say(alone ? "approval.approve" : move.Kind is ApprovalMoveKind.Close ? "approval.close" : "approval.sign");
            actions.Add(Execute.Button(title, ApproveVerb, data, ActionStyle.Positive, withInputs: false));
        }

        if (others.Count == 0) { return; }

        body.Add(new Container(
        [
            new ChoiceInput([.. others.Select(a => new Choice(Say($"approval.answer.{a}"), a.ToString()))])
            {
                Id = AnswerField,
                Label = Say("approval.answer-label"),
                Value = (typed?.Answer ?? (alone ? ApprovalAnswer.Rejected : others[0])).ToString(),
            },
            new TextInput
            {
                Id = ReasonField,
                Label = Say(alone ? "approval.reason-label" : "approval.words-label"),
                Placeholder = Say(alone ? "approval.reason-hint" : "approval.words-hint"),
                IsMultiline = true,
                MaxLength = Domain.Approvals.Approval.MostText,
                Value = typed?.Text,
            },
            new ActionSet([Execute.Button(Say("approval.send"), AnswerVerb, data)]),
        ])
        {
            Id = OtherId,
            IsVisible = typed is not null,
            Style = ContainerStyle.Emphasis,
        });
        actions.Add(new ToggleVisibility([OtherId]) { Title = Say(alone ? "approval.reject" : "approval.other") });

        string Say(string key) => BotTexts.Say(language, key);
    }

    private static void AddText(List<CardElement> body, string label, string? text, int most = Domain.Approvals.Approval.MostText)
    {
        if (text is null) { return; }

        body.Add(new TextBlock(label) { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.Medium });
        body.Add(new TextBlock(CardText.Plain(text, most)) { Spacing = Spacing.None });
    }
}
