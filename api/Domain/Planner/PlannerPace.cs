namespace Workspace.Domain.Planner;

/// <summary>How often a plan is read (product.md, section 2.3), and how long new things may be missing in its lists.</summary>
public sealed record PlannerPace
{
    /// <summary>While somebody has the board open.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>While there were changes lately.</summary>
    public TimeSpan Busy { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Otherwise.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For how long a change counts as "lately".</summary>
    public TimeSpan Lately { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Buckets change seldom and are read less often.</summary>
    public TimeSpan Buckets { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// While nobody has the board open and nothing changed lately: new, deleted and used buckets show in the list of tasks, so that only a
    /// new name of an untouched bucket can be missed, by nobody who looks.
    /// </summary>
    public TimeSpan BucketsAtRest { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// While nobody has the board open the names of labels are read with the buckets once in each span of this length, not every time: a label
    /// that comes into use shows in the list of tasks.
    /// </summary>
    public TimeSpan Labels { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>For how long a new task or bucket may be missing in Planner's lists, or answer "not found".</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after Planner refused a write for a reason that a person has to remove.</summary>
    public TimeSpan AfterRefusal { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For so many days the log of writes is kept.</summary>
    public int LogDays { get; init; } = 30;

    /// <summary>And of no link more writes than so many, the newest.</summary>
    public int LogWrites { get; init; } = 2_000;

    /// <summary>The wait until the next reading.</summary>
    public TimeSpan Next(bool open, DateTimeOffset? changedAt, DateTimeOffset now) =>
        open ? Open : IsBusy(changedAt, now) ? Busy : Idle;

    /// <summary>How old the reading of the buckets may be.</summary>
    public TimeSpan BucketsEvery(bool open, DateTimeOffset? changedAt, DateTimeOffset now) =>
        open || IsBusy(changedAt, now) || Buckets > BucketsAtRest ? Buckets : BucketsAtRest;

    /// <summary>Whether a new span has begun in which the names of labels are to be read.</summary>
    public bool IsForLabels(DateTimeOffset? lastBuckets, DateTimeOffset now) => lastBuckets is not { } last || last.UtcTicks / Span != now.UtcTicks / Span;

    /// <summary>The wait after failures in a row: what the service asked for, else doubled each time up to <see cref="Idle"/>.</summary>
    public TimeSpan After(int failures, TimeSpan? asked) =>
        asked is { } wait ? wait : TimeSpan.FromTicks(Math.Min(Idle.Ticks, Open.Ticks << Math.Clamp(failures - 1, 0, 16)));

    private long Span => Math.Max(1, Labels.Ticks);

    private bool IsBusy(DateTimeOffset? changedAt, DateTimeOffset now) => changedAt is { } at && now - at < Lately;
}
