using System.Globalization;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>What a custom field holds.</summary>
public enum FieldKind
{
    Text,
    Number,
    Date,
    Choice,
    Person,
}

/// <summary>One of the answers of a <see cref="FieldKind.Choice"/>.</summary>
public sealed record FieldChoice(Guid Id, string Name);

/// <summary>A card's value of a custom field, in the one form that its kind has (<see cref="CustomField.Normalise"/>).</summary>
public sealed record FieldValue(Guid Field, string Value);

/// <summary>A fact that a board wants to know of its cards beside the usual ones.</summary>
public sealed class CustomField : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required string Name { get; set; }

    /// <summary>Stays as it was chosen: values would lose their meaning.</summary>
    public required FieldKind Kind { get; init; }

    public List<FieldChoice> Choices { get; set; } = [];

    /// <summary>Where it stands among the board's fields; equal places by age.</summary>
    public int Place { get; set; }

    /// <summary>Taken off the board; values stay and come back with it.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public static readonly Refusal NotFound = new("boards.field-not-found");
    public static readonly Refusal ValueInvalid = new("boards.field-value-invalid");
    public static readonly Refusal TooMany = new("boards.fields-full");
    public static readonly Refusal ChoicesMissing = new("boards.field-choices-missing");

    /// <summary>The most fields of a board.</summary>
    public const int Most = 50;

    /// <summary>The most answers of a choice.</summary>
    public const int MostChoices = 100;

    /// <summary>The longest text of a value.</summary>
    public const int MostText = 2_000;

    /// <summary>
    /// Puts a field of the board before another one, or last, and numbers all places anew. False where one of them is not among the
    /// fields, or both are the same.
    /// </summary>
    public static bool Put(List<CustomField> inOrder, Guid field, Guid? before)
    {
        if (field == before || inOrder.Find(f => f.Id == field) is not { } moved || (before is not null && !inOrder.Exists(f => f.Id == before)))
        {
            return false;
        }

        _ = inOrder.Remove(moved);
        inOrder.Insert(before is null ? inOrder.Count : inOrder.FindIndex(f => f.Id == before), moved);
        for (var place = 0; place < inOrder.Count; place++)
        {
            inOrder[place].Place = place;
        }

        return true;
    }

    /// <summary>
    /// The one way a value is written: text trimmed, numbers as in English without grouping ("1234.5"), days as ISO 8601, the id of a
    /// choice or a person. Null where it is none of this kind.
    /// </summary>
    public string? Normalise(string value)
    {
        var text = value.Trim();
        return Kind switch
        {
            FieldKind.Text => text.Length is > 0 and <= MostText ? text : null,
            FieldKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : null,
            FieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
            FieldKind.Choice => Guid.TryParse(text, out var choice) && Choices.Exists(c => c.Id == choice) ? choice.ToString() : null,
            FieldKind.Person => Guid.TryParse(text, out var person) ? person.ToString() : null,
            _ => throw new ArgumentOutOfRangeException(nameof(value), Kind, "A kind without a form."),
        };
    }
}
