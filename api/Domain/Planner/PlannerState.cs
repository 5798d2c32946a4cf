using System.Globalization;

namespace Workspace.Domain.Planner;

/// <summary>What travels between a card and a task. Each field merges on its own.</summary>
public enum PlannerField
{
    /// <summary>Title of a card or task; name of a column or bucket.</summary>
    Title,

    /// <summary>The column, by its id; the bucket is translated to its column before the comparison.</summary>
    Column,

    /// <summary>The due day.</summary>
    Due,

    /// <summary>The people who work on it; each person is a fact of its own.</summary>
    Assignees,

    /// <summary>0 to 100.</summary>
    Progress,

    /// <summary>The first day.</summary>
    Start,

    /// <summary>One of four; each is a range of Planner's numbers, and what is not said is medium, as Planner has it.</summary>
    Priority,

    /// <summary>Labels that have a category; each is a fact of its own, by the label's id.</summary>
    Labels,

    /// <summary>What people wrote, without the block.</summary>
    Description,

    /// <summary>The board's block in Planner's description (<see cref="PlannerText"/>).</summary>
    Block,

    /// <summary>Titles of the checklist's items, by the item's id.</summary>
    Item,

    /// <summary>Whether an item is ticked, by its id. It has no life without the item.</summary>
    Tick,

    /// <summary>The order of the checklist: ids with commas.</summary>
    Items,

    /// <summary>Titles of links, by their address.</summary>
    Link,

    /// <summary>The way from the task to its card, by the card's id.</summary>
    Card,
}

/// <summary>What holds for fields.</summary>
public static class PlannerFields
{
    /// <summary>Planner keeps these in the task's details, which have a version of their own.</summary>
    public static bool InDetails(this PlannerField field) => field >= PlannerField.Description;

    /// <summary>Only the board says these; what Planner makes of them is put right.</summary>
    public static bool IsBoards(this PlannerField field) => field is PlannerField.Block or PlannerField.Card;
}

/// <summary>The smallest thing that merges: a field, or one part of a field that is a set or a list.</summary>
/// <param name="Field">The field.</param>
/// <param name="Part">Empty for a field with one value; else which of them: the id of a person, label or item, the address of a link.</param>
public readonly record struct PlannerFact(PlannerField Field, string Part = "")
{
    /// <summary>How the fact is stored: <c>Title</c>, <c>Assignees/4f…</c>.</summary>
    public override string ToString() => Part.Length == 0 ? Field.ToString() : $"{Field}/{Part}";

    /// <summary>The fact of a stored name; null for a field that this version does not know.</summary>
    public static PlannerFact? Parse(string name)
    {
        var cut = name.IndexOf('/', StringComparison.Ordinal);
        var field = cut < 0 ? name : name[..cut];
        return Enum.TryParse<PlannerField>(field, out var known) ? new PlannerFact(known, cut < 0 ? "" : name[(cut + 1)..]) : null;
    }
}

/// <summary>
/// A card, or a task, as the merge sees it: facts with values. Both sides speak it, so that the merge knows neither
/// boards nor Graph, and a further field is one more line here and at each edge.
/// </summary>
public sealed class PlannerState : IEquatable<PlannerState>
{
    private readonly Dictionary<PlannerFact, string> _facts;

    private PlannerState(Dictionary<PlannerFact, string> facts) => _facts = facts;

    /// <summary>Nothing known.</summary>
    public static PlannerState Empty { get; } = new([]);

    /// <summary>All that is known.</summary>
    public IEnumerable<PlannerFact> Facts => _facts.Keys;

    /// <summary>The value of a fact; null where it does not hold.</summary>
    public string? this[PlannerFact fact] => _facts.GetValueOrDefault(fact);

    public string Title => this[new(PlannerField.Title)] ?? "";

    public Guid? Column => this[new(PlannerField.Column)] is { } id ? Guid.ParseExact(id, "D") : null;

    public DateOnly? Due => ReadDay(this[new(PlannerField.Due)]);

