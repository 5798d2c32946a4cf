using System.Globalization;
using System.Text;

namespace Workspace.Domain.Boards.Import;

/// <summary>
/// Decides what becomes of each row of a table: CSV, Excel, Planner's export (<c>docs/import-table.md</c>). What can't be read is left
/// out of its card and told with its line; nothing is guessed.
/// </summary>
public sealed class TableImport
{
    private readonly Table _table;
    private readonly IReadOnlyList<TableUse> _uses;
    private readonly ImportSetting _setting;
    private readonly ImportNotes _notes = new();
    private readonly ImportText _text;
    private readonly RecognisePeople _people;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ImportColumn> _columnList = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ImportLabel> _labelList = [];
    private readonly List<(int Column, ImportField Field)> _fields = [];
    private readonly Dictionary<string, (Guid? Person, ImportMatch Match, int Cards)> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _dayFirst;
    private readonly decimal _wholeProgress;

    private TableImport(Table table, IReadOnlyList<TableUse> uses, ImportSetting setting)
    {
        (_table, _uses, _setting) = (table, uses, setting);
        _text = new ImportText(setting.Limits, setting.Words, _notes);
        _people = new RecognisePeople(setting.People);

        // Which comes first in 01/02/2026 is looked for in the whole file; where nothing tells, the month, as Planner writes it, and that is told.
        var days = table.Rows.SelectMany(r => uses.Select((use, i) => (use, i)).Where(c => IsDay(c.use)).Select(c => r.Cells[c.i])).Where(TableValues.HasSlashes).ToList();
        _dayFirst = TableValues.SlashOrder(days) ?? false;
        if (days.Count > 0 && TableValues.SlashOrder(days) is null)
        {
            _notes.Changed("days-month-first", days[0]);
        }

        var numbers = Cells(TableUse.Progress).Select(TableValues.Number).OfType<decimal>().ToList();
        _wholeProgress = numbers.Count > 0 && numbers.Max() <= 1 && Cells(TableUse.Progress).All(c => !c.Contains('%', StringComparison.Ordinal)) ? 1 : 100;
    }

    /// <param name="uses">What each column is taken for; one of them is the title.</param>
    public static ImportPlan Plan(Table table, IReadOnlyList<TableUse> uses, ImportSetting setting) =>
        uses.Count == table.Headings.Count && uses.Contains(TableUse.Title)
            ? new TableImport(table, uses, setting).Plan()
            : throw new ArgumentException("Each column has a use, and one is the title.", nameof(uses));

    private ImportPlan Plan()
    {
        PlanFields();
        var numbers = ImportNumbers.Give(
            _table.Rows.Select(r => Number(Cell(r, TableUse.Number))),
            place => Told("card-renumbered", _table.Rows[place], Cell(_table.Rows[place], TableUse.Number), tell: Cell(_table.Rows[place], TableUse.Number).Length > 0));
        var cards = _table.Rows.Select((row, i) => PlanCard(row, numbers[i])).OrderBy(c => c.Column).ToList();
        if (_columnList.Count == 0)
        {
            _ = ColumnOf("");
        }

        TellAboutTheRest();
        return new ImportPlan(
            _text.Shorten(_table.Name, _setting.Limits.Name, "board-name-shortened"),
            null,
            _columnList,
            _labelList,
            [.. _fields.Select(f => f.Field)],
            ImportConnections.Checked(cards, _notes),
            [.. _named.Select(n => new ImportMember(n.Key, null, n.Value.Person, n.Value.Match, n.Value.Person is null ? null : BoardRole.Editor, n.Value.Cards))],
            _notes.All());
    }

    private void PlanFields()
    {
        for (var i = 0; i < _uses.Count; i++)
        {
            var values = _table.Rows.Select(r => r.Cells[i]).Where(c => c.Length > 0).ToList();
            if (_uses[i] is not TableUse.Field || values.Count == 0)
            {
                continue;
            }

            if (_fields.Count == CustomField.Most)
            {
                _notes.NoPlace("columns-too-many", 1, _table.Headings[i]);
                continue;
            }

            var kind = values.TrueForAll(v => TableValues.Day(v, _dayFirst) is not null && !TableValues.HasSlashes(v)) ? FieldKind.Date
                : values.TrueForAll(v => TableValues.Number(v) is not null && !IsCode(v)) ? FieldKind.Number
                : FieldKind.Text;
            _fields.Add((i, new ImportField(_text.Shorten(_table.Headings[i], _setting.Limits.Name, "field-name-shortened"), kind, [])));
        }
    }

