namespace Workspace.Domain.Planner;

/// <summary>A card as the board shows it now.</summary>
public sealed record BoardCard(Guid Id, PlannerState State, long Version, bool Archived);

/// <summary>A column as the board shows it now, in the board's order.</summary>
public sealed record BoardColumn(Guid Id, string Name, bool Archived);

/// <summary>A task as the plan shows it now.</summary>
/// <param name="Id">Planner's id.</param>
/// <param name="Etag">Its version.</param>
/// <param name="Bucket">The bucket it lies in; null for none.</param>
/// <param name="State">What it says, with its bucket translated to the column.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="CreatedByUs">Whether this application created it.</param>
public sealed record PlanTask(string Id, string Etag, string? Bucket, PlannerState State, DateTimeOffset CreatedAt, bool CreatedByUs);

/// <summary>A bucket as the plan shows it now.</summary>
public sealed record PlanBucket(string Id, string Etag, string Name, string OrderHint);

/// <summary>What has to be done for one card, one task, one column or one bucket.</summary>
public abstract record PlannerStep;

/// <summary>Both are there and at least one has changed.</summary>
public sealed record MergeCard(PlannerPair Pair, BoardCard Card, PlanTask Task, PlannerMerged Merged) : PlannerStep;

/// <summary>The task that was intended is found in the plan.</summary>
public sealed record AdoptTask(PlannerPair Pair, BoardCard Card, PlanTask Task) : PlannerStep;

/// <summary>A card has no task yet; <see cref="Pair"/> is an intention that led to nothing.</summary>
public sealed record CreateTask(BoardCard Card, PlannerPair? Pair) : PlannerStep;

/// <summary>A task has no card yet.</summary>
public sealed record CreateCard(PlanTask Task) : PlannerStep;

/// <summary>The task was deleted in Planner: the card goes to the archive.</summary>
public sealed record ArchiveCard(PlannerPair Pair, BoardCard Card) : PlannerStep;

/// <summary>Nothing binds the two any longer.</summary>
public sealed record ForgetPair(PlannerPair Pair) : PlannerStep;

/// <summary>A column and a bucket of the same name find each other.</summary>
public sealed record JoinColumn(BoardColumn Column, PlanBucket Bucket, PlannerColumnPair? Pair) : PlannerStep;

/// <summary>The name changed on one side or both.</summary>
public sealed record MergeColumn(PlannerColumnPair Pair, PlanBucket Bucket, PlannerMerged Merged) : PlannerStep;

/// <summary>A column has no bucket yet.</summary>
public sealed record CreateBucket(BoardColumn Column, PlannerColumnPair? Pair) : PlannerStep;

/// <summary>A bucket has no column yet, or one that was archived while the bucket is still in use.</summary>
public sealed record CreateColumn(PlanBucket Bucket, PlannerColumnPair? Pair) : PlannerStep;

/// <summary>The bucket was deleted in Planner.</summary>
public sealed record BucketGone(PlannerColumnPair Pair) : PlannerStep;

/// <summary>
/// Compares a board with a plan, given what is known of both, and says what to do; it may be run again at any
/// point (product.md, section 2.4).
/// </summary>
public static class PlannerComparison
{
    /// <summary>How far the clocks of Planner and this product may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>What to do for the columns. Call it before the cards: these need to know their columns.</summary>
    /// <param name="pairs">What belongs together so far.</param>
    /// <param name="columns">All columns, in the board's order, archived ones too.</param>
    /// <param name="buckets">All buckets.</param>
    /// <param name="gone">Buckets of which Planner said that they do not exist.</param>
    /// <param name="inUse">Buckets with tasks that belong on the board.</param>
    /// <param name="timing">What is known about time.</param>
    /// <param name="settle">For how long a new thing may be missing in Planner's lists.</param>
    public static IReadOnlyList<PlannerStep> Columns(
        IReadOnlyCollection<PlannerColumnPair> pairs,
        IReadOnlyList<BoardColumn> columns,
        IReadOnlyCollection<PlanBucket> buckets,
        IReadOnlySet<string> gone,
        IReadOnlySet<string> inUse,
        PlannerTimes timing,
        TimeSpan settle)
    {
        var steps = new List<PlannerStep>();
        var pairOfColumn = pairs.ToDictionary(p => p.Column);
        var taken = pairs.Where(p => p.Bucket is not null).Select(p => p.Bucket!).ToHashSet(StringComparer.Ordinal);
        var bucketOf = buckets.ToDictionary(b => b.Id, StringComparer.Ordinal);
        var free = buckets.Where(b => !taken.Contains(b.Id)).OrderBy(b => b.OrderHint, Domain.Planner.OrderHint.Order).ToList();

        foreach (var column in columns)
        {
            var pair = pairOfColumn.GetValueOrDefault(column.Id);
            if (pair?.Bucket is { } id)
            {
                if (gone.Contains(id))
                {
                    steps.Add(new BucketGone(pair));
                }
                else if (bucketOf.TryGetValue(id, out var bucket))
                {
                    if (!column.Archived)
                    {
                        AddIfNeeded(steps, pair, column, bucket, timing);
                    }
                    else if (inUse.Contains(id))
                    {
                        steps.Add(new CreateColumn(bucket, pair));
                    }
                }

                continue;
            }

            if (column.Archived)
            {
                continue;
            }

            var name = pair?.Known.Plan.Title ?? column.Name;
            if (free.Find(b => string.Equals(b.Name, name, StringComparison.Ordinal)) is { } same)
            {
                _ = free.Remove(same);
                steps.Add(new JoinColumn(column, same, pair));
            }
            else if (pair is null || (pair.RetryAt is not null ? !pair.Waits(column.Name, timing.ThisRead) : pair.At + settle <= timing.ThisRead))
            {
                steps.Add(new CreateBucket(column, pair));
            }
        }

        steps.AddRange(free.Select(b => new CreateColumn(b, null)));
        return steps;
    }

