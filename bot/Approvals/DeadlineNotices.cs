using System.Globalization;
using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;

namespace Workspace.Bot.Approvals;

/// <summary>Reminds whoever is still asked, with the last day; tells the lead unit who did not answer in time; tells a principal who acted for them.</summary>
internal sealed class DeadlineNotice(FindApprovalForMessage find) : INotice
{
    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A deadline is a person's.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, language, ct) is not { } shown) { return null; }

        var view = shown.Detail.Approval;
        var steps = shown.Detail.Stages.SelectMany(s => s.Seats).SelectMany(s => s.Steps).ToList();
        var (key, who, day) = message.Kind switch
        {
            ApprovalMessages.ReminderKind => ("notice.due", "", view.Tasks.Min(t => t.Due)),
            ApprovalMessages.OverdueKind => ("notice.overdue", Names(steps.Where(s => s.State is StepState.Open).SelectMany(s => s.Holders)), view.Due),
            _ => ("notice.represented", Names(steps.Where(s => s.Decision?.For == person).Select(s => s.Decision!.By).TakeLast(1)), null),
        };
        if (who.Length == 0 && day is null) { return null; }   // answered meanwhile

        var on = day?.ToString("d", CultureInfo.GetCultureInfo(language is Language.German ? "de-DE" : "en-GB")) ?? "";
        var summary = BotTexts.Say(language, key, ApprovalCard.PlainTitle(view), who, on);
        var text = new TextBlock(BotTexts.Say(language, key, ApprovalCard.Title(view), CardText.Plain(who), on)) { Weight = TextWeight.Bolder, Style = TextStyle.Heading };
        return new(new([text], [new OpenUrl(shown.Link) { Title = BotTexts.Say(language, view.On is null ? "open.approval" : "open.card") }], FallbackText: summary, Lang: language), summary);

        string Names(IEnumerable<Guid> people) => string.Join(", ", people.Distinct().Select(shown.NameOf));
    }
}

/// <summary>Tells principal and deputy that one stands in for the other.</summary>
internal sealed class DeputyNotice(FindDeputyshipForMessage find) : INotice
{
    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A deputyship is told to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, ct) is not { } shown) { return null; }

        var culture = CultureInfo.GetCultureInfo(language is Language.German ? "de-DE" : "en-GB");
        var text = BotTexts.Say(
            language, person == shown.View.Deputy ? "notice.deputy-you" : "notice.deputy-for-you",
            shown.PrincipalName, shown.DeputyName, shown.View.From.ToString("d", culture), shown.View.To.ToString("d", culture));
        return new(new([new TextBlock(CardText.Plain(text))], FallbackText: text, Lang: language), text);
    }
}
