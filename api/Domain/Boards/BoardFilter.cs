using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>A view of a board that somebody keeps for themselves or for all.</summary>
public sealed class BoardFilter : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }

    /// <summary>Whoever saved it; nobody else may change it.</summary>
    public required Guid Person { get; init; }

    public required string Name { get; set; }

    /// <summary>As the tab's address writes it; the server does not read it.</summary>
    public required string Query { get; set; }

    public required bool Shared { get; set; }

    public static readonly Refusal NotFound = new("boards.filter-not-found");
    public static readonly Refusal TooMany = new("boards.filters-full");

    /// <summary>The most a person keeps on one board.</summary>
    public const int Most = 50;
}
