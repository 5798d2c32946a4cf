using Workspace.Bot.Cards;
using Workspace.Bot.Notices;
using Workspace.Bot.Words;
using Workspace.Features.Outbox;
using Workspace.Features.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Bot.Planner;

/// <summary>
/// Tells an owner that the board does not follow its plan any longer, that Planner has refused a part for a while, or that somebody has to choose between two values, and why. Says nothing
/// where that is over.
/// </summary>
internal sealed class LinkNotice(FindLinkForMessage find, TeamsLinks links) : INotice
{
    public async Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct)
    {
        var person = message.Recipient ?? throw new InvalidOperationException("A link that rests is told to a person.");
        if (await find.RunAsync(Actor.Reader(message.Organisation, person), message.Subject, message.Kind, ct) is not { } link)
        {
            return null;
        }

        var summary = BotTexts.Say(language, message.Kind, CardText.Cut(link.BoardName, 120));
        return new(
            new(
                [
                    new TextBlock(BotTexts.Say(language, message.Kind, CardText.Plain(link.BoardName)))
                    {
                        Weight = TextWeight.Bolder,
                        Style = TextStyle.Heading,
                        Color = TextColour.Attention,
                    },
                    new TextBlock(BotTexts.Say(language, "planner.plan", CardText.Plain(link.PlanTitle))) { IsSubtle = true, Spacing = Spacing.None },
                    new TextBlock(message.Kind is NoteOnLink.ChoiceKind ? BotTexts.Say(language, "planner.choice-text") : Texts.Say(language, link.Problem!)),
                ],
                [new OpenUrl(links.ToBoard(message.Subject)) { Title = BotTexts.Say(language, "open.board") }],
                FallbackText: summary,
                Lang: language),
            summary);
    }
}
