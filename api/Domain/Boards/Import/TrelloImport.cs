using System.Globalization;
using System.Text;

namespace Workspace.Domain.Boards.Import;

/// <summary>
/// Decides what becomes of each part of a Trello board (<c>docs/import-trello.md</c> has the table). Pure: the preview
/// and the import read the same plan. What has a place is taken; what has none, or had to be changed, is told.
/// </summary>
public sealed class TrelloImport
{
    private readonly TrelloExport _export;
    private readonly TimeZoneInfo _zone;
    private readonly ImportLimits _limits;
    private readonly ImportWords _words;
    private readonly ImportNotes _notes = new();
    private readonly Dictionary<string, Somebody> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _labelOf = new(StringComparer.Ordinal);
    private readonly List<ImportColumn> _columns = [];
    private readonly List<ImportLabel> _labels = [];
    private readonly List<TrelloCard> _cards;
    private readonly ILookup<string, TrelloChecklist> _checklists;
    private readonly ILookup<string, TrelloAction> _comments;
    private readonly ILookup<string, TrelloAction> _makings;
    private int? _withoutList;

    private TrelloImport(TrelloExport export, IReadOnlyList<ImportPerson> people, TimeZoneInfo zone, ImportLimits limits, ImportWords words)
    {
        (_export, _zone, _limits, _words) = (export, zone, limits, words);
        var recognise = new RecognisePeople(people);
        foreach (var member in Some(export.Members).Where(m => !string.IsNullOrEmpty(m.Id)))
        {
            var (person, match) = recognise.Find(member);
            _ = _members.TryAdd(member.Id!, new Somebody(Line(member.FullName ?? member.Username, words.Untitled), member.Username, person, match));
        }

        _cards = [.. Once(Some(export.Cards), c => c.Id).OrderBy(c => c.Pos ?? double.MaxValue).ThenBy(c => c.Id, StringComparer.Ordinal)];
        var checklists = Some(export.Checklists).Concat(_cards.SelectMany(c => Some(c.Checklists).Select(l => l with { IdCard = c.Id })));
        _checklists = Once(checklists, c => c.Id).ToLookup(c => c.IdCard ?? "", StringComparer.Ordinal);
        _makings = Some(export.Actions).Where(a => a.Type is "createCard" or "copyCard" or "convertToCardFromCheckItem" or "emailCard")
            .ToLookup(a => a.Data?.Card?.Id ?? "", StringComparer.Ordinal);
        var comments = Some(export.Actions).Where(a => a.Type is "commentCard" or "copyCommentCard" && !string.IsNullOrWhiteSpace(a.Data?.Text));
        _comments = Once(comments, a => a.Id).ToLookup(a => a.Data!.Card?.Id ?? a.Data.IdCard ?? "", StringComparer.Ordinal);
    }

    /// <param name="people">Everybody of the organisation.</param>
    /// <param name="zone">The organisation's: a due time becomes the day it falls on there.</param>
    /// <exception cref="ArgumentException">This is no export of a board.</exception>
    public static ImportPlan Plan(TrelloExport export, IReadOnlyList<ImportPerson> people, TimeZoneInfo zone, ImportLimits limits, ImportWords words) =>
        export.IsBoard
            ? new TrelloImport(export, people, zone, limits, words).Plan()
            : throw new ArgumentException("No export of a Trello board.", nameof(export));

