using System.Globalization;
using System.Text.Json;
using Workspace.Features.Shared;

namespace Workspace.Bot.Words;

/// <summary>What the bot says, in German and English; <c>de.json</c> and <c>en.json</c> hold it. Refusals have their sentences in the api.</summary>
public static class BotTexts
{
    private static readonly Dictionary<string, Dictionary<string, string>> s_texts = new(StringComparer.Ordinal)
    {
        [Language.German] = Load(Language.German),
        [Language.English] = Load(Language.English),
    };

    /// <summary>All keys of a language; for the test that both have the same.</summary>
    public static IReadOnlyDictionary<string, string> All(string language) => s_texts[language];

    /// <exception cref="KeyNotFoundException">No such text; a test finds it before anybody else does.</exception>
    public static string Say(string language, string key, params IReadOnlyList<object> arguments)
    {
        var text = s_texts[language][key];
        return arguments.Count == 0 ? text : string.Format(CultureInfo.GetCultureInfo(language), text, [.. arguments]);
    }

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(BotTexts).Assembly.GetManifestResourceStream($"BotTexts.{language}.json")
            ?? throw new InvalidOperationException($"bot/Words/{language}.json is not embedded.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
