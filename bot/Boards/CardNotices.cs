using System.Globalization;
using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Features.Boards;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Bot.Boards;

/// <summary>Tells somebody that a card concerns them: it is theirs, a comment names them, their words were changed, a rule reminds them.</summary>
internal sealed class CardNotice(FindCardForMessage find, TeamsLinks links) : INotice
{
    private const int MostText = 1_000;

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A card is told of to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Kind, message.Subject, ct) is not { } card) { return null; }

        var key = card.By is null ? $"notice.{message.Kind}-by-nobody" : $"notice.{message.Kind}";
        var title = $"{card.Key} {CardText.Cut(card.Title, 120)}";
        var body = new List<CardElement>
        {
            new TextBlock(BotTexts.Say(language, key, CardText.Plain(card.By ?? ""), CardText.Plain(title))) { Weight = TextWeight.Bolder, Style = TextStyle.Heading },
        };
        if (card.Text is { } text) { body.Add(new TextBlock(CardText.Plain(text, MostText)) { Spacing = Spacing.Small }); }

        var culture = CultureInfo.GetCultureInfo(language is Language.German ? "de-DE" : "en-GB");
        var about = string.Join(" · ", new[]
        {
            CardText.Plain(card.BoardName), card.Due is { } due ? BotTexts.Say(language, "tasks.due", due.ToString("d", culture)) : null,
        }.OfType<string>());
        body.Add(new TextBlock(about) { IsSubtle = true, Spacing = Spacing.Small });
        var summary = BotTexts.Say(language, key, card.By ?? "", title);
        return new(
            new(body, [new OpenUrl(links.ToCard(card.Board, card.Card)) { Title = BotTexts.Say(language, "open.card") }], FallbackText: summary, Lang: language), summary);
    }
}
