using System.Globalization;

namespace Workspace.Domain.Boards.Import;

/// <content>How Trello writes moments, ids and colours.</content>
public sealed partial class TrelloImport
{
    private DateOnly? Day(string? text, string unreadable)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Moment(text) is not { } moment)
        {
            _notes.Changed(unreadable, text);
            return null;
        }

        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _zone).DateTime);
    }

    private bool HasTime(string? text) => Moment(text) is { } moment && TimeZoneInfo.ConvertTime(moment, _zone).TimeOfDay != TimeSpan.Zero;

    internal static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            && moment.Year is > 1900 and < 9000
            ? moment
            : null;

    /// <summary>Trello's ids begin with the second in which they were made.</summary>
    private static DateTimeOffset? CreatedAt(string? id) =>
        id?.Length == 24 && uint.TryParse(id.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static (string Colour, bool Same) Colour(string? trello)
    {
        var name = (trello ?? "").Split('_')[0];
        return name switch
        {
            "" => ("grey", true),
            "black" => ("grey", string.Equals(trello, name, StringComparison.Ordinal)),
            _ when Label.Colours.Contains(name, StringComparer.Ordinal) => (name, string.Equals(trello, name, StringComparison.Ordinal)),
            _ => ("grey", false),
        };
    }
}
