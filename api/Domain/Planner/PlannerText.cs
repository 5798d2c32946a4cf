namespace Workspace.Domain.Planner;

/// <summary>
/// The description of a task: what people write, and at its end a marked block with what Planner has no field for. The text
/// belongs to both sides, the block to the board. What somebody types into the block is taken as text: it moves out of the
/// block and to the board, and the block is put back. So nothing that was typed is lost, and nothing in the block is wrong for long.
/// </summary>
public static class PlannerText
{
    /// <summary>The line before the block.</summary>
    public const string Begin = "──── Workspace ────";

    /// <summary>The line after the block.</summary>
    public const string End = "──── / Workspace ────";

    /// <summary>Stands in a block that was read for lines that somebody typed there: so it differs from the board's, and is put back.</summary>
    private const string Typed = "\u0001";

    /// <summary>Text as both sides compare it; null for none.</summary>
    public static string? Plain(string? text) => text?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } plain ? plain : null;

    /// <summary>A whole description.</summary>
    public static string Join(string? text, string? block) => (text, block) switch
    {
        (_, null) => text ?? "",
        (null, _) => $"{Begin}\n{block}\n{End}",
        _ => $"{text}\n\n{Begin}\n{block}\n{End}",
    };

    /// <summary>The two parts of a description.</summary>
    /// <param name="description">As Planner has it.</param>
    /// <param name="known">The block as it was last written there; null where nobody knows, as in a copied task: then all of it is a block.</param>
    public static (string? Text, string? Block) Split(string? description, string? known)
    {
        if (Plain(description) is not { } plain)
        {
            return (null, null);
        }

        var lines = plain.Split('\n');
        var begin = Array.FindLastIndex(lines, line => line.Trim() == Begin);
        if (begin < 0)
        {
            return (Plain(string.Join('\n', lines.Where(line => line.Trim() != End))), null);
        }

        var end = Array.FindIndex(lines, begin, line => line.Trim() == End);
        var inside = lines[(begin + 1)..(end < 0 ? lines.Length : end)];
        var ours = (known ?? string.Join('\n', end < 0 ? [] : inside)).Split('\n').Select(line => line.Trim()).Where(line => line != Typed).ToHashSet(StringComparer.Ordinal);
        var typed = inside.Where(line => line.Trim().Length > 0 && !ours.Contains(line.Trim())).ToList();
        var text = lines[..begin].Concat(end < 0 ? [] : lines[(end + 1)..]).Concat(typed).Where(line => line.Trim() is not (Begin or End));
        return (
            Plain(string.Join('\n', text)),
            string.Join('\n', inside.Where(line => ours.Contains(line.Trim())).Concat(typed.Count == 0 ? [] : [Typed])));
    }
}
