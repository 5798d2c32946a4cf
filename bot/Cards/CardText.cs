using System.Buffers;
using System.Text;

namespace Workspace.Bot.Cards;

/// <summary>
/// Makes text that people wrote safe to stand in a card. Teams draws <c>TextBlock</c> and <c>FactSet</c> as Markdown: without
/// escaping, a title could show as a link to anywhere or lose its underscores.
/// </summary>
public static class CardText
{
    private static readonly SearchValues<char> s_anywhere = SearchValues.Create("\\`*_[]~<&");
    private static readonly SearchValues<char> s_lineStart = SearchValues.Create("#>-+=");

    /// <summary>Cuts at <paramref name="most"/> characters, then escapes Markdown and keeps line breaks.</summary>
    public static string Plain(string? text, int most = 500)
    {
        if (string.IsNullOrEmpty(text)) { return ""; }

        var plain = new StringBuilder(text.Length + 16);
        foreach (var line in Cut(text, most).ReplaceLineEndings("\n").Split('\n'))
        {
            if (plain.Length > 0) { plain.Append("\n\n"); } // a single break is folded into a space
            Append(plain, line.Trim());
        }

        return plain.ToString();
    }

    /// <summary>Shortens without splitting a surrogate pair, and shows that it did.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) { return text; }

        var end = most - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1])) { end--; }
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static void Append(StringBuilder plain, string line)
    {
        var digits = 0;
        while (digits < line.Length && char.IsAsciiDigit(line[digits])) { digits++; }

        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (char.IsControl(c) || IsDirectionOverride(c)) { continue; }

            var escape = s_anywhere.Contains(c)
                || (i == 0 && s_lineStart.Contains(c))
                || (i == digits && i > 0 && (c is '.' or ')'))                        // "1." begins a list
                || (c is '{' && i + 1 < line.Length && line[i + 1] is '{');        // {{DATE(…)}} is evaluated by clients
            if (escape) { plain.Append('\\'); }
            plain.Append(c);
        }
    }

    /// <summary>Characters that reorder what follows could make a name read as another.</summary>
    private static bool IsDirectionOverride(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