    private ImportCard PlanCard(TableRow row, int number)
    {
        var written = Cell(row, TableUse.Title);
        if (written.Length == 0)
        {
            Told("card-without-title", row, "");
        }

        var title = _text.Shorten(written, _setting.Limits.Title, "card-title-shortened");
        var description = new StringBuilder(Cell(row, TableUse.Description));
        if (ImportText.Line(written, "").Length > _setting.Limits.Title)
        {
            ImportText.Add(description, _setting.Words.FullTitle, [written]);
        }

        var (items, more) = Checklist(row);
        ImportText.Add(description, _setting.Words.MoreItems, more);
        var (links, others) = Links(row, title);
        ImportText.Add(description, _setting.Words.OtherAttachments, others);
        var values = Values(row, description);
        var created = Day(row, TableUse.Created) is { } day ? Midnight(day) : (DateTimeOffset?)null;
        var (described, comments) = _text.Describe(description.ToString(), title, created);
        var (start, due) = (Day(row, TableUse.Start), Day(row, TableUse.Due));
        if (start > due)
        {
            Told("card-start-after-due", row, Cell(row, TableUse.Start));
            start = null;
        }

        var (archived, archivedAt) = Archive(row);
        return new ImportCard(number, title, described, ColumnOf(Cell(row, TableUse.Column)), created, archived, archivedAt)
        {
            Labels = [.. TableValues.Several(Cell(row, TableUse.Labels)).Select(LabelOf).Distinct()],
            Assignees = Assignees(row),
            Start = start,
            Due = due,
            Priority = Read(row, TableUse.Priority, t => TableValues.Priority(t), "priority-unknown"),
            Progress = Read(row, TableUse.Progress, t => TableValues.Progress(t, _wholeProgress), "progress-unknown") ?? 0,
            Department = Cell(row, TableUse.Department) is { Length: > 0 } department ? _text.Shorten(department, _setting.Limits.Name, "department-shortened") : null,
            Estimate = Read(row, TableUse.Estimate, t => TableValues.Number(t) is { } hours and >= 0 and <= 100_000 ? hours : (decimal?)null, "estimate-unreadable"),
            Parent = Number(Cell(row, TableUse.Parent)),
            BlockedBy = [.. TableValues.Several(Cell(row, TableUse.BlockedBy)).Select(Number).OfType<int>()],
            Values = values,
            Checklist = items,
            Links = links,
            Comments = comments,
        };
    }

    private int ColumnOf(string name)
    {
        var key = name.Length > 0 ? _text.Shorten(name, _setting.Limits.Name, "list-name-shortened") : _uses.Contains(TableUse.Column) ? _setting.Words.WithoutList : _setting.Words.FirstColumn;
        if (!_columns.TryGetValue(key, out var place))
        {
            _columns[key] = place = _columnList.Count;
            _columnList.Add(new ImportColumn(key, null, false));
        }

        return place;
    }

    private int LabelOf(string name)
    {
        var key = _text.Shorten(name, _setting.Limits.Name, "label-name-shortened");
        if (!_labels.TryGetValue(key, out var place))
        {
            _labels[key] = place = _labelList.Count;
            _labelList.Add(new ImportLabel(key, Label.Colours[place % Label.Colours.Count]));
        }

        return place;
    }

    private List<Guid> Assignees(TableRow row)
    {
        var people = new List<Guid>();
        foreach (var name in TableValues.Several(Cell(row, TableUse.Assignees), commas: false).SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var known = Somebody(name);
            _named[name] = known with { Cards = known.Cards + 1 };
            if (known.Person is { } person)
            {
                people.Add(person);
            }
            else
            {
                _notes.NoPlace("assignee-unknown", 1, name);
            }
        }

        return [.. people.Distinct()];
    }

    /// <summary>"Müller, Anna" is one person where the organisation knows her, else two names.</summary>
    private IEnumerable<string> Names(string text) =>
        text.Contains(',', StringComparison.Ordinal) && _people.Find(null, null, null, text).Match is ImportMatch.None ? TableValues.Several(text) : [text];

    private (Guid? Person, ImportMatch Match, int Cards) Somebody(string name)
    {
        if (_named.TryGetValue(name, out var known))
        {
            return known;
        }

        var (person, match) = _people.Find(null, name.Contains('@', StringComparison.Ordinal) ? name : null, null, name);
        return (person, match, 0);
    }

    private (List<ImportItem> Items, List<string> More) Checklist(TableRow row)
    {
        var (items, more) = (new List<ImportItem>(), new List<string>());
        var texts = TableValues.Several(Cell(row, TableUse.Checklist), commas: false).ToList();
        var done = Cell(row, TableUse.ChecklistDone).Split('/')[0];
        var all = int.TryParse(done, CultureInfo.InvariantCulture, out var count) && count >= texts.Count;
        if (count > 0 && !all && texts.Count > 0)
        {
            // Planner tells how many are done and not which.
            Told("checklist-done-unknown", row, Cell(row, TableUse.ChecklistDone));
        }

        foreach (var text in texts)
        {
            var ticked = text.StartsWith("[x]", StringComparison.OrdinalIgnoreCase);
            var plain = ticked || text.StartsWith("[ ]", StringComparison.Ordinal) ? text[3..].Trim() : text;
            if (items.Count == Card.MostItems)
            {
                more.Add($"- [{(ticked || all ? 'x' : ' ')}] {plain}");
                _notes.Changed("checklist-continued", Cell(row, TableUse.Title));
                continue;
            }

            var title = _text.Shorten(plain, _setting.Limits.Title, "checklist-item-shortened");
            if (plain.Length > _setting.Limits.Title)
            {
                more.Add($"- {plain}");
            }

            items.Add(new ImportItem(title, ticked || all));
        }

        return (items, more);
    }

