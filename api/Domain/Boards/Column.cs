using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>A step of work on a board.</summary>
public sealed class Column : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required string Name { get; set; }
    public required string Rank { get; set; }

    /// <summary>How many cards the column should hold at most; null for no limit. Exceeding it warns.</summary>
    public int? Limit { get; set; }

    /// <summary>The limit stops: nothing more comes in by hand. Planner and imports may exceed it, they cannot be stopped.</summary>
    public bool LimitIsHard { get; set; }

    /// <summary>One of <see cref="Label.Colours"/>.</summary>
    public string? Colour { get; set; }

    /// <summary>Cards that come here are done.</summary>
    public bool Done { get; set; }

    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>The column is not on this board, or archived.</summary>
    public static readonly Refusal NotFound = new("boards.column-not-found");

    /// <summary>A board keeps at least one column.</summary>
    public static readonly Refusal Last = new("boards.last-column");

    /// <summary>The column holds as many cards as its hard limit allows.</summary>
    public static readonly Refusal Full = new("boards.column-full");

    /// <summary>Cards would disappear from sight with their column.</summary>
    public static readonly Refusal NotEmpty = new("boards.column-not-empty");
}

/// <summary>A coloured word that cards carry.</summary>
public sealed class Label : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required string Name { get; set; }

    /// <summary>One of <see cref="Colours"/>.</summary>
    public required string Colour { get; set; }

    /// <summary>The twelve colour names; the tab holds a tested pair for each in every theme.</summary>
    public static readonly IReadOnlyList<string> Colours =
        ["red", "orange", "yellow", "lime", "green", "teal", "sky", "blue", "purple", "pink", "brown", "grey"];

    /// <summary>The label is not on this board.</summary>
    public static readonly Refusal NotFound = new("boards.label-not-found");

    public static readonly Refusal ColourUnknown = new("boards.label-colour-unknown");
}
