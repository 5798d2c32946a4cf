using System.Globalization;

namespace Workspace.Domain.Boards.Import;

/// <summary>Reads days, numbers and words as Germans and others write them.</summary>
internal static class TableValues
{
    private static readonly string[] s_days =
        ["yyyy-M-d", "d.M.yyyy", "d.M.yy", "yyyy/M/d", "d. MMMM yyyy", "d. MMM yyyy", "d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy"];

    private static readonly CultureInfo[] s_cultures = [CultureInfo.GetCultureInfo("de-DE"), CultureInfo.GetCultureInfo("en-US")];

    /// <summary>A day, whatever time stands behind it; null where it is none.</summary>
    /// <param name="dayFirst">Whether 1/2/2026 is the first of February.</param>
    public static DateOnly? Day(string text, bool dayFirst)
    {
        var day = WithoutTime(text);
        foreach (var culture in s_cultures)
        {
            if (DateOnly.TryParseExact(day, s_days, culture, DateTimeStyles.AllowWhiteSpaces, out var found) && found.Year is > 1900 and < 9000)
            {
                return found;
            }
        }

        string[] slashes = dayFirst ? ["d/M/yyyy", "d/M/yy"] : ["M/d/yyyy", "M/d/yy"];
        return DateOnly.TryParseExact(day, slashes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var slashed) && slashed.Year is > 1900 and < 9000 ? slashed : null;
    }

    /// <summary>What days with slashes say of their own order: true = the day is first, false = the month, null = either.</summary>
    public static bool? SlashOrder(IEnumerable<string> texts)
    {
        foreach (var parts in texts.Select(t => WithoutTime(t).Split('/')).Where(p => p.Length == 3))
        {
            if (int.TryParse(parts[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var second) && first <= 31 && first > 12 != second > 12)
            {
                return first > 12;
            }
        }

        return null;
    }

    public static bool HasSlashes(string text) => WithoutTime(text).Split('/') is { Length: 3 } parts && parts[0].Length <= 2;

    /// <summary>With comma or point as decimal sign; the last one is it.</summary>
    public static decimal? Number(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).TrimEnd('%', '€', 'h');
        var (comma, point) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        plain = comma > point ? plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : plain.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static CardPriority? Priority(string text) => text.Trim().ToLowerInvariant() switch
    {
        "urgent" or "dringend" or "1" or "0" or "sehr hoch" or "kritisch" or "critical" => CardPriority.Urgent,
        "important" or "wichtig" or "hoch" or "high" or "2" or "3" or "4" => CardPriority.Important,
        "medium" or "mittel" or "normal" or "5" or "6" or "7" => CardPriority.Medium,
        "low" or "niedrig" or "gering" or "8" or "9" or "10" => CardPriority.Low,
        _ => null,
    };

    /// <summary>0 to 100; null where it says nothing known.</summary>
    /// <param name="whole">The number that means done: 100, or 1 as Excel stores percentages.</param>
    public static int? Progress(string text, decimal whole) => text.Trim().ToLowerInvariant() switch
    {
        "completed" or "complete" or "abgeschlossen" or "erledigt" or "done" or "fertig" or "ja" or "yes" or "x" or "true" or "wahr" => 100,
        "in progress" or "in bearbeitung" or "begonnen" or "in arbeit" or "läuft" or "started" => Card.InWork,
        "not started" or "nicht gestartet" or "nicht begonnen" or "offen" or "open" or "neu" or "new" or "nein" or "no" or "false" or "falsch" => 0,
        var other when Number(other) is { } number && number >= 0 && number <= (other.Contains('%', StringComparison.Ordinal) ? 100 : whole) =>
            (int)Math.Round(number * 100 / (other.Contains('%', StringComparison.Ordinal) ? 100 : whole)),
        _ => null,
    };

    /// <summary>Several in one cell: by semicolons or lines, or by commas where there are none.</summary>
    public static IEnumerable<string> Several(string text, bool commas = true)
    {
        char[] separators = text.AsSpan().ContainsAny(';', '\n') || !commas ? [';', '\n', '\r'] : [','];
        return text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string WithoutTime(string text)
    {
        var day = text.Trim();
        var time = day.IndexOf(':', StringComparison.Ordinal);
        if (time < 0)
        {
            return day.EndsWith('T') ? day[..^1] : day;
        }

        var cut = day.LastIndexOfAny([' ', 'T', ','], time);
        return cut > 0 ? day[..cut].TrimEnd(',', ' ') : day;
    }
}