    private ImportPlan Plan()
    {
        PlanColumns();
        PlanLabels();
        var numbers = Numbers();
        var cards = _cards.Select((card, i) => PlanCard(card, numbers[i])).OrderBy(c => c.Column).ToList();
        if (_columns.All(c => c.Archived))
        {
            _columns.Add(new ImportColumn(_words.FirstColumn, null, false));
            _notes.Changed("column-added", _words.FirstColumn);
        }

        TellAboutTheBoard();
        var ids = _cards.Select(c => c.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _notes.NoPlace("comments-of-deleted-cards", _comments.Where(c => !ids.Contains(c.Key)).Sum(c => c.Count()));
        _notes.NoPlace("checklists-of-deleted-cards", _checklists.Where(c => !ids.Contains(c.Key)).Sum(c => c.Count()));
        return new ImportPlan(
            Shorten(_export.Name, _limits.Name, "board-name-shortened"),
            Purpose(),
            _columns,
            _labels,
            cards,
            [.. _members.Values.Select(m => new ImportMember(m.Name, m.Username, m.Person, m.Match, m.Role, m.Cards))],
            _notes.All());
    }

    private void PlanColumns()
    {
        foreach (var list in Some(_export.Lists).OrderBy(l => l.Pos ?? double.MaxValue).ThenBy(l => l.Id, StringComparer.Ordinal))
        {
            if (list.Id is null || !_columnOf.TryAdd(list.Id, _columns.Count))
            {
                continue;
            }

            var limit = list.SoftLimit is >= 1 and <= 10_000 ? (int?)list.SoftLimit.Value : null;
            _columns.Add(new ImportColumn(Shorten(list.Name, _limits.Name, "list-name-shortened"), limit, list.Closed == true));
            _notes.NoPlace("list-colours", list.Color is null ? 0 : 1, list.Name);
            _notes.NoPlace("watching", list.Subscribed == true ? 1 : 0);
        }
    }

    private void PlanLabels()
    {
        foreach (var label in Some(_export.Labels).Concat(_cards.SelectMany(c => Some(c.Labels))))
        {
            if (label.Id is null || !_labelOf.TryAdd(label.Id, _labels.Count))
            {
                continue;
            }

            var (colour, same) = Colour(label.Color);
            _labels.Add(new ImportLabel(string.IsNullOrWhiteSpace(label.Name) ? "" : Shorten(label.Name, _limits.Name, "label-name-shortened"), colour));
            if (!same)
            {
                _notes.Changed("label-colours", $"{label.Name} ({label.Color})");
            }
        }
    }

    /// <summary>Who is alone with a number keeps it; the rest counts on from the highest.</summary>
    private List<int> Numbers()
    {
        var taken = new HashSet<int>();
        var numbers = _cards.ConvertAll(card => card.IdShort is > 0 and < 1_000_000_000 && taken.Add(card.IdShort.Value) ? card.IdShort.Value : 0);
        var next = taken.Count == 0 ? 0 : taken.Max();
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] == 0)
            {
                numbers[i] = ++next;
                _notes.Changed("card-renumbered", _cards[i].Name);
            }
        }

        return numbers;
    }

    private ImportCard PlanCard(TrelloCard card, int number)
    {
        var column = ColumnOf(card);
        var title = Shorten(card.Name, _limits.Title, "card-title-shortened");
        var description = new StringBuilder(Clean(card.Desc));
        if (Line(card.Name, "").Length > _limits.Title)
        {
            Add(description, _words.FullTitle, [Clean(card.Name)]);
        }

        var (links, otherAttachments) = Links(card);
        var (items, moreItems) = Checklist(card);
        Add(description, _words.MoreItems, moreItems);
        Add(description, _words.OtherAttachments, otherAttachments);

        var created = CreatedAt(card.Id) ?? Of(_makings, card).Select(a => Moment(a.Date)).Min();
        var comments = Comments(card);
        var parts = Split(description.ToString().Trim());
        if (parts.Count > 1)
        {
            _notes.Changed("description-continued", title);
            comments.InsertRange(0, parts.Skip(1).Select(part => new ImportComment(_words.Continued, part, created)));
        }

        var (start, due) = (Day(card.Start, "card-date-unreadable"), Day(card.Due, "card-date-unreadable"));
        if (start > due)
        {
            _notes.Changed("card-start-after-due", $"{title} ({start.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})");
            start = null;
        }

        TellAbout(card, title);
        var archived = card.Closed == true || _columns[column].Archived;
        if (archived && card.Closed != true)
        {
            _notes.Changed("card-archived-with-list", title);
        }

        return new ImportCard(
            number,
            title,
            parts.Count == 0 ? null : parts[0],
            column,
            Labels(card),
            Assignees(card),
            start,
            due,
            card.DueComplete == true,
            items,
            links,
            comments,
            created,
            archived,
            archived ? Moment(card.DateClosed) ?? Moment(card.DateLastActivity) : null);
    }

    private int ColumnOf(TrelloCard card)
    {
        if (card.IdList is not null && _columnOf.TryGetValue(card.IdList, out var known))
        {
            return known;
        }

        _notes.Changed("card-without-list", card.Name);
        if (_withoutList is not { } own)
        {
            own = _columns.Count;
            _withoutList = own;
            _columns.Add(new ImportColumn(_words.WithoutList, null, false));
        }

        return own;
    }

    private List<int> Labels(TrelloCard card)
    {
        var ids = Strings(card.IdLabels).Concat(Some(card.Labels).Select(l => l.Id).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        _notes.Missing("labels-not-in-file", ids.Count(id => !_labelOf.ContainsKey(id)));
        return [.. ids.Where(_labelOf.ContainsKey).Select(id => _labelOf[id])];
    }

    private List<Guid> Assignees(TrelloCard card)
    {
        var people = new List<Guid>();
        foreach (var id in Strings(card.IdMembers).Distinct(StringComparer.Ordinal))
        {
            if (!_members.TryGetValue(id, out var member))
            {
                // Somebody who left the board: the export names them by id alone.
                _notes.Missing("assignee-not-in-file", 1);
                continue;
            }

            member.Cards++;
            if (member.Person is { } person)
            {
                people.Add(person);
            }
            else
            {
                _notes.NoPlace("assignee-unknown", 1, member.Name);
            }
        }

        return [.. people.Distinct()];
    }

    private (List<ImportItem> Items, List<string> More) Checklist(TrelloCard card)
    {
        var lists = Of(_checklists, card).OrderBy(c => c.Pos ?? double.MaxValue).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        var (items, more) = (new List<ImportItem>(), new List<string>());
        foreach (var list in lists)
        {
            foreach (var item in Some(list.CheckItems).OrderBy(i => i.Pos ?? double.MaxValue).ThenBy(i => i.Id, StringComparer.Ordinal))
            {
                // One checklist a card: several are told apart by their names.
                var text = Line(item.Name, _words.Untitled);
                var full = lists.Count > 1 && !string.IsNullOrWhiteSpace(list.Name) ? $"{Line(list.Name, "")}: {text}" : text;
                var done = string.Equals(item.State, "complete", StringComparison.Ordinal);
                if (items.Count == Card.MostItems)
                {
                    more.Add($"- [{(done ? 'x' : ' ')}] {full}");
                    _notes.Changed("checklist-continued", card.Name);
                    continue;
                }

                var title = Cut(full, _limits.Title);
                if (title.Length < full.Length)
                {
                    more.Add($"- {full}");
                    _notes.Changed("checklist-item-shortened", card.Name);
                }

                items.Add(new ImportItem(title, done));
                _notes.NoPlace("checklist-item-dates", item.Due is null ? 0 : 1, card.Name);
                _notes.NoPlace("checklist-item-people", item.IdMember is null ? 0 : 1, card.Name);
            }
        }

        if (lists.Count(l => Some(l.CheckItems).Any()) > 1)
        {
            _notes.Changed("checklists-joined", card.Name);
        }

        return (items, more);
    }

    private (List<ImportLink> Links, List<string> Others) Links(TrelloCard card)
    {
        var (links, others) = (new List<ImportLink>(), new List<string>());
        foreach (var attachment in Some(card.Attachments).OrderBy(a => a.Pos ?? double.MaxValue).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            var url = Clean(attachment.Url).Trim();
            var name = Line(attachment.Name, url);
            if (!IsLink(url))
            {
                // As code, so that no viewer ever makes a link of it.
                others.Add($"- {name.Replace('`', '\'')}: `{url.Replace('`', '\'').ReplaceLineEndings(" ")}`");
                _notes.Changed("attachment-as-text", name);
                continue;
            }

            var title = Cut(name, _limits.Title);
            if (title.Length < name.Length)
            {
                others.Add($"- {name}");
                _notes.Changed("link-title-shortened", title);
            }

            links.Add(new ImportLink(title, url));
            if (attachment.IsUpload == true)
            {
                _notes.NoPlace("files-at-trello", 1, name);
            }
        }

        if ((card.ShortUrl ?? card.Url) is { } back && IsLink(back))
        {
            links.Add(new ImportLink("Trello", back));
        }

        return (links, others);
    }

    private bool IsLink(string url) =>
        url.Length <= _limits.Url && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && string.Equals(parsed.Scheme, "https", StringComparison.Ordinal) && parsed.Host.Length > 0 && parsed.UserInfo.Length == 0;

    private List<ImportComment> Comments(TrelloCard card)
    {
        var comments = new List<ImportComment>();
        var actions = Of(_comments, card).ToList();
        foreach (var action in actions.OrderBy(a => Moment(a.Date) ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            var author = Shorten(AuthorOf(action), _limits.Name, "author-shortened");
            var parts = Split(Clean(action.Data!.Text).Trim());
            if (parts.Count > 1)
            {
                _notes.Changed("comment-split", card.Name);
            }

            comments.AddRange(parts.Select(part => new ImportComment(author, part, Moment(action.Date))));
        }

        // Trello puts no more than the newest 1,000 actions into a file; a card's own count tells what is lacking.
        _notes.Missing("comments-not-in-file", (card.Badges?.Comments ?? 0) - actions.Count);
        return comments;
    }

    private string AuthorOf(TrelloAction action)
    {
        var written = action.MemberCreator?.FullName ?? action.MemberCreator?.Username;
        if (!string.IsNullOrWhiteSpace(written))
        {
            return Line(written, written);
        }

        return action.IdMemberCreator is { } id && _members.TryGetValue(id, out var member) ? member.Name : _words.FormerMember;
    }

    private void TellAbout(TrelloCard card, string title)
    {
        foreach (var item in Some(card.CustomFieldItems))
        {
            _notes.NoPlace("custom-fields", 1, Some(_export.CustomFields).FirstOrDefault(f => string.Equals(f.Id, item.IdCustomField, StringComparison.Ordinal))?.Name);
        }

        _notes.NoPlace("due-times", HasTime(card.Due) ? 1 : 0);
        _notes.NoPlace("due-reminders", card.DueReminder is >= 0 && card.Due is not null ? 1 : 0);
        _notes.NoPlace("completion-dates", card.DateCompleted is null ? 0 : 1);
        _notes.NoPlace("covers", card.Cover is { Color: not null } or { IdAttachment: not null } or { IdUploadedBackground: not null } ? 1 : 0);
        _notes.NoPlace("stickers", Some(card.Stickers).Count());
        _notes.NoPlace("votes", Strings(card.IdMembersVoted).Count());
        _notes.NoPlace("locations", string.IsNullOrEmpty(card.Address) && string.IsNullOrEmpty(card.LocationName) ? 0 : 1, title);
        _notes.NoPlace("plugin-data", Some(card.PluginData).Count());
        _notes.NoPlace("card-templates", card.IsTemplate == true ? 1 : 0, title);
        _notes.NoPlace("card-roles", string.IsNullOrEmpty(card.CardRole) ? 0 : 1, title);
        _notes.NoPlace("pinned", card.Pinned == true ? 1 : 0, title);
        _notes.NoPlace("watching", card.Subscribed == true ? 1 : 0);
        _notes.NoPlace("creators", card.IdMemberCreator is null ? 0 : 1);
    }

    private void TellAboutTheBoard()
    {
        foreach (var membership in Some(_export.Memberships))
        {
            if (membership.IdMember is { } id && membership.Deactivated != true && _members.TryGetValue(id, out var member) && member.Person is not null)
            {
                // Never more than an editor: a name in a file makes nobody an owner.
                member.Role = string.Equals(membership.MemberType, "observer", StringComparison.Ordinal) ? BoardRole.Viewer : BoardRole.Editor;
            }
        }

        foreach (var member in _members.Values.Where(m => m.Person is null))
        {
            _notes.NoPlace(member.Match == ImportMatch.Several ? "people-ambiguous" : "people-unknown", 1, member.Name);
        }

        var used = _cards.SelectMany(c => Some(c.CustomFieldItems)).Select(i => i.IdCustomField).ToHashSet(StringComparer.Ordinal);
        foreach (var field in Some(_export.CustomFields).Where(f => !used.Contains(f.Id)))
        {
            _notes.NoPlace("custom-fields-unused", 1, field.Name);
        }

        _notes.NoPlace("power-ups", Strings(_export.PowerUps).Count());
        _notes.NoPlace("plugin-data", Some(_export.PluginData).Count());
        _notes.NoPlace("watching", (_export.Subscribed == true ? 1 : 0) + (_export.Starred == true ? 1 : 0));
        _notes.NoPlace("board-settings", _export.Prefs is null ? 0 : 1);
        _notes.NoPlace("activity", Some(_export.Actions).Count(a => a.Type is not ("commentCard" or "copyCommentCard")));
    }

    private string? Purpose()
    {
        // A name that was too long stands whole in the purpose.
        var name = Clean(_export.Name).Trim();
        var purpose = string.Join("\n\n", new[] { name.Length > _limits.Name ? name : "", Clean(_export.Desc).Trim() }.Where(t => t.Length > 0));
        if (purpose.Length > _limits.Text)
        {
            _notes.Changed("purpose-shortened");
            purpose = Cut(purpose, _limits.Text);
        }

        return purpose.Length == 0 ? null : purpose;
    }

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

    private static DateTimeOffset? Moment(string? text) =>
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

    private string Shorten(string? text, int most, string code)
    {
        var line = Line(text, _words.Untitled);
        if (line.Length <= most)
        {
            return line;
        }

        _notes.Changed(code, line);
        return Cut(line, most);
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    /// <summary>A long text in pieces that each fit, broken at the end of a line where there is one.</summary>
    private List<string> Split(string text)
    {
        var parts = new List<string>();
        while (text.Length > _limits.Text)
        {
            var end = text.LastIndexOf('\n', _limits.Text - 1, _limits.Text / 2);
            end = end > 0 ? end : char.IsHighSurrogate(text[_limits.Text - 1]) ? _limits.Text - 1 : _limits.Text;
            parts.Add(text[..end]);
            text = text[end..].TrimStart('\n');
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            parts.Add(text);
        }

        return parts;
    }

    private static void Add(StringBuilder description, string heading, List<string> lines)
    {
        if (lines.Count > 0)
        {
            _ = description.Append(description.Length > 0 ? "\n\n" : "").Append("**").Append(heading).Append("**\n\n").AppendJoin('\n', lines);
        }
    }

    /// <summary>Text without what databases refuse.</summary>
    private static string Clean(string? text) => (text ?? "").Replace("\0", "", StringComparison.Ordinal);

    private static string Line(string? text, string otherwise)
    {
        var line = Clean(text).ReplaceLineEndings(" ").Trim();
        return line.Length > 0 ? line : otherwise;
    }

    private static IEnumerable<T> Some<T>(IEnumerable<T?>? items)
        where T : class => (items ?? []).OfType<T>();

    /// <summary>Each thing once; what has no id is never the same thing.</summary>
    private static List<T> Once<T>(IEnumerable<T> items, Func<T, string?> id)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return items.Where(item => id(item) is not { } key || known.Add(key)).ToList();
    }

    private static IEnumerable<T> Of<T>(ILookup<string, T> all, TrelloCard card) => card.Id is { Length: > 0 } id ? all[id] : [];

    private static IEnumerable<string> Strings(IEnumerable<string?>? items) => (items ?? []).OfType<string>();

    private sealed class Somebody(string name, string? username, Guid? person, ImportMatch match)
    {
        public string Name { get; } = name;
        public string? Username { get; } = username;
        public Guid? Person { get; } = person;
        public ImportMatch Match { get; } = match;
        public BoardRole? Role { get; set; }
        public int Cards { get; set; }
    }
}
