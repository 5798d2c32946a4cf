using System.Globalization;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Export;

/// <summary>A board's cards as a table for people: names instead of ids, a heading in the reader's language, one row a card.</summary>
internal sealed class CardTable(BoardContent content, string language)
{
    /// <summary>The texts' keys for what stands above a column.</summary>
    public const string HeadingPrefix = "export.column.";

    private readonly Dictionary<Guid, Column> _columns = content.Columns.ToDictionary(c => c.Id);
    private readonly Dictionary<Guid, string> _labels = content.Labels.ToDictionary(l => l.Id, l => l.Name);
    private readonly Dictionary<Guid, string> _numbers = content.Cards.ToDictionary(c => c.Id, c => NumberOf(content, c));

    private static readonly string[] s_headings =
    [
        "number", "title", "column", "assignees", "department", "labels", "start", "due", "priority", "progress", "estimate", "parent", "blocked-by",
        "checklist", "links", "description", "comments", "created", "archived",
    ];

    /// <summary>The heading, then the cards in the order of the board; the cells are text, <see cref="decimal"/>, <see cref="int"/> or <see cref="DateOnly"/>.</summary>
    public IEnumerable<IReadOnlyList<object?>> Rows()
    {
        yield return [.. s_headings.Select(h => Texts.Say(language, HeadingPrefix + h)), .. content.Fields.Select(f => SpreadsheetText.Guarded(f.Name))];
        var cards = content.Cards.Where(c => c.TrashedAt is null)
            .OrderBy(c => _columns[c.Column].Rank, StringComparer.Ordinal).ThenBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id);
        foreach (var card in cards)
        {
            yield return [.. Cells(card).Select(cell => cell is string text ? SpreadsheetText.Guarded(text) : cell)];
        }
    }

    private IEnumerable<object?> Cells(Card card) =>
    [
        _numbers[card.Id],
        card.Title,
        _columns[card.Column].Name,
        Joined(card.Assignees.Select(Name)),
        card.Department,
        Joined(card.Labels.Select(l => _labels.GetValueOrDefault(l, ""))),
        card.Start,
        card.Due,
        card.Priority is { } priority ? Texts.Say(language, "export.priority." + priority.ToString().ToLowerInvariant()) : null,
        card.Progress,
        card.Estimate,
        card.Parent is { } parent ? _numbers.GetValueOrDefault(parent) : null,
        Joined(card.BlockedBy.Select(b => _numbers.GetValueOrDefault(b, ""))),
        Lines(card.Checklist.Select(i => $"[{(i.Done ? 'x' : ' ')}] {i.Title}")),
        Lines(card.Links.Select(l => $"{l.Title}: {l.Url}")),
        card.Description,
        card.Comments,
        Day(card.CreatedAt),
        card.ArchivedAt is { } archived ? Day(archived) : null,
        .. content.Fields.Select(field => Value(field, card.Values.Find(v => v.Field == field.Id)?.Value)),
    ];

    private object? Value(CustomField field, string? value) => (field.Kind, value) switch
    {
        (_, null) => null,
        (FieldKind.Number, _) => decimal.Parse(value, CultureInfo.InvariantCulture),
        (FieldKind.Date, _) => DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        (FieldKind.Choice, _) => field.Choices.Find(c => c.Id == Guid.Parse(value))?.Name,
        (FieldKind.Person, _) => Name(Guid.Parse(value)),
        _ => value,
    };

    private string Name(Guid person) => content.People.TryGetValue(person, out var found) ? found.Name : Texts.Say(language, "export.somebody");

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, content.Zone).DateTime);

    private static string NumberOf(BoardContent content, Card card) => string.Create(CultureInfo.InvariantCulture, $"{content.Board.Key}-{card.Number}");

    private static string? Joined(IEnumerable<string> names) => string.Join("; ", names.Where(n => n.Length > 0)) is { Length: > 0 } text ? text : null;

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;
}
