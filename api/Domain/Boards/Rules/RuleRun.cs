using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>How one action of a rule ended. The order is the wire's.</summary>
public enum RuleStepResult
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    Refused,
}

/// <param name="Code">Why it was refused.</param>
public sealed record RuleStep(RuleActionKind Action, RuleStepResult Result, string? Code = null);

/// <summary>That a rule ran: its log, and the reason why it does not run a second time on the same occasion.</summary>
public sealed class RuleRun : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }

    /// <summary>Of the journal's entry that tells of it.</summary>
    public required long Sequence { get; init; }

    public required Guid Rule { get; init; }
    public required Guid Card { get; init; }

    /// <summary>What made it run: once a rule, card and occasion. The entry of the journal, or the due day.</summary>
    public required string Occasion { get; init; }

    public required DateTimeOffset At { get; init; }
    public List<RuleStep> Steps { get; init; } = [];

    public static string OccasionOf(long sequence) => $"entry {sequence}";

    public static string OccasionOf(DateOnly due) => $"due {due:yyyy-MM-dd}";
}
