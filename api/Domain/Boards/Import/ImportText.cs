using System.Text;

namespace Workspace.Domain.Boards.Import;

/// <summary>Makes texts of a source fit, so that nothing is cut whose whole text does not stand elsewhere on the card.</summary>
internal sealed class ImportText(ImportLimits limits, ImportWords words, ImportNotes notes)
{
    /// <summary>One line of at most so many characters; a shortened one is told.</summary>
    public string Shorten(string? text, int most, string code)
    {
        var line = Line(text, words.Untitled);
        if (line.Length <= most)
        {
            return line;
        }

        notes.Changed(code, line);
        return Cut(line, most);
    }

    /// <summary>What a description can hold, and the rest as comments.</summary>
    public (string? Description, List<ImportComment> More) Describe(string text, string title, DateTimeOffset? at)
    {
        var parts = Split(text.Trim());
        if (parts.Count > 1)
        {
            notes.Changed("description-continued", title);
        }

        return (parts.Count == 0 ? null : parts[0], [.. parts.Skip(1).Select(part => new ImportComment(words.Continued, part, at))]);
    }

    /// <summary>A long text in pieces that each fit, broken at the end of a line where there is one.</summary>
    public List<string> Split(string text)
    {
        var parts = new List<string>();
        while (text.Length > limits.Text)
        {
            var end = text.LastIndexOf('\n', limits.Text - 1, limits.Text / 2);
            end = end > 0 ? end : char.IsHighSurrogate(text[limits.Text - 1]) ? limits.Text - 1 : limits.Text;
            parts.Add(text[..end]);
            text = text[end..].TrimStart('\n');
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            parts.Add(text);
        }

        return parts;
    }

    public bool IsLink(string url) =>
        url.Length <= limits.Url && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && string.Equals(parsed.Scheme, "https", StringComparison.Ordinal) && parsed.Host.Length > 0 && parsed.UserInfo.Length == 0;

    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    /// <summary>Lines under a heading.</summary>
    public static void Add(StringBuilder description, string heading, IReadOnlyCollection<string> lines)
    {
        if (lines.Count > 0)
        {
            _ = description.Append(description.Length > 0 ? "\n\n" : "").Append("**").Append(heading).Append("**\n\n").AppendJoin('\n', lines);
        }
    }

    /// <summary>As code, so that no viewer ever makes a link of it.</summary>
    public static string Harmless(string name, string url) => $"- {name.Replace('`', '\'')}: `{url.Replace('`', '\'').ReplaceLineEndings(" ")}`";

    /// <summary>Text without what databases refuse.</summary>
    public static string Clean(string? text) => (text ?? "").Replace("\0", "", StringComparison.Ordinal);

    public static string Line(string? text, string otherwise)
    {
        var line = Clean(text).ReplaceLineEndings(" ").Trim();
        return line.Length > 0 ? line : otherwise;
    }
}

/// <summary>The numbers of cards that come from elsewhere.</summary>
internal static class ImportNumbers
{
    /// <summary>Who is alone with a number keeps it; the rest counts on from the highest.</summary>
    /// <param name="renumbered">Told the place of a card that had a number which could not stay, or none.</param>
    public static List<int> Give(IEnumerable<int?> wanted, Action<int> renumbered)
    {
        var taken = new HashSet<int>();
        var numbers = wanted.Select(n => n is > 0 and < 1_000_000_000 && taken.Add(n.Value) ? n.Value : 0).ToList();
        var next = taken.Count == 0 ? 0 : taken.Max();
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] == 0)
            {
                numbers[i] = ++next;
                renumbered(i);
            }
        }

        return numbers;
    }
}

/// <summary>Ties between cards that come from elsewhere: a file may claim what no board allows.</summary>
internal static class ImportConnections
{
    /// <summary>Drops ties to cards that are not there, and those that would close a circle.</summary>
    public static List<ImportCard> Checked(IReadOnlyList<ImportCard> cards, ImportNotes notes)
    {
        // Connections knows cards by id; a number makes one.
        static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        var there = cards.Select(c => c.Number).ToHashSet();
        var (parents, blockers) = (new Dictionary<Guid, Guid>(), new Dictionary<Guid, List<Guid>>());
        var result = new List<ImportCard>(cards.Count);
        foreach (var card in cards)
        {
            var id = Id(card.Number);
            var parent = card.Parent is { } p && there.Contains(p) && !Connections.Closes(id, [Id(p)], c => parents.TryGetValue(c, out var next) ? [next] : []) ? card.Parent : null;
            if (parent is { } above)
            {
                parents[id] = Id(above);
            }

            var waits = new List<int>();
            foreach (var number in card.BlockedBy.Distinct())
            {
                if (waits.Count < Connections.MostBlockers && there.Contains(number)
                    && !Connections.Closes(id, [Id(number)], c => blockers.TryGetValue(c, out var next) ? next : []))
                {
                    waits.Add(number);
                }
            }

            blockers[id] = [.. waits.Select(Id)];
            if (parent != card.Parent || waits.Count < card.BlockedBy.Count)
            {
                notes.Changed("connections-dropped", card.Title);
            }

            result.Add(card with { Parent = parent, BlockedBy = waits });
        }

        return result;
    }
}
