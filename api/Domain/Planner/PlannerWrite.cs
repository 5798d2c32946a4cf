using Workspace.Domain.Shared;

namespace Workspace.Domain.Planner;

/// <summary>What a write to Planner was about.</summary>
public enum PlannerWriteKind
{
    CreateBucket,
    ChangeBucket,
    CreateTask,
    ChangeTask,
    DeleteTask,
    ArrangeTasks,
    ArrangeBuckets,
    NameLabels,
}

/// <summary>What became of a write.</summary>
public enum PlannerAnswer
{
    /// <summary>Planner has it.</summary>
    Done,

    /// <summary>Somebody was quicker: both sides are read and compared again.</summary>
    Overtaken,

    /// <summary>Planner does not take it as it is.</summary>
    Refused,

    /// <summary>A limit of Planner is reached.</summary>
    Limit,

    /// <summary>Not carried out: Planner asked to wait, or gave no access.</summary>
    NotDone,

    /// <summary>No answer came; the next reading shows whether it arrived.</summary>
    Unknown,
}

/// <summary>One value that was written: what Planner showed before, and what it was to show then. Null where there was or is none.</summary>
/// <param name="Field">As the field is called on the wire; of what is one of a set, the value is its id.</param>
public sealed record PlannerWritten(string Field, string? Before, string? After);

/// <summary>One write to Planner, kept for some days so that people can see what went where.</summary>
public sealed class PlannerWrite : IOwned
{
    public required Guid Organisation { get; init; }

    /// <summary>Of version 7, so that ids are in the order of time.</summary>
    public required Guid Id { get; init; }

    public required Guid Board { get; init; }
    public required DateTimeOffset At { get; init; }
    public required PlannerWriteKind Kind { get; init; }

    /// <summary>The card, or the column, it was about; null where it was about several.</summary>
    public Guid? Subject { get; init; }

    public required List<PlannerWritten> Values { get; init; }
    public PlannerAnswer Answer { get; set; }
}
