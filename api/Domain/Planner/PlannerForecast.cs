namespace Workspace.Domain.Planner;

/// <summary>
/// What a plan holds, as Microsoft publishes it (the lower of its two published states; they change without notice, so they are settings).
/// They serve to warn beforehand; the truth is Planner's own refusal.
/// </summary>
public sealed record PlannerLimits
{
    public int Tasks { get; init; } = 9_000;
    public int ActiveTasks { get; init; } = 2_400;
    public int Buckets { get; init; } = 200;
    public int Labels { get; init; } = 25;
    public int ChecklistItems { get; init; } = 20;
    public int Assignees { get; init; } = 20;

    /// <summary>One of them is the way back to the card.</summary>
    public int References { get; init; } = 10;
}

/// <summary>What of a plan or a task is limited.</summary>
public enum PlannerLimitKind
{
    Tasks,
    ActiveTasks,
    Buckets,
    Labels,
    ChecklistItems,
    Assignees,
    References,
}

/// <summary>A limit that would be passed.</summary>
/// <param name="Most">What Planner holds.</param>
/// <param name="Wanted">What it would have to hold; of limits per task, the most that a card has.</param>
/// <param name="Cards">Of limits per task, the cards with more; else 0.</param>
public sealed record PlannerLimitPassed(PlannerLimitKind Kind, int Most, int Wanted, int Cards);

/// <summary>How much of what a task limits a card has.</summary>
public sealed record CardLoad(bool Done, int ChecklistItems, int Assignees, int Links);

/// <summary>What linking would do; found by the same comparison that does it, so that both say the same.</summary>
public sealed record PlannerForecast(
    int TasksToCreate,
    int TasksToChange,
    int CardsToCreate,
    int CardsToChange,
    int CardsToArchive,
    int BucketsToCreate,
    int ColumnsToCreate,
    int Conflicts)
{
    /// <summary>Counts the steps.</summary>
    public static PlannerForecast Of(IEnumerable<PlannerStep> columns, IEnumerable<PlannerStep> cards)
    {
        var (ofColumns, ofCards) = (columns.ToList(), cards.ToList());
        var merges = ofCards.OfType<MergeCard>().Select(m => m.Merged).ToList();
        return new(
            ofCards.Count(s => s is CreateTask),
            merges.Count(m => m.ForPlan.Count > 0),
            ofCards.Count(s => s is CreateCard),
            merges.Count(m => m.ForBoard.Count > 0),
            ofCards.Count(s => s is ArchiveCard),
            ofColumns.Count(s => s is CreateBucket),
            ofColumns.Count(s => s is CreateColumn),
            merges.Sum(m => m.Losses.Count) + ofColumns.OfType<MergeColumn>().Sum(m => m.Merged.Losses.Count));
    }

    /// <summary>The limits that the plan or a task would pass.</summary>
    /// <param name="limits">What Planner holds.</param>
    /// <param name="tasks">Tasks of the plan, and how many of them are not done.</param>
    /// <param name="buckets">Buckets of the plan.</param>
    /// <param name="labels">Labels of the board.</param>
    /// <param name="coming">Cards that would become tasks.</param>
    /// <param name="all">All cards that have, or would have, a task.</param>
    public IReadOnlyList<PlannerLimitPassed> Passed(
        PlannerLimits limits, (int All, int Active) tasks, int buckets, int labels, IReadOnlyCollection<CardLoad> coming, IReadOnlyCollection<CardLoad> all) =>
    [
        .. OfPlan(PlannerLimitKind.Tasks, limits.Tasks, tasks.All + coming.Count),
        .. OfPlan(PlannerLimitKind.ActiveTasks, limits.ActiveTasks, tasks.Active + coming.Count(c => !c.Done)),
        .. OfPlan(PlannerLimitKind.Buckets, limits.Buckets, buckets + BucketsToCreate),
        .. OfPlan(PlannerLimitKind.Labels, limits.Labels, labels),
        .. OfCards(PlannerLimitKind.ChecklistItems, limits.ChecklistItems, all.Select(c => c.ChecklistItems)),
        .. OfCards(PlannerLimitKind.Assignees, limits.Assignees, all.Select(c => c.Assignees)),
        .. OfCards(PlannerLimitKind.References, limits.References, all.Select(c => c.Links + 1)),
    ];

    private static IEnumerable<PlannerLimitPassed> OfPlan(PlannerLimitKind kind, int most, int wanted) =>
        wanted > most ? [new(kind, most, wanted, 0)] : [];

    private static IEnumerable<PlannerLimitPassed> OfCards(PlannerLimitKind kind, int most, IEnumerable<int> wanted)
    {
        var over = wanted.Where(w => w > most).ToList();
        return over.Count > 0 ? [new(kind, most, over.Max(), over.Count)] : [];
    }
}
