namespace Workspace.Domain.Planner;

/// <summary>A card as the board shows it now.</summary>
/// <param name="State">What it says; of a card with which nothing has to be done it need not be filled.</param>
/// <param name="ArchivedAt">Since when it is in the archive; null where it is not.</param>
public sealed record BoardCard(Guid Id, PlannerState State, long Version, DateTimeOffset? ArchivedAt = null)
{
    public bool Archived => ArchivedAt is not null;

    /// <summary>The column it lies in.</summary>
    public Guid Column { get; init; }

    /// <summary>Its place there.</summary>
    public string Rank { get; init; } = "";
}

/// <summary>A column as the board shows it now, in the board's order.</summary>
public sealed record BoardColumn(Guid Id, string Name, bool Archived)
{
    /// <summary>Its place among the others.</summary>
    public string Rank { get; init; } = "";
}

/// <summary>A label as the board shows it now.</summary>
public sealed record BoardLabel(Guid Id, string Name);

/// <summary>A task as the plan shows it now.</summary>
/// <param name="Id">Planner's id.</param>
/// <param name="Etag">Its version, without its details.</param>
/// <param name="Bucket">The bucket it lies in; null for none.</param>
/// <param name="State">What it says, with its bucket translated to the column.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="CreatedByUs">Whether this application created it.</param>
public sealed record PlanTask(string Id, string Etag, string? Bucket, PlannerState State, DateTimeOffset CreatedAt, bool CreatedByUs)
{
    /// <summary>The version of its details; null where they were not read.</summary>
    public string? DetailsEtag { get; init; }

    /// <summary>Its place in its bucket; null where that was not read.</summary>
    public string? Hint { get; init; }

    /// <summary>The version of that place.</summary>
    public string? HintEtag { get; init; }

    /// <summary>The version of all that merges.</summary>
    public string Version => PlannerVersion.Of(Etag, DetailsEtag);
}

/// <summary>A bucket as the plan shows it now.</summary>
public sealed record PlanBucket(string Id, string Etag, string Name, string OrderHint);

/// <summary>What has to be done for one card, one task, one column or one bucket.</summary>
public abstract record PlannerStep;

/// <summary>Both are there and at least one has changed.</summary>
public sealed record MergeCard(PlannerPair Pair, BoardCard Card, PlanTask Task, PlannerMerged Merged) : PlannerStep;

/// <summary>The task that was intended is found in the plan.</summary>
public sealed record AdoptTask(PlannerPair Pair, BoardCard Card, PlanTask Task) : PlannerStep;

/// <summary>A task says by its reference that it belongs to a card which has no other: what was known of the two got lost.</summary>
public sealed record JoinTask(BoardCard Card, PlanTask Task) : PlannerStep;

/// <summary>A card has no task yet; <see cref="Pair"/> is an intention that led to nothing.</summary>
public sealed record CreateTask(BoardCard Card, PlannerPair? Pair) : PlannerStep;

/// <summary>A task has no card yet.</summary>
public sealed record CreateCard(PlanTask Task) : PlannerStep;

/// <summary>The task was deleted in Planner: the card goes to the archive.</summary>
public sealed record ArchiveCard(PlannerPair Pair, BoardCard Card) : PlannerStep;

/// <summary>The card was archived, and the link deletes what is archived: the task goes.</summary>
/// <param name="Losses">What was edited in Planner and nobody took over.</param>
/// <param name="Known">The base from then on: should the card come back before the task is gone, these values count as seen.</param>
public sealed record DeleteTask(PlannerPair Pair, BoardCard Card, PlanTask Task, IReadOnlyList<PlannerLoss> Losses, PlannerBase Known) : PlannerStep;

/// <summary>Nothing binds the two any longer.</summary>
public sealed record ForgetPair(PlannerPair Pair) : PlannerStep;

/// <summary>A card and its task that lie in the same column on both sides.</summary>
public sealed record CardPlace(PlannerPair Pair, BoardCard Card, PlanTask Task);

