using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Features.Outbox;
using Workspace.Features.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Bot.Planner;

/// <summary>Tells an owner that the board does not follow its plan any longer, and why. Says nothing where it goes on already.</summary>
internal sealed class PausedNotice(FindLinkForMessage find, TeamsLinks links) : INotice
{
    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A link that rests is told to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, ct) is not { } resting) { return null; }

        var summary = BotTexts.Say(language, "planner.paused", CardText.Cut(resting.BoardName, 120));
        return new(
            new(
                [
                    new TextBlock(BotTexts.Say(language, "planner.paused", CardText.Plain(resting.BoardName)))
                    {
                        Weight = TextWeight.Bolder,
                        Style = TextStyle.Heading,
                        Color = TextColour.Attention,
                    },
                    new TextBlock(BotTexts.Say(language, "planner.paused-plan", CardText.Plain(resting.PlanTitle))) { IsSubtle = true, Spacing = Spacing.None },
                    new TextBlock(Texts.Say(language, resting.Problem)),
                ],
                [new OpenUrl(links.ToBoard(message.Subject)) { Title = BotTexts.Say(language, "open.board") }],
                FallbackText: summary,
                Lang: language),
            summary);
    }
}