    /// <summary>What to do for the cards.</summary>
    /// <param name="pairs">What belongs together so far.</param>
    /// <param name="cards">All cards, archived ones too.</param>
    /// <param name="tasks">All tasks of the plan that were read.</param>
    /// <param name="gone">Tasks of which Planner said that they do not exist.</param>
    /// <param name="timing">What is known about time.</param>
    /// <param name="settle">For how long a new thing may be missing in Planner's lists.</param>
    /// <param name="editedAt">When a field of a card was last edited on the board.</param>
    public static IReadOnlyList<PlannerStep> Cards(
        IReadOnlyCollection<PlannerPair> pairs,
        IReadOnlyCollection<BoardCard> cards,
        IReadOnlyCollection<PlanTask> tasks,
        IReadOnlySet<string> gone,
        PlannerTimes timing,
        TimeSpan settle,
        Func<Guid, PlannerField, DateTimeOffset?> editedAt)
    {
        var steps = new List<PlannerStep>();
        var taskOf = tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        var cardOf = cards.ToDictionary(c => c.Id);
        var paired = new HashSet<Guid>();
        var taken = pairs.Where(p => p.Task is not null).Select(p => p.Task!).ToHashSet(StringComparer.Ordinal);

        foreach (var pair in pairs)
        {
            _ = paired.Add(pair.Card);
            if (!cardOf.TryGetValue(pair.Card, out var card))
            {
                steps.Add(new ForgetPair(pair));
            }
            else if (pair.Task is null)
            {
                AddForIntention(steps, pair, card, tasks, taken, timing, settle);
            }
            else if (gone.Contains(pair.Task))
            {
                steps.Add(card.Archived ? new ForgetPair(pair) : new ArchiveCard(pair, card));
            }
            else if (!card.Archived && taskOf.TryGetValue(pair.Task, out var task) && !pair.IsSettledAt(task.Etag, card.Version))
            {
                var merged = PlannerMerge.Run(
                    pair.Known, card.State, task.State, task.Etag, timing with { BoardEdited = field => editedAt(card.Id, field) });
                steps.Add(new MergeCard(pair, card, task, merged));
            }
        }

        steps.AddRange(cards.Where(c => !c.Archived && !paired.Contains(c.Id)).Select(c => new CreateTask(c, null)));
        steps.AddRange(tasks.Where(t => !taken.Contains(t.Id)).Select(t => new CreateCard(t)));
        return steps;
    }

    /// <summary>The fields of each card for which <see cref="Cards"/> will ask when they were edited.</summary>
    public static IReadOnlyDictionary<Guid, IReadOnlySet<PlannerField>> Disputed(
        IReadOnlyCollection<PlannerPair> pairs, IReadOnlyCollection<BoardCard> cards, IReadOnlyCollection<PlanTask> tasks)
    {
        var taskOf = tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        var cardOf = cards.ToDictionary(c => c.Id);
        return pairs
            .Where(p => p.Task is not null && taskOf.ContainsKey(p.Task) && cardOf.ContainsKey(p.Card))
            .Select(p => (p.Card, Fields: PlannerMerge.Disputed(p.Known, cardOf[p.Card].State, taskOf[p.Task!].State)))
            .Where(p => p.Fields.Count > 0)
            .ToDictionary(p => p.Card, p => p.Fields);
    }

    /// <summary>
    /// The task that an intention led to, although its answer got lost: without a card, ours, not older than the
    /// intention, in its bucket and with its title. Of several equal ones any may be taken.
    /// </summary>
    public static PlanTask? Outcome(PlannerPair intention, IEnumerable<PlanTask> tasks, IReadOnlySet<string> taken) =>
        tasks.FirstOrDefault(t =>
            t.CreatedByUs && !taken.Contains(t.Id) && t.CreatedAt >= intention.At - ClockSkew
            && string.Equals(t.Bucket, intention.Bucket, StringComparison.Ordinal)
            && string.Equals(t.State.Title, intention.Known.Plan.Title, StringComparison.Ordinal));

    private static void AddForIntention(
        List<PlannerStep> steps, PlannerPair pair, BoardCard card, IReadOnlyCollection<PlanTask> tasks,
        HashSet<string> taken, PlannerTimes timing, TimeSpan settle)
    {
        if (Outcome(pair, tasks, taken) is { } outcome)
        {
            _ = taken.Add(outcome.Id);
            steps.Add(new AdoptTask(pair, card, outcome));
        }
        else if (pair.RetryAt is not null ? !pair.Waits(card.Version, timing.ThisRead) : pair.At + settle <= timing.ThisRead)
        {
            steps.Add(card.Archived ? new ForgetPair(pair) : new CreateTask(card, pair));
        }
    }

    private static void AddIfNeeded(
        List<PlannerStep> steps, PlannerColumnPair pair, BoardColumn column, PlanBucket bucket, PlannerTimes timing)
    {
        var merged = PlannerMerge.Run(pair.Known, PlannerState.OfColumn(column.Name), PlannerState.OfColumn(bucket.Name), bucket.Etag, timing);
        var onlyRefused = merged is { ForBoard.Count: 0, Losses.Count: 0 } && pair.Waits(column.Name, timing.ThisRead);
        if (!onlyRefused && (!merged.IsQuiet || merged.Known != pair.Known || pair.Problem is not null))
        {
            steps.Add(new MergeColumn(pair, bucket, merged));
        }
    }
}
