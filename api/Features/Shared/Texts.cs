using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Workspace.Features.Shared;

/// <summary>The languages of the product.</summary>
public static class Language
{
    public const string German = "de";
    public const string English = "en";

    /// <summary>What the reader asked for by <c>Accept-Language</c>; German otherwise.</summary>
    public static string Of(HttpRequest request) => From(request.Headers.AcceptLanguage.ToString());

    /// <summary>The first language we speak in a list such as <c>en-GB,de;q=0.5</c> or a Teams locale.</summary>
    public static string From(string? locales)
    {
        foreach (var range in (locales ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (range.StartsWith(German, StringComparison.OrdinalIgnoreCase))
            {
                return German;
            }

            if (range.StartsWith(English, StringComparison.OrdinalIgnoreCase))
            {
                return English;
            }
        }

        return German;
    }
}

/// <summary>Sentences for codes, in German and English; <c>Texts/*.json</c> hold them.</summary>
public static class Texts
{
    private static readonly Dictionary<string, Dictionary<string, string>> s_texts = new(StringComparer.Ordinal)
    {
        [Language.German] = Load(Language.German),
        [Language.English] = Load(Language.English),
    };

    /// <summary>All codes of a language; for the test that both have the same.</summary>
    public static IReadOnlyDictionary<string, string> All(string language) => s_texts[language];

    /// <summary>The sentence for a code; the code itself where there is none, which a test forbids.</summary>
    public static string Say(string language, string code, IReadOnlyList<string>? arguments = null)
    {
        var text = s_texts[language].GetValueOrDefault(code, code);
        return arguments is { Count: > 0 } ? string.Format(CultureInfo.GetCultureInfo(language), text, [.. arguments]) : text;
    }

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"Texts.{language}.json")
            ?? throw new InvalidOperationException($"Texts.{language}.json is not embedded.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
