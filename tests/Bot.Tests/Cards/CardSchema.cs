using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace Workspace.Bot.Tests.Cards;

/// <summary>What every card that leaves the bot is held to.</summary>
internal static class CardSchema
{
    /// <summary>Teams takes messages up to about 100 KB; older limits were 28 KB, and a card above it is unreadable anyway.</summary>
    public const int MostBytes = 28 * 1024;

    private static readonly Lazy<Task<JsonSchema>> s_schema = new(async () =>
    {
        using var stream = typeof(CardSchema).Assembly.GetManifestResourceStream("adaptive-card.json")!;
        return await JsonSchema.FromJsonAsync(stream);
    });

    public static async Task AssertValidAsync(JsonElement card)
    {
        var text = card.GetRawText();
        var errors = (await s_schema.Value).Validate(text);
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(e => e.ToString()[..Math.Min(300, e.ToString().Length)])) + "\n" + text[..Math.Min(2_000, text.Length)]);
        Assert.InRange(Encoding.Unicode.GetByteCount(text), 2, MostBytes * 2); // Teams counts UTF-16
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 2, MostBytes);
        AssertTapsHaveFallbacks(card);
    }

    /// <summary>Old clients draw no Action.Execute; the one of a refresh is never drawn.</summary>
    private static void AssertTapsHaveFallbacks(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) { AssertTapsHaveFallbacks(item); }
                break;
            case JsonValueKind.Object:
                if (element.TryGetProperty("type", out var type) && type.ValueEquals("Action.Execute"))
                {
                    Assert.Equal("Action.Submit", element.GetProperty("fallback").GetProperty("type").GetString());
                    Assert.Equal(element.GetProperty("verb").GetString(), element.GetProperty("fallback").GetProperty("data").GetProperty("verb").GetString());
                }

                foreach (var property in element.EnumerateObject().Where(p => p.Name is not "refresh")) { AssertTapsHaveFallbacks(property.Value); }
                break;
            default:
                break;
        }
    }
}
