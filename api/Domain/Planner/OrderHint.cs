namespace Workspace.Domain.Planner;

/// <summary>
/// Planner's order of buckets and tasks: opaque strings, computed by the service and sorted by ordinal comparison.
/// A stored hint is never sent back as it is; a place is asked for by an expression, and the answer names the hint.
/// </summary>
public static class OrderHint
{
    /// <summary>How stored hints sort.</summary>
    public static StringComparer Order => StringComparer.Ordinal;

    /// <summary>Asks for a place between two neighbours; null where there is none.</summary>
    public static string Between(string? previous, string? next) => $"{previous} {next}!";
}