    private (List<ImportLink> Links, List<string> Others) Links(TableRow row, string title)
    {
        var (links, others) = (new List<ImportLink>(), new List<string>());
        foreach (var text in TableValues.Several(Cell(row, TableUse.Links), commas: false))
        {
            // As our own export writes it: "Title: https://…".
            var at = text.IndexOf("https://", StringComparison.Ordinal);
            var url = at >= 0 ? text[at..].Trim() : "";
            if (at < 0 || !_text.IsLink(url) || links.Count == Card.MostLinks)
            {
                others.Add(ImportText.Harmless(title, text));
                Told("attachment-as-text", row, text);
                continue;
            }

            var name = text[..at].Trim().TrimEnd(':').Trim();
            links.Add(new ImportLink(ImportText.Cut(name.Length > 0 ? name : new Uri(url).Host, _setting.Limits.Title), url));
        }

        return (links, others);
    }

    private List<ImportValue> Values(TableRow row, StringBuilder description)
    {
        var values = new List<ImportValue>();
        for (var place = 0; place < _fields.Count; place++)
        {
            var (column, field) = _fields[place];
            var text = row.Cells[column];
            if (text.Length == 0)
            {
                continue;
            }

            if (field.Kind is FieldKind.Text && text.Length > CustomField.MostText)
            {
                ImportText.Add(description, field.Name, [text]);
                _notes.Changed("field-text-shortened", field.Name);
            }

            values.Add(new ImportValue(place, field.Kind switch
            {
                FieldKind.Date => TableValues.Day(text, _dayFirst)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                FieldKind.Number => TableValues.Number(text)!.Value.ToString(CultureInfo.InvariantCulture),
                _ => ImportText.Cut(text, CustomField.MostText),
            }));
        }

        return values;
    }

    private (bool Archived, DateTimeOffset? At) Archive(TableRow row)
    {
        var text = Cell(row, TableUse.Archived);
        return TableValues.Day(text, _dayFirst) is { } day ? (true, Midnight(day)) : (TableValues.Progress(text, 1) is 100, null);
    }

    private void TellAboutTheRest()
    {
        for (var i = 0; i < _uses.Count; i++)
        {
            if (_uses[i] is TableUse.NoPlace)
            {
                _notes.NoPlace("columns-without-place", _table.Rows.Any(r => r.Cells[i].Length > 0) ? 1 : 0, _table.Headings[i]);
            }
        }

        foreach (var (name, (person, match, _)) in _named)
        {
            _notes.NoPlace(match is ImportMatch.Several ? "people-ambiguous" : "people-unknown", person is null ? 1 : 0, name);
        }
    }

    private DateOnly? Day(TableRow row, TableUse use) => Read(row, use, t => TableValues.Day(t, _dayFirst), "card-date-unreadable");

    private T? Read<T>(TableRow row, TableUse use, Func<string, T?> read, string unreadable)
        where T : struct
    {
        var text = Cell(row, use);
        if (text.Length == 0)
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            Told(unreadable, row, text);
        }

        return value;
    }

    private void Told(string code, TableRow row, string text, bool tell = true)
    {
        if (tell)
        {
            var line = string.Format(CultureInfo.InvariantCulture, _setting.Words.InLine, row.Line);
            _notes.Changed(code, text.Length == 0 ? line : $"{line}: {ImportText.Cut(ImportText.Line(text, ""), 80)}");
        }
    }

    /// <summary>"BÜ-42" is 42.</summary>
    private static int? Number(string text)
    {
        var digits = text[(text.LastIndexOf('-') + 1)..].Trim();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Postcodes and file numbers are no quantities.</summary>
    private static bool IsCode(string text) => text.Length > 1 && text[0] == '0' && char.IsDigit(text[1]);

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, _setting.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool IsDay(TableUse use) => use is TableUse.Start or TableUse.Due or TableUse.Created or TableUse.Archived;

    private IEnumerable<string> Cells(TableUse use) => _table.Rows.Select(r => Cell(r, use)).Where(c => c.Length > 0);

    private string Cell(TableRow row, TableUse use)
    {
        for (var i = 0; i < _uses.Count; i++)
        {
            if (_uses[i] == use)
            {
                return row.Cells[i];
            }
        }

        return "";
    }
}
