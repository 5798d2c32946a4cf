using System.Text;

namespace Workspace.Domain.Boards.Import;

/// <summary>Makes a new board of our own export. History, approvals and units stay behind: a file proves nothing, and opens nothing to others.</summary>
public sealed class WorkspaceImport
{
    private readonly WorkspaceExport _export;
    private readonly ImportSetting _setting;
    private readonly ImportNotes _notes = new();
    private readonly ImportText _text;
    private readonly Dictionary<Guid, (string Name, Guid? Person, ImportMatch Match)> _people = [];
    private readonly Dictionary<Guid, int> _assigned = [];
    private readonly Dictionary<Guid, int> _columns = [];
    private readonly Dictionary<Guid, int> _labels = [];
    private readonly Dictionary<Guid, (int Place, WorkspaceField Field)> _fields = [];
    private readonly List<ImportColumn> _columnList = [];
    private readonly List<ImportLabel> _labelList = [];
    private readonly List<ImportField> _fieldList = [];

    private WorkspaceImport(WorkspaceExport export, ImportSetting setting)
    {
        (_export, _setting) = (export, setting);
        _text = new ImportText(setting.Limits, setting.Words, _notes);
        var recognise = new RecognisePeople(setting.People);
        foreach (var person in Some(export.People))
        {
            var (found, match) = recognise.Find(person.Id, person.Mail, null, person.Name);
            _ = _people.TryAdd(person.Id, (ImportText.Cut(ImportText.Line(person.Name, setting.Words.Untitled), setting.Limits.Name), found, match));
        }
    }

    public static ImportPlan Plan(WorkspaceExport export, ImportSetting setting) => new WorkspaceImport(export, setting).Plan();

    private ImportPlan Plan()
    {
        foreach (var column in Some(_export.Columns).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).Where(c => _columns.TryAdd(c.Id, _columns.Count)))
        {
            var limit = column.Limit is >= 1 and <= 10_000 ? column.Limit : null;
            _columnList.Add(new ImportColumn(_text.Shorten(column.Name, _setting.Limits.Name, "list-name-shortened"), limit, column.ArchivedAt is not null, Colour(column.Colour))
            {
                LimitIsHard = column.LimitIsHard,
                Done = column.Done,
            });
        }

        foreach (var label in Some(_export.Labels).Where(l => _labels.TryAdd(l.Id, _labels.Count)))
        {
            var name = string.IsNullOrWhiteSpace(label.Name) ? "" : _text.Shorten(label.Name, _setting.Limits.Name, "label-name-shortened");
            _labelList.Add(new ImportLabel(name, Colour(label.Colour) ?? "grey"));
        }

        PlanFields();
        var cards = PlanCards();
        if (_columnList.TrueForAll(c => c.Archived))
        {
            _columnList.Add(new ImportColumn(_setting.Words.FirstColumn, null, false));
            _notes.Changed("column-added", _setting.Words.FirstColumn);
        }

        var rules = Rules();
        _notes.NoPlace("units", Some(_export.Units).Count(), Some(_export.Units).FirstOrDefault()?.Name);
        var members = Members();
        var purpose = ImportText.Clean(_export.Board?.Purpose).Trim();
        if (purpose.Length > _setting.Limits.Text)
        {
            _notes.Changed("purpose-shortened");
        }

