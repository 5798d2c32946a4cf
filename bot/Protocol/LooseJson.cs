using System.Text.Json;

namespace Workspace.Bot.Protocol;

/// <summary>Reading JSON whose shape nobody promised: what is not there or not as expected is null.</summary>
internal static class LooseJson
{
    public static JsonElement? At(this JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } here || !here.TryGetProperty(name, out var next)) { return null; }

            element = next;
        }

        return element;
    }

    public static string? Text(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static int? Whole(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

    public static Guid? Id(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && text.TryGetGuid(out var id) ? id : null;
}