/// <summary>The order of the cards that both sides have in a column; where neither side's is another one, the places are only noted.</summary>
public sealed record PlaceCards(Guid Column, IReadOnlyList<CardPlace> Places, PlannerOrdered<Guid> Ordered) : PlannerStep;

/// <summary>A column and its bucket.</summary>
public sealed record ColumnPlace(PlannerColumnPair Pair, BoardColumn Column, PlanBucket Bucket);

/// <summary>The order of the columns that both sides have.</summary>
public sealed record PlaceColumns(IReadOnlyList<ColumnPlace> Places, PlannerOrdered<Guid> Ordered) : PlannerStep;

/// <summary>A label and a category find each other: by their name, or because the category is free.</summary>
/// <param name="Name">The category's name; null for none.</param>
public sealed record JoinLabel(BoardLabel Label, int Category, string? Name) : PlannerStep;

/// <summary>A category that has a name or is in use has no label yet.</summary>
public sealed record CreateLabel(int Category, string? Name) : PlannerStep;

/// <summary>The name changed on one side or both.</summary>
public sealed record MergeLabel(PlannerLabelPair Pair, string? Name, PlannerMerged Merged) : PlannerStep;

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
        var outcomes = Outcomes(pairs, tasks.Where(t => !taken.Contains(t.Id)));
        taken.UnionWith(outcomes.Values.Select(t => t.Id));

        foreach (var pair in pairs)
        {
            _ = paired.Add(pair.Card);
            if (!cardOf.TryGetValue(pair.Card, out var card))
            {
                steps.Add(new ForgetPair(pair));
            }
            else if (pair.Task is null)
            {
                AddForIntention(steps, pair, card, outcomes.GetValueOrDefault(pair), timing, settle);
            }
            else if (gone.Contains(pair.Task))
            {
                steps.Add(card.Archived ? new ForgetPair(pair) : new ArchiveCard(pair, card));
            }
            else if (!taskOf.TryGetValue(pair.Task, out var task))
            {
                continue;
            }
            else if (timing.Policies.Deletes(card))
            {
                var losses = PlannerMerge.Unseen(pair.Known, card.State, task.State);
                steps.Add(new DeleteTask(pair, card, task, losses, pair.Known.Seen(losses)));
            }
            else if (!card.Archived && !pair.IsSettledAt(task.Version, card.Version))
            {
                var merged = PlannerMerge.Run(
                    pair.Known, card.State, task.State, task.Version, timing with { BoardEdited = field => editedAt(card.Id, field) });
                steps.Add(new MergeCard(pair, card, task, merged));
            }
        }

        var alone = cards.Where(c => !c.Archived && !paired.Contains(c.Id)).ToDictionary(c => c.Id);
        foreach (var task in tasks.Where(t => !taken.Contains(t.Id)).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id, StringComparer.Ordinal))
        {
            if (task.State.Ids(PlannerField.Card).FirstOrDefault(alone.ContainsKey) is var id && alone.Remove(id, out var card))
            {
                _ = taken.Add(task.Id);
                steps.Add(new JoinTask(card, task));
            }
        }

        steps.AddRange(alone.Values.Select(c => new CreateTask(c, null)));
        steps.AddRange(tasks.Where(t => !taken.Contains(t.Id)).Select(t => new CreateCard(t)));
        return steps;
    }

    /// <summary>The order of the cards of each column that both sides have there.</summary>
    /// <param name="columnOfBucket">The columns of the buckets.</param>
    public static IReadOnlyList<PlaceCards> Places(
        IReadOnlyCollection<PlannerPair> pairs, IReadOnlyCollection<BoardCard> cards, IReadOnlyCollection<PlanTask> tasks,
        IReadOnlyDictionary<string, Guid> columnOfBucket, PlannerPolicies policies)
    {
        var taskOf = tasks.Where(t => t.Hint is not null && t.Bucket is not null).ToDictionary(t => t.Id, StringComparer.Ordinal);
        var cardOf = cards.Where(c => !c.Archived).ToDictionary(c => c.Id);
        var steps = new List<PlaceCards>();
        foreach (var column in pairs
            .Where(p => p.Task is not null && taskOf.ContainsKey(p.Task) && cardOf.ContainsKey(p.Card))
            .Select(p => new CardPlace(p, cardOf[p.Card], taskOf[p.Task!]))
            .Where(p => columnOfBucket.TryGetValue(p.Task.Bucket!, out var there) && there == p.Card.Column)
            .GroupBy(p => p.Card.Column))
        {
            var places = column.ToList();
            var known = places.Where(p => p.Pair is { Rank: not null, Hint: not null }).ToList();
            var ordered = PlannerOrder.Merge(
                InOrder(places, p => p.Card.Rank, p => p.Card.Id), InOrder(places, p => p.Task.Hint!, p => p.Card.Id),
                InOrder(known, p => p.Pair.Rank!, p => p.Card.Id), InOrder(known, p => p.Pair.Hint!, p => p.Card.Id), () => Winner(policies));
            if (ordered.Board || ordered.Plan || places.Exists(p => p.Pair.Rank != p.Card.Rank || p.Pair.Hint != p.Task.Hint))
            {
                steps.Add(new PlaceCards(column.Key, places, ordered));
            }
        }

        return steps;
    }

    /// <summary>The order of the columns that both sides have; null where nothing is to be done or noted.</summary>
    public static PlaceColumns? Places(
        IReadOnlyCollection<PlannerColumnPair> pairs, IReadOnlyList<BoardColumn> columns, IReadOnlyCollection<PlanBucket> buckets, PlannerPolicies policies)
    {
        var columnOf = columns.Where(c => !c.Archived).ToDictionary(c => c.Id);
        var bucketOf = buckets.ToDictionary(b => b.Id, StringComparer.Ordinal);
        var places = pairs.Where(p => p.Bucket is not null && bucketOf.ContainsKey(p.Bucket) && columnOf.ContainsKey(p.Column))
            .Select(p => new ColumnPlace(p, columnOf[p.Column], bucketOf[p.Bucket!])).ToList();
        var known = places.Where(p => p.Pair is { Rank: not null, Hint: not null }).ToList();
        var ordered = PlannerOrder.Merge(
            InOrder(places, p => p.Column.Rank, p => p.Column.Id), InOrder(places, p => p.Bucket.OrderHint, p => p.Column.Id),
            InOrder(known, p => p.Pair.Rank!, p => p.Column.Id), InOrder(known, p => p.Pair.Hint!, p => p.Column.Id), () => Winner(policies));
        return ordered.Board || ordered.Plan || places.Exists(p => p.Pair.Rank != p.Column.Rank || p.Pair.Hint != p.Bucket.OrderHint)
            ? new PlaceColumns(places, ordered)
            : null;
    }

    /// <summary>What to do for the labels. Call it before the cards: these need to know their categories.</summary>
    /// <param name="pairs">What belongs together so far.</param>
    /// <param name="labels">All labels of the board.</param>
    /// <param name="names">The names of the categories that have one.</param>
    /// <param name="inUse">Categories that tasks have.</param>
    /// <param name="version">The version of the names.</param>
    /// <param name="timing">What is known about time.</param>
    /// <remarks>A label that finds no free category stays on the board, and the cards' blocks name it.</remarks>
    public static IReadOnlyList<PlannerStep> Labels(
        IReadOnlyCollection<PlannerLabelPair> pairs, IReadOnlyList<BoardLabel> labels, IReadOnlyDictionary<int, string> names, IReadOnlySet<int> inUse,
        string version, PlannerTimes timing)
    {
        var steps = new List<PlannerStep>();
        var pairOf = pairs.ToDictionary(p => p.Label);
        var taken = pairs.Select(p => p.Category).ToHashSet();
        foreach (var label in labels)
        {
            if (pairOf.TryGetValue(label.Id, out var pair))
            {
                var name = names.GetValueOrDefault(pair.Category);
                var merged = PlannerMerge.Run(pair.Known, PlannerState.OfColumn(label.Name), PlannerState.OfColumn(name ?? ""), version, timing);
                if (!merged.IsQuiet || merged.Losses.Count > 0 || merged.Known != pair.Known)
                {
                    steps.Add(new MergeLabel(pair, name, merged));
                }
            }
            else if (names.FirstOrDefault(n => !taken.Contains(n.Key) && string.Equals(n.Value.Trim(), label.Name, StringComparison.OrdinalIgnoreCase)) is { Key: > 0 } same)
            {
                _ = taken.Add(same.Key);
                steps.Add(new JoinLabel(label, same.Key, same.Value));
            }
        }

        foreach (var category in names.Keys.Concat(inUse).Distinct().Where(c => !taken.Contains(c)).Order().ToList())
        {
            _ = taken.Add(category);
            steps.Add(new CreateLabel(category, names.GetValueOrDefault(category)));
        }

        var joined = steps.OfType<JoinLabel>().Select(s => s.Label.Id).ToHashSet();
        var free = Enumerable.Range(1, PlannerLabelPair.Most).Except(taken).ToList();
        steps.AddRange(labels.Where(l => !pairOf.ContainsKey(l.Id) && !joined.Contains(l.Id)).Zip(free, (label, category) => new JoinLabel(label, category, null)));
        return steps;
    }

    private static List<Guid> InOrder<T>(IEnumerable<T> things, Func<T, string> place, Func<T, Guid> id) =>
        [.. things.OrderBy(place, StringComparer.Ordinal).ThenBy(id).Select(id)];

    /// <summary>When which side was arranged is not worth a question to the journal: the board's order stays, unless Planner is to win.</summary>
    private static (PlannerSide, bool) Winner(PlannerPolicies policies) => policies.Usual switch
    {
        PlannerPolicy.Planner => (PlannerSide.Planner, true),
        PlannerPolicy.Board => (PlannerSide.Board, true),
        _ => (PlannerSide.Board, false),
    };

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

    /// <summary>Whether it is open what became of a task that was to be created: its answer got lost, or nobody was left to store it.</summary>
    public static bool AwaitsOutcome(IEnumerable<PlannerPair> pairs, DateTimeOffset now, TimeSpan settle) =>
        pairs.Any(p => p is { Task: null, RetryAt: null } && p.At + settle > now);

    /// <summary>
    /// The tasks to which intentions led although the answer got lost: without a card, ours, and not older than the intention. Where bucket and
    /// title are those that were sent, the task is that intention's; of several equal ones any may be taken. Any other was renamed or moved
    /// meanwhile: it is the outcome of the first that is open, because creates go one after the other, each answer is stored before the next, and
    /// none is sent while the outcome of another is not known (<see cref="AwaitsOutcome"/>).
    /// </summary>
    private static Dictionary<PlannerPair, PlanTask> Outcomes(IEnumerable<PlannerPair> pairs, IEnumerable<PlanTask> tasks)
    {
        var found = new Dictionary<PlannerPair, PlanTask>();
        var open = pairs.Where(p => p.Task is null).OrderBy(p => p.At).ToList();
        var ours = tasks.Where(t => t.CreatedByUs && !t.State.Ids(PlannerField.Card).Any()).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
        Match((pair, task) => string.Equals(task.Bucket, pair.Bucket, StringComparison.Ordinal) && string.Equals(task.State.Title, pair.Known.Plan.Title, StringComparison.Ordinal));
        Match((pair, _) => pair.RetryAt is null);
        return found;

        void Match(Func<PlannerPair, PlanTask, bool> fit)
        {
            foreach (var pair in open.Where(p => !found.ContainsKey(p)))
            {
                if (ours.Find(t => t.CreatedAt >= pair.At - ClockSkew && fit(pair, t)) is { } task)
                {
                    found[pair] = task;
                    _ = ours.Remove(task);
                }
            }
        }
    }

    private static void AddForIntention(List<PlannerStep> steps, PlannerPair pair, BoardCard card, PlanTask? outcome, PlannerTimes timing, TimeSpan settle)
    {
        if (outcome is not null)
        {
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
        if (!onlyRefused && (!merged.IsQuiet || merged.Losses.Count > 0 || merged.Known != pair.Known || pair.Problem is not null))
        {
            steps.Add(new MergeColumn(pair, bucket, merged));
        }
    }
}
