namespace Workspace.Domain.Boards.Import;

/// <summary>
/// Decides what becomes of each part of a Trello board (<c>docs/import-trello.md</c> has the table). Pure: the preview
/// and the import read the same plan. What has a place is taken; what has none, or had to be changed, is told.
/// </summary>
public sealed partial class TrelloImport
{
    private readonly TrelloExport _export;
    private readonly TimeZoneInfo _zone;
    private readonly ImportLimits _limits;
    private readonly ImportWords _words;
    private readonly ImportNotes _notes = new();
    private readonly ImportText _text;
    private readonly TrelloFields _fields;
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

    private TrelloImport(TrelloExport export, ImportSetting setting)
    {
        (_export, _zone, _limits, _words) = (export, setting.Zone, setting.Limits, setting.Words);
        _text = new ImportText(_limits, _words, _notes);
        var recognise = new RecognisePeople(setting.People);
        foreach (var member in Some(export.Members).Where(m => !string.IsNullOrEmpty(m.Id)))
        {
            var (person, match) = recognise.Find(null, member.Email, member.Username, member.FullName);
            _ = _members.TryAdd(member.Id!, new Somebody(ImportText.Line(member.FullName ?? member.Username, _words.Untitled), member.Username, person, match));
        }

        _cards = [.. Once(Some(export.Cards), c => c.Id).OrderBy(c => c.Pos ?? double.MaxValue).ThenBy(c => c.Id, StringComparer.Ordinal)];
        var checklists = Some(export.Checklists).Concat(_cards.SelectMany(c => Some(c.Checklists).Select(l => l with { IdCard = c.Id })));
        _fields = new TrelloFields(Some(export.CustomFields), _cards, _text, _notes, _words, _limits, _zone);
        _checklists = Once(checklists, c => c.Id).ToLookup(c => c.IdCard ?? "", StringComparer.Ordinal);
        _makings = Some(export.Actions).Where(a => a.Type is "createCard" or "copyCard" or "convertToCardFromCheckItem" or "emailCard")
            .ToLookup(a => a.Data?.Card?.Id ?? "", StringComparer.Ordinal);
        var comments = Some(export.Actions).Where(a => a.Type is "commentCard" or "copyCommentCard" && !string.IsNullOrWhiteSpace(a.Data?.Text));
        _comments = Once(comments, a => a.Id).ToLookup(a => a.Data!.Card?.Id ?? a.Data.IdCard ?? "", StringComparer.Ordinal);
    }

    /// <exception cref="ArgumentException">This is no export of a board.</exception>
    public static ImportPlan Plan(TrelloExport export, ImportSetting setting) =>
        export.IsBoard
            ? new TrelloImport(export, setting).Plan()
            : throw new ArgumentException("No export of a Trello board.", nameof(export));

    private ImportPlan Plan()
    {
        PlanColumns();
        PlanLabels();
        var numbers = ImportNumbers.Give(_cards.Select(c => c.IdShort), place => _notes.Changed("card-renumbered", _cards[place].Name));
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
            _text.Shorten(_export.Name, _limits.Name, "board-name-shortened"),
            Purpose(),
            _columns,
            _labels,
            _fields.All,
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
            _columns.Add(new ImportColumn(_text.Shorten(list.Name, _limits.Name, "list-name-shortened"), limit, list.Closed == true, list.Color is null ? null : Colour(list.Color).Colour));
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
            _labels.Add(new ImportLabel(string.IsNullOrWhiteSpace(label.Name) ? "" : _text.Shorten(label.Name, _limits.Name, "label-name-shortened"), colour));
            if (!same)
            {
                _notes.Changed("label-colours", $"{label.Name} ({label.Color})");
            }
        }
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

        _notes.NoPlace("power-ups", Strings(_export.PowerUps).Count());
        _notes.NoPlace("plugin-data", Some(_export.PluginData).Count());
        _notes.NoPlace("watching", (_export.Subscribed == true ? 1 : 0) + (_export.Starred == true ? 1 : 0));
        _notes.NoPlace("board-settings", _export.Prefs is null ? 0 : 1);
        _notes.NoPlace("activity", Some(_export.Actions).Count(a => a.Type is not ("commentCard" or "copyCommentCard")));
    }

    private string? Purpose()
    {
        // A name that was too long stands whole in the purpose.
        var name = ImportText.Clean(_export.Name).Trim();
        var purpose = string.Join("\n\n", new[] { name.Length > _limits.Name ? name : "", ImportText.Clean(_export.Desc).Trim() }.Where(t => t.Length > 0));
        if (purpose.Length > _limits.Text)
        {
            _notes.Changed("purpose-shortened");
            purpose = ImportText.Cut(purpose, _limits.Text);
        }

        return purpose.Length == 0 ? null : purpose;
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
