namespace Workspace.Domain.Boards.Import;

/// <summary>
/// Finds the organisation's person for somebody of a source: by id, by mail, by user name, by full name, and only where
/// exactly one fits. A wrong person on a card is worse than none.
/// </summary>
internal sealed class RecognisePeople(IReadOnlyList<ImportPerson> people)
{
    private readonly HashSet<Guid> _ids = people.Select(p => p.Id).ToHashSet();

    private readonly ILookup<string, Guid> _mails = people
        .SelectMany(p => new[] { p.Mail, p.UserPrincipalName }.OfType<string>().Select(m => (Key: m.Trim(), p.Id)))
        .Where(p => p.Key.Length > 0)
        .ToLookup(p => p.Key, p => p.Id, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, Guid> _usernames = people
        .SelectMany(p => new[] { p.UserPrincipalName, p.Mail }.OfType<string>().Select(m => (Key: m.Trim().Split('@')[0], p.Id)))
        .Where(p => p.Key.Length > 0)
        .ToLookup(p => p.Key, p => p.Id, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, Guid> _names = people
        .Select(p => (Key: Plain(p.Name), p.Id))
        .Where(p => p.Key.Length > 0)
        .ToLookup(p => p.Key, p => p.Id, StringComparer.OrdinalIgnoreCase);

    public (Guid? Person, ImportMatch Match) Find(Guid? id, string? mail, string? username, string? name)
    {
        if (id is { } known && _ids.Contains(known))
        {
            return (known, ImportMatch.Id);
        }

        var several = false;
        foreach (var (lookup, key, match) in new[]
                 {
                     (_mails, mail?.Trim(), ImportMatch.Mail),
                     (_usernames, username?.Trim(), ImportMatch.Username),
                     (_names, Plain(name), ImportMatch.Name),
                 })
        {
            var found = string.IsNullOrEmpty(key) ? [] : lookup[key].Distinct().Take(2).ToList();
            if (found.Count == 1)
            {
                return (found[0], match);
            }

            several |= found.Count > 1;
        }

        return (null, several ? ImportMatch.Several : ImportMatch.None);
    }

    /// <summary>"Müller,  Anna" and "Anna Müller" are one name.</summary>
    private static string Plain(string? name)
    {
        var parts = (name ?? "").Split(',', 2, StringSplitOptions.TrimEntries);
        var turned = parts.Length == 2 ? $"{parts[1]} {parts[0]}" : parts[0];
        return string.Join(' ', turned.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
