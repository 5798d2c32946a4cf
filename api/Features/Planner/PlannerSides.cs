using System.Globalization;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;

namespace Workspace.Features.Planner;

/// <summary>Translates between a card, a task, and the facts that the merge compares. A further field is a line in each.</summary>
internal static class PlannerSides
{
    /// <summary>The board's side.</summary>
    public static PlannerState Of(Card card) => PlannerState.Of(card.Title, card.Column, card.Due, card.Progress, card.Assignees);

    /// <summary>Planner's side.</summary>
    public static PlannerState Of(TaskRead task, IReadOnlyDictionary<string, Guid> columnOfBucket, TimeZoneInfo zone) => PlannerState.Of(
        task.Title,
        task.Bucket is { } bucket && columnOfBucket.TryGetValue(bucket, out var column) ? column : null,
        PlannerDay.Of(task.Due, zone),
        task.PercentComplete,
        task.Assignees);

    /// <summary>What to send to Planner for some facts; null where a column has no bucket yet.</summary>
    public static TaskWrite? ToWrite(
        IReadOnlyDictionary<PlannerFact, string?> facts, IReadOnlyDictionary<Guid, string> bucketOfColumn, TimeZoneInfo zone)
    {
        var write = new TaskWrite
        {
            Assignees = facts.Where(f => f.Key.Field is PlannerField.Assignees)
                .ToDictionary(f => Guid.ParseExact(f.Key.Part, "D"), f => f.Value is not null),
        };
        foreach (var (fact, value) in facts)
        {
            switch (fact.Field)
            {
                case PlannerField.Title:
                    write = write with { Title = new(value ?? "") };
                    break;
                case PlannerField.Column:
                    if (value is null || !bucketOfColumn.TryGetValue(Guid.ParseExact(value, "D"), out var bucket))
                    {
                        return null;
                    }

                    write = write with { Bucket = new(bucket) };
                    break;
                case PlannerField.Due:
                    write = write with { Due = new(PlannerDay.Instant(Day(value), zone)) };
                    break;
                case PlannerField.Progress:
                    write = write with { PercentComplete = new(Number(value)) };
                    break;
                case PlannerField.Assignees:
                    break;
                default:
                    throw new InvalidOperationException($"Field {fact.Field} has no way to Planner.");
            }
        }

        return write;
    }

    /// <summary>All facts of a state, for a task that does not exist yet.</summary>
    public static IReadOnlyDictionary<PlannerFact, string?> AllFacts(PlannerState state) => state.Facts.ToDictionary(f => f, f => state[f]);

    /// <summary>
    /// The edit that brings facts to the board: what the board can hold of them. People whom the organisation does not
    /// know are left out, and titles are held to the board's length.
    /// </summary>
    public static CardEdit ToEdit(IReadOnlyDictionary<PlannerFact, string?> facts, Card card, IReadOnlySet<Guid> known)
    {
        var edit = new CardEdit();
        var people = card.Assignees.ToHashSet();
        foreach (var (fact, value) in facts)
        {
            switch (fact.Field)
            {
                case PlannerField.Title when Title(value) is { } title:
                    edit = edit with { Title = new(title) };
                    break;
                case PlannerField.Due:
                    var due = Day(value);

                    // A card cannot begin after it is due: the manager's day counts, and the beginning follows it.
                    edit = edit with { Due = new(due), Start = card.Start > due ? new(due) : null };
                    break;
                case PlannerField.Progress:
                    edit = edit with { Progress = new(Number(value)) };
                    break;
                case PlannerField.Assignees:
                    var person = Guid.ParseExact(fact.Part, "D");
                    _ = value is null ? people.Remove(person) : known.Contains(person) && people.Add(person);
                    break;
                case PlannerField.Title or PlannerField.Column:
                    break;
                default:
                    throw new InvalidOperationException($"Field {fact.Field} has no way to the board.");
            }
        }

        return people.SetEquals(card.Assignees) ? edit : edit with { Assignees = new([.. people.Order()]) };
    }

    /// <summary>A title as the board can hold it; null for one that is empty.</summary>
    public static string? Title(string? title)
    {
        var trimmed = title?.Trim() ?? "";
        return trimmed.Length == 0 ? null : Cut(trimmed, Limits.Title);
    }

    /// <summary>The fields an edit of the board names.</summary>
    public static IEnumerable<PlannerField> FieldsOf(CardEdit edit) =>
    [
        .. edit.Title is null ? Array.Empty<PlannerField>() : [PlannerField.Title],
        .. edit.Due is null ? Array.Empty<PlannerField>() : [PlannerField.Due],
        .. edit.Progress is null ? Array.Empty<PlannerField>() : [PlannerField.Progress],
        .. edit.Assignees is null ? Array.Empty<PlannerField>() : [PlannerField.Assignees],
    ];

    /// <summary>Cuts to a length in UTF-16 units, and no character in two.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static DateOnly? Day(string? value) => value is null ? null : DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture);

    private static int Number(string? value) => value is null ? 0 : int.Parse(value, CultureInfo.InvariantCulture);
}
