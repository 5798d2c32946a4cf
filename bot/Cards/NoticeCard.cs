using Workspace.Bot.Words;

namespace Workspace.Bot.Cards;

/// <summary>A card that only says something.</summary>
internal static class NoticeCard
{
    public static AdaptiveCard For(string text, string language) => new([Line(text)], FallbackText: text, Lang: language);

    public static AdaptiveCard Titled(string title, string text, string language) => new(
        [
            new TextBlock(title) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextStyle.Heading },
            new TextBlock(text),
        ],
        FallbackText: title,
        Lang: language);

    public static AdaptiveCard Gone(string language) => For(BotTexts.Say(language, "notice.gone"), language);

    /// <summary>A sentence that stands out on a card.</summary>
    public static Container Line(string text) => new([new TextBlock(text)]) { Style = ContainerStyle.Warning };
}
