using System.ComponentModel.DataAnnotations;

namespace Workspace.Contracts.Shared;

/// <summary>Shape checks for <see cref="Edit{T}"/> fields, which attributes cannot reach.</summary>
internal static class Check
{
    public static IEnumerable<ValidationResult> Text(string field, Edit<string>? edit, int most)
    {
        if (edit is not null && string.IsNullOrWhiteSpace(edit.Value))
        {
            yield return new ValidationResult($"{field} must not be empty.", [field]);
        }
        else if (edit?.Value.Length > most)
        {
            yield return new ValidationResult($"{field} must have at most {most} characters.", [field]);
        }
    }

    public static IEnumerable<ValidationResult> OptionalText(string field, Edit<string?>? edit, int most)
    {
        if (edit?.Value?.Length > most)
        {
            yield return new ValidationResult($"{field} must have at most {most} characters.", [field]);
        }
    }

    public static IEnumerable<ValidationResult> Count<T>(string field, Edit<IReadOnlyList<T>>? edit, int most)
    {
        if (edit is { Value: null })
        {
            yield return new ValidationResult($"{field} must be a list.", [field]);
        }
        else if (edit?.Value.Count > most)
        {
            yield return new ValidationResult($"{field} must have at most {most} entries.", [field]);
        }
    }

    public static IEnumerable<ValidationResult> Each<T>(string field, IReadOnlyList<T>? items, int most)
    {
        if (items?.Count > most)
        {
            yield return new ValidationResult($"{field} must have at most {most} entries.", [field]);
        }
        else if (items?.Any(i => i is null) == true)
        {
            yield return new ValidationResult($"{field} must not hold null.", [field]);
        }
    }

    public static IEnumerable<ValidationResult> Names(string field, IEnumerable<string?>? names)
    {
        if (names?.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > Boards.Limits.Name) == true)
        {
            yield return new ValidationResult($"{field} must each have 1 to {Boards.Limits.Name} characters.", [field]);
        }
    }

    public static IEnumerable<ValidationResult> Range(string field, decimal? value, int least, int most)
    {
        if (value < least || value > most)
        {
            yield return new ValidationResult($"{field} must be between {least} and {most}.", [field]);
        }
    }
}