    public int Progress => ReadNumber(this[new(PlannerField.Progress)]) ?? 0;

    public IEnumerable<Guid> Assignees => Ids(PlannerField.Assignees).Order();

    public DateOnly? Start => ReadDay(this[new(PlannerField.Start)]);

    /// <summary>The parts of a field that is a set, as ids.</summary>
    public IEnumerable<Guid> Ids(PlannerField field) => Parts(field).Select(part => Guid.ParseExact(part, "D"));

    /// <summary>The parts of a field that is a set.</summary>
    public IEnumerable<string> Parts(PlannerField field) => _facts.Keys.Where(f => f.Field == field).Select(f => f.Part);

    /// <summary>A field whose value is an order.</summary>
    public IReadOnlyList<string> List(PlannerField field) => this[new(field)]?.Split(',') ?? [];

    /// <summary>A card or a task.</summary>
    public static PlannerState Of(string title, Guid? column, DateOnly? due, int progress, IEnumerable<Guid> assignees)
    {
        var facts = new Dictionary<PlannerFact, string>
        {
            [new(PlannerField.Title)] = title,
            [new(PlannerField.Progress)] = progress.ToString(CultureInfo.InvariantCulture),
        };
        if (column is { } id)
        {
            facts[new(PlannerField.Column)] = id.ToString("D");
        }

        if (due is { } day)
        {
            facts[new(PlannerField.Due)] = day.ToString("O", CultureInfo.InvariantCulture);
        }

        foreach (var person in assignees)
        {
            facts[new(PlannerField.Assignees, person.ToString("D"))] = "+";
        }

        return new PlannerState(facts);
    }

    /// <summary>A column or a bucket.</summary>
    public static PlannerState OfColumn(string name) => new(new() { [new(PlannerField.Title)] = name });

    /// <summary>From what was stored; facts of fields that this version does not know are left out.</summary>
    public static PlannerState Restore(IEnumerable<KeyValuePair<string, string>> stored)
    {
        var facts = new Dictionary<PlannerFact, string>();
        foreach (var (name, value) in stored)
        {
            if (PlannerFact.Parse(name) is { } fact)
            {
                facts[fact] = value;
            }
        }

        return new PlannerState(facts);
    }

    /// <summary>Only these facts of it.</summary>
    public PlannerState Only(Func<PlannerField, bool> fields) => new(new(_facts.Where(f => fields(f.Key.Field))));

    /// <summary>What to store.</summary>
    public IReadOnlyDictionary<string, string> Store() =>
        new SortedDictionary<string, string>(_facts.ToDictionary(f => f.Key.ToString(), f => f.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The same, but for these facts; null takes a fact away.</summary>
    public PlannerState With(IEnumerable<KeyValuePair<PlannerFact, string?>> changes)
    {
        var facts = new Dictionary<PlannerFact, string>(_facts);
        foreach (var (fact, value) in changes)
        {
            if (value is null)
            {
                _ = facts.Remove(fact);
            }
            else
            {
                facts[fact] = value;
            }
        }

        return new PlannerState(facts);
    }

    /// <summary>A field as one text, for people to read and for history: an assignee list becomes ids with commas.</summary>
    public string? Show(PlannerField field) => field is PlannerField.Assignees ? string.Join(',', Assignees) : this[new(field)];

    public bool Equals(PlannerState? other) =>
        other is not null && _facts.Count == other._facts.Count
        && _facts.All(f => string.Equals(other[f.Key], f.Value, StringComparison.Ordinal));

    public override bool Equals(object? obj) => Equals(obj as PlannerState);

    public override int GetHashCode() => _facts.Count == 0 ? 0 : Title.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join("; ", Store().Select(f => $"{f.Key}={f.Value}"));

    internal static DateOnly? ReadDay(string? value) =>
        value is null ? null : DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture);

    private static int? ReadNumber(string? value) => value is null ? null : int.Parse(value, CultureInfo.InvariantCulture);
}