        var key = ImportText.Line(_export.Board?.Key, "");
        return new ImportPlan(
            _text.Shorten(_export.Board?.Name, _setting.Limits.Name, "board-name-shortened"),
            purpose.Length == 0 ? null : ImportText.Cut(purpose, _setting.Limits.Text),
            _columnList, _labelList, _fieldList, ImportConnections.Checked(cards, _notes), members, _notes.All())
        {
            Key = key.Length is > 0 and <= 6 ? key : null,
            Template = _export.Board?.Template == true,
            Rules = rules,
        };
    }

    /// <summary>Switched off, so that nothing runs that nobody here has read. One that names what did not come along stays behind.</summary>
    private List<ImportRule> Rules()
    {
        var rules = new List<ImportRule>();
        foreach (var rule in Some(_export.Rules))
        {
            var name = _text.Shorten(rule.Name, _setting.Limits.Name, "rule-name-shortened");
            if (rules.Count < Rule.Most && PlanRule(rule, name) is { } planned)
            {
                rules.Add(planned);
                _notes.Changed("rule-switched-off", name);
            }
            else
            {
                _notes.NoPlace("rules", 1, name);
            }
        }

        return rules;
    }

    private ImportRule? PlanRule(WorkspaceRule rule, string name)
    {
        if (rule.Trigger is not { } trigger)
        {
            return null;
        }

        var (conditions, actions) = (Some(rule.Conditions).ToList(), Some(rule.Actions).ToList());
        var names = Rule.NamesOf(trigger, conditions, actions);
        var people = names.People.Select(id => (Id: id, Person: _people.TryGetValue(id, out var known) ? known.Person : null)).ToDictionary(p => p.Id, p => p.Person);
        if (people.Values.Any(p => p is null) || names.Labels.Any(l => !_labels.ContainsKey(l))
            || names.Columns.Any(c => !_columns.TryGetValue(c, out var place) || _columnList[place].Archived))
        {
            return null;
        }

        Guid? To(Guid? id) => id is { } one ? people[one] : null;
        var planned = new ImportRule(
            name,
            trigger with { Person = To(trigger.Person) },
            conditions,
            [.. actions.Select(a => a with
            {
                Person = To(a.Person),
                Text = a.Text is null ? null : ImportText.Clean(a.Text).Trim(),
                Items = a.Items is null ? null : [.. a.Items.Select(i => ImportText.Cut(ImportText.Line(i, ""), _setting.Limits.Title))],
            })],
            names.Columns.ToDictionary(c => c, c => _columns[c]),
            names.Labels.ToDictionary(l => l, l => _labels[l]));
        var probe = new Rule { Id = default, Organisation = default, Board = default };
        return probe.Write(name, on: false, planned.Trigger, planned.Conditions, planned.Actions, maker: default, at: default) is null ? planned : null;
    }

    private void PlanFields()
    {
        foreach (var field in Some(_export.Fields))
        {
            if (_fieldList.Count == CustomField.Most)
            {
                _notes.NoPlace("columns-too-many", 1, field.Name);
                continue;
            }

            if (_fields.TryAdd(field.Id, (_fieldList.Count, field)))
            {
                var choices = Choices(field).Select(c => _text.Shorten(c.Name, _setting.Limits.Name, "field-name-shortened"));
                _fieldList.Add(new ImportField(_text.Shorten(field.Name, _setting.Limits.Name, "field-name-shortened"), field.Kind, [.. choices]) { Archived = field.ArchivedAt is not null });
            }
        }
    }

    private List<ImportCard> PlanCards()
    {
        var cards = Some(_export.Cards).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).ToList();
        var numbers = ImportNumbers.Give(cards.Select(c => c.Number), place => _notes.Changed("card-renumbered", cards[place].Title));
        var numberOf = new Dictionary<Guid, int>();
        for (var i = 0; i < cards.Count; i++)
        {
            _ = numberOf.TryAdd(cards[i].Id, numbers[i]);
        }

        return [.. cards.Select((card, i) => PlanCard(card, numbers[i], numberOf)).OrderBy(c => c.Column)];
    }

    private ImportCard PlanCard(WorkspaceCard card, int number, Dictionary<Guid, int> numberOf)
    {
        var title = _text.Shorten(card.Title, _setting.Limits.Title, "card-title-shortened");
        var description = new StringBuilder(ImportText.Clean(card.Description));
        if (ImportText.Line(card.Title, "").Length > _setting.Limits.Title)
        {
            ImportText.Add(description, _setting.Words.FullTitle, [ImportText.Clean(card.Title)]);
        }

        var links = Links(card, description);
        var (described, comments) = _text.Describe(description.ToString(), title, card.CreatedAt);
        comments.AddRange(Comments(card));
        var start = card.Start > card.Due ? null : card.Start;
        if (start != card.Start)
        {
            _notes.Changed("card-start-after-due", title);
        }

        var column = ColumnOf(card, title);
        var archived = card.ArchivedAt is not null || card.TrashedAt is not null || _columnList[column].Archived;
        _notes.NoPlace("approvals", card.Approval is null ? 0 : 1, title);
        _notes.NoPlace("recurrences", card.Recurrence is { IsValid: false } ? 1 : 0, title);
        return new ImportCard(number, title, described, column, card.CreatedAt?.ToUniversalTime(), archived, (card.ArchivedAt ?? card.TrashedAt)?.ToUniversalTime())
        {
            Labels = [.. (card.Labels ?? []).Where(_labels.ContainsKey).Select(l => _labels[l]).Distinct()],
            Assignees = [.. (card.Assignees ?? []).Distinct().Select(id => Somebody(id, wholeCard: true)).OfType<Guid>().Distinct()],
            Start = start,
            Due = card.Due,
            Priority = card.Priority,
            Progress = Math.Clamp(card.Progress, 0, 100),
            Department = string.IsNullOrWhiteSpace(card.Department) ? null : _text.Shorten(card.Department, 200, "department-shortened"),
            Estimate = card.Estimate is >= 0 and <= 100_000 ? card.Estimate : null,
            Colour = Colour(card.Colour),
            Parent = card.Parent is { } parent && numberOf.TryGetValue(parent, out var above) ? above : null,
            BlockedBy = [.. (card.BlockedBy ?? []).Where(numberOf.ContainsKey).Select(b => numberOf[b])],
            Values = [.. Some(card.Values).DistinctBy(v => v.Field).Select(Value).OfType<ImportValue>()],
            Checklist = [.. Some(card.Checklist).Take(Card.MostItems).Select(i => new ImportItem(
                _text.Shorten(i.Title, _setting.Limits.Title, "checklist-item-shortened"), i.Done, i.Assignee is { } person ? Somebody(person) : null, i.Due))],
            Links = links,
            Comments = comments,
            Template = card.Template,
            Recurrence = card.Recurrence is { IsValid: true } recurrence ? recurrence : null,
            TrashedAt = card.TrashedAt?.ToUniversalTime(),
        };
    }

    private int ColumnOf(WorkspaceCard card, string title)
    {
        if (_columns.TryGetValue(card.Column, out var place))
        {
            return place;
        }

        _notes.Changed("card-without-list", title);
        _columns[card.Column] = _columnList.Count;
        _columnList.Add(new ImportColumn(_setting.Words.WithoutList, null, false));
        return _columns[card.Column];
    }

    private List<ImportLink> Links(WorkspaceCard card, StringBuilder description)
    {
        var all = Some(card.Links).ToList();
        var others = all.Where((l, i) => i >= Card.MostLinks || !_text.IsLink(ImportText.Clean(l.Url))).ToList();
        ImportText.Add(description, _setting.Words.OtherAttachments, [.. others.Select(l => ImportText.Harmless(ImportText.Line(l.Title, ""), ImportText.Clean(l.Url)))]);
        foreach (var other in others)
        {
            _notes.Changed("attachment-as-text", other.Title);
        }

        return [.. all.Except(others).Select(l => new ImportLink(ImportText.Cut(ImportText.Line(l.Title, l.Url!), _setting.Limits.Title), l.Url!))];
    }

    /// <summary>By the name in the file: it makes nobody the author of anything here.</summary>
    private IEnumerable<ImportComment> Comments(WorkspaceCard card) =>
        from comment in Some(card.Comments)
        where !comment.Removed
        let author = comment.Person is { } id && _people.TryGetValue(id, out var person) ? person.Name : ImportText.Line(comment.AuthorName, _setting.Words.FormerMember)
        from part in _text.Split(ImportText.Clean(comment.Text).Trim())
        select new ImportComment(ImportText.Cut(author, _setting.Limits.Name), part, comment.At?.ToUniversalTime(), comment.EditedAt?.ToUniversalTime());

    private ImportValue? Value(WorkspaceValue value)
    {
        if (!_fields.TryGetValue(value.Field, out var known) || value.Value is null)
        {
            return null;
        }

        var (place, field) = known;
        ImportValue? made;
        if (field.Kind is FieldKind.Choice)
        {
            var answer = Guid.TryParse(value.Value, out var id) ? Choices(field).FindIndex(c => c.Id == id) : -1;
            made = answer < 0 ? null : new ImportValue(place, "", answer);
        }
        else if (field.Kind is FieldKind.Person)
        {
            made = Guid.TryParse(value.Value, out var id) && Somebody(id) is { } person ? new ImportValue(place, person.ToString()) : null;
        }
        else
        {
            var rule = new CustomField { Id = field.Id, Organisation = default, Board = default, Name = "", Kind = field.Kind };
            made = rule.Normalise(ImportText.Clean(value.Value)) is { } normal ? new ImportValue(place, normal) : null;
        }

        _notes.NoPlace("custom-fields", made is null ? 1 : 0, field.Name);
        return made;
    }

    private Guid? Somebody(Guid id, bool wholeCard = false)
    {
        if (!_people.TryGetValue(id, out var known))
        {
            _notes.Missing("assignee-not-in-file", 1);
            return null;
        }

        _assigned[id] = _assigned.GetValueOrDefault(id) + (wholeCard ? 1 : 0);
        _notes.NoPlace("assignee-unknown", known.Person is null ? 1 : 0, known.Name);
        return known.Person;
    }

    private List<ImportMember> Members()
    {
        // Never more than an editor: a name in a file makes nobody an owner.
        var roles = Some(_export.Members).DistinctBy(m => m.Person).ToDictionary(m => m.Person, m => m.Role > BoardRole.Editor ? BoardRole.Editor : m.Role);
        foreach (var (_, (name, person, match)) in _people)
        {
            _notes.NoPlace(match is ImportMatch.Several ? "people-ambiguous" : "people-unknown", person is null ? 1 : 0, name);
        }

        return
        [
            .. _people.Select(p => new ImportMember(
                p.Value.Name, null, p.Value.Person, p.Value.Match,
                p.Value.Person is not null && roles.TryGetValue(p.Key, out var role) ? role : null, _assigned.GetValueOrDefault(p.Key))),
        ];
    }

    private static List<WorkspaceChoice> Choices(WorkspaceField field) =>
        field.Kind is FieldKind.Choice ? [.. Some(field.Choices).DistinctBy(c => c.Id).Take(CustomField.MostChoices)] : [];

    private static string? Colour(string? name) => name is not null && Label.Colours.Contains(name, StringComparer.Ordinal) ? name : null;

    private static IEnumerable<T> Some<T>(IEnumerable<T?>? items)
        where T : class => (items ?? []).OfType<T>();
}
