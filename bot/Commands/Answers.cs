using System.Globalization;
using Workspace.Bot.Approvals;
using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;
using Workspace.Features.Boards;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Bot.Commands;

/// <summary>Says hello where the bot is new, and what it can do.</summary>
internal sealed class WelcomeAnswer : INotice
{
    public Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var title = BotTexts.Say(language, "welcome.title");
        var text = BotTexts.Say(language, message.Recipient is null ? "welcome.group" : "welcome.text");
        return Task.FromResult<Notice?>(new(
            new([CommandList.Heading(title), new TextBlock(text), .. CommandList.For(message, language)], FallbackText: title, Lang: language), title, Alert: false));
    }
}

/// <summary>What the bot can do.</summary>
internal sealed class HelpAnswer : INotice
{
    public Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var title = BotTexts.Say(language, "help.title");
        return Task.FromResult<Notice?>(new(
            new([CommandList.Heading(title), .. CommandList.For(message, language)], FallbackText: title, Lang: language), title));
    }
}

/// <summary>Words nobody knows lead to what is known.</summary>
internal sealed class UnknownAnswer : INotice
{
    public Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var text = BotTexts.Say(language, "unknown.text");
        return Task.FromResult<Notice?>(new(
            new([new TextBlock(text), .. CommandList.For(message, language)], FallbackText: text, Lang: language), text));
    }
}

internal static class CommandList
{
    public static TextBlock Heading(string title) => new(title) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextStyle.Heading };

    /// <summary>In a group the bot answers only what is nobody's own.</summary>
    public static IEnumerable<CardElement> For(OutboxMessage message, string language)
    {
        string[] commands = message.Recipient is null ? ["help"] : ["approvals", "tasks", "help"];
        yield return new FactSet([.. commands.Select(c => new Fact(BotTexts.Say(language, "command." + c), BotTexts.Say(language, "help." + c)))]);
    }
}

/// <summary>What waits for the person's decision, each with a button that shows its card.</summary>
internal sealed class ApprovalsAnswer(ListApprovals list, FindApprovalForMessage find) : INotice
{
    private const int Most = 5;

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        if (message.Recipient is not { } person) { return Own.Only(language); }

        var actor = Actor.Reader(message.Organisation, person);
        var open = await list.RunAsync(actor, ApprovalBox.ForMe, ct);
        if (open.Count == 0)
        {
            var none = BotTexts.Say(language, "approvals.none");
            return message.Kind == Replies.OpenApprovals ? null : new(NoticeCard.Titled(BotTexts.Say(language, "approvals.title"), none, language), none);
        }

        var title = BotTexts.Say(language, "approvals.title");
        var body = new List<CardElement> { CommandList.Heading(title) };
        foreach (var view in open.Take(Most))
        {
            if (await find.RunAsync(actor, view.Id, language, ct) is not { } shown) { continue; }

            var from = CardText.Plain(shown.NameOf(view.Author));
            body.Add(new ColumnSet(
            [
                new Column(
                [
                    new TextBlock(ApprovalCard.Title(view)) { Weight = TextWeight.Bolder },
                    new TextBlock(view.On is { } on ? BotTexts.Say(language, "approvals.from", from, CardText.Plain(on.BoardName)) : BotTexts.Say(language, "approvals.from-person", from)) { IsSubtle = true, Spacing = Spacing.None },
                ]),
                new Column([new ActionSet([Execute.Button(BotTexts.Say(language, "approvals.show"), ApprovalCard.ShowVerb, ApprovalCard.Data(shown.Detail))])], "auto"),
            ])
            {
                Separator = true,
            });
        }

        if (open.Count > Most) { body.Add(new TextBlock(BotTexts.Say(language, "approvals.more", open.Count - Most)) { IsSubtle = true }); }
        return new(new(body, FallbackText: title, Lang: language), title);
    }
}

/// <summary>The cards and checklist items that are the person's, over all boards.</summary>
internal sealed class TasksAnswer(ListMyWork list, TeamsLinks links) : INotice
{
    private const int Most = 10;

    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        if (message.Recipient is not { } person) { return Own.Only(language); }

        var cards = await list.RunAsync(Actor.Reader(message.Organisation, person), ct);
        var title = BotTexts.Say(language, "tasks.title");
        if (cards.Count == 0)
        {
            var none = BotTexts.Say(language, "tasks.none");
            return new(NoticeCard.Titled(title, none, language), none);
        }

        var culture = CultureInfo.GetCultureInfo(language is Language.German ? "de-DE" : "en-GB");
        var body = new List<CardElement> { CommandList.Heading(title) };
        foreach (var card in cards.Take(Most))
        {
            var about = string.Join(" · ", new[]
            {
                card.ItemTitle is null ? null : CardText.Plain(card.Title, 120),
                CardText.Plain(card.BoardName),
                CardText.Plain(card.ColumnName),
                card.Due is { } due ? BotTexts.Say(language, "tasks.due", due.ToString("d", culture)) : null,
            }.OfType<string>());
            body.Add(new Container(
            [
                new TextBlock($"{CardText.Plain(card.Key)} {CardText.Plain(card.ItemTitle ?? card.Title, 300)}") { Weight = TextWeight.Bolder },
                new TextBlock(about) { IsSubtle = true, Spacing = Spacing.None },
            ])
            {
                Separator = true,
                SelectAction = new OpenUrl(links.ToCard(card.Board, card.Card)) { Title = BotTexts.Say(language, "open.card") },
            });
        }

        if (cards.Count > Most) { body.Add(new TextBlock(BotTexts.Say(language, "tasks.more", cards.Count - Most)) { IsSubtle = true }); }
        return new(new(body, FallbackText: title, Lang: language), title);
    }
}

internal static class Own
{
    /// <summary>What is somebody's own is not shown where others read along.</summary>
    public static Notice Only(string language)
    {
        var text = BotTexts.Say(language, "private.only");
        return new(NoticeCard.For(text, language), text);
    }
}
