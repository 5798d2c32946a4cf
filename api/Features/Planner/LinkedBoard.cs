using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Planner;
using Workspace.Features.Storage;

namespace Workspace.Features.Planner;

/// <summary>
/// A board with its link and all that is known about both sides, from one moment. What its cards say is not in it: most readings find
/// nothing that changed, and then nobody asks.
/// </summary>
internal sealed record LinkedBoard(
    PlannerLink Link,
    TimeZoneInfo Zone,
    IReadOnlyList<PlannerColumnPair> ColumnPairs,
    IReadOnlyList<PlannerPair> Pairs,
    IReadOnlyList<BoardColumn> Columns,
    IReadOnlyList<BoardCard> Cards)
{
    public IReadOnlyList<PlannerLabelPair> LabelPairs { get; init; } = [];

    /// <summary>All labels, the oldest first.</summary>
    public IReadOnlyList<BoardLabel> Labels { get; init; } = [];

    /// <summary>Null where the board is not linked, or the link sleeps.</summary>
    public static async Task<LinkedBoard?> LoadAsync(WorkspaceDb db, Guid board, CancellationToken ct) =>
        await db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board, ct) is { State: PlannerLinkState.Active } link ? await OfAsync(db, link, ct) : null;

    /// <summary>The board of a link, which need not be stored.</summary>
    public static async Task<LinkedBoard> OfAsync(WorkspaceDb db, PlannerLink link, CancellationToken ct)
    {
        var board = link.Board;
        var zone = await db.Set<Organisation>().Select(o => o.TimeZone).SingleAsync(ct);
        var columns = await db.Set<Column>().AsNoTracking().Where(c => c.Board == board).ToListAsync(ct);
        var cards = await db.Set<Card>().AsNoTracking().Where(c => c.Board == board)
            .OrderBy(c => c.Number)
            .Select(c => new { c.Id, c.Column, c.Rank, c.Version, c.ArchivedAt })
            .ToListAsync(ct);
        return new LinkedBoard(
            link,
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            await db.Set<PlannerColumnPair>().Where(p => p.Board == board).ToListAsync(ct),
            await db.Set<PlannerPair>().Where(p => p.Board == board).ToListAsync(ct),
            [.. columns.OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => new BoardColumn(c.Id, c.Name, c.ArchivedAt is not null) { Rank = c.Rank })],
            [.. cards.Select(c => new BoardCard(c.Id, PlannerState.Empty, c.Version, c.ArchivedAt) { Column = c.Column, Rank = c.Rank })])
        {
            LabelPairs = await db.Set<PlannerLabelPair>().Where(p => p.Board == board).ToListAsync(ct),
            Labels = await db.Set<Label>().Where(l => l.Board == board).OrderBy(l => l.Id).Select(l => new BoardLabel(l.Id, l.Name)).ToListAsync(ct),
        };
    }

    /// <summary>The same with what these cards say.</summary>
    public LinkedBoard With(IReadOnlyDictionary<Guid, Card> cards, PlannerSides sides, BoardWords words)
    {
        var held = Pairs.ToDictionary(p => p.Card, p => p.Known.Plan);
        return this with
        {
            Cards = [.. Cards.Select(c => cards.TryGetValue(c.Id, out var card) ? c with { State = sides.Of(card, held.GetValueOrDefault(c.Id), words) } : c)],
        };
    }

    /// <summary>The cards whose content has to be compared with the plan.</summary>
    public IReadOnlyList<Guid> Unsettled(PlanReading plan)
    {
        var taskOf = plan.Tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        var pairOf = Pairs.ToDictionary(p => p.Card);
        return [.. Cards.Where(c => pairOf.GetValueOrDefault(c.Id) is { Task: { } id } pair && taskOf.TryGetValue(id, out var task)
            ? Link.Policies.Deletes(c) || (!c.Archived && !pair.IsSettledAt(PlanReading.VersionOf(task, pair), c.Version))
            : !c.Archived).Select(c => c.Id)];
    }

    /// <summary>Whether a comparison would find anything to do. It reads no card.</summary>
    public bool IsInStep(PlanReading plan, PlannerPace pace)
    {
        var paired = Pairs.Where(p => p.Task is not null).Select(p => p.Task!).ToHashSet(StringComparer.Ordinal);
        var there = Cards.ToDictionary(c => c.Id, c => c.Archived);
        return plan.GoneTasks.Count == 0
            && plan.Tasks.All(t => paired.Contains(t.Id))
            && Pairs.All(p => p.Task is not null && there.ContainsKey(p.Card))
            && Unsettled(plan).Count == 0
            && (plan.Buckets is null || (PlannerComparison.Columns(ColumnPairs, Columns, plan.PlanBuckets, plan.GoneBuckets, plan.InUse(this), plan.Times, pace.Settle).Count == 0
                && PlannerComparison.Places(ColumnPairs, Columns, plan.PlanBuckets, Link.Policies) is null))
            && (plan.Categories is null || PlannerComparison.Labels(LabelPairs, Labels, plan.Categories.Names, plan.CategoriesInUse, plan.Categories.Etag, plan.Times).Count == 0)
            && PlannerComparison.Places(Pairs, Cards, plan.PlanTasks(this, null), ColumnOfBucket, Link.Policies).Count == 0;
    }

    /// <summary>Whether the names of columns and buckets have to be compared although the time for it has not come.</summary>
    public bool ColumnsMoved(DateTimeOffset now) =>
        Columns.Where(c => !c.Archived).Any(c => ColumnPairs.FirstOrDefault(p => p.Column == c.Id) is not { } pair
            || (!pair.Waits(c.Name, now) && (pair.Bucket is null || !string.Equals(pair.Known.Board.Title, c.Name, StringComparison.Ordinal)))
            || (pair.Bucket is not null && !string.Equals(pair.Rank, c.Rank, StringComparison.Ordinal)));

    /// <summary>The same for labels and categories.</summary>
    public bool LabelsMoved => LabelPairs.Count < Math.Min(Labels.Count, PlannerLabelPair.Most)
        || LabelPairs.Any(p => Labels.FirstOrDefault(l => l.Id == p.Label) is { } label && !string.Equals(label.Name, p.Known.Board.Title, StringComparison.Ordinal));

    public IReadOnlyDictionary<string, Guid> ColumnOfBucket => ColumnPairs.Where(p => p.Bucket is not null)
        .ToDictionary(p => p.Bucket!, p => p.Column, StringComparer.Ordinal);
}

/// <summary>A plan as it was read: all of it, or it is no reading.</summary>
/// <param name="LastRead">When the reading before it began.</param>
/// <param name="ReadAt">When the reading began.</param>
/// <param name="Buckets">Null where they were not read this time.</param>
/// <param name="GoneBuckets">Buckets that Planner denies.</param>
/// <param name="Tasks">All tasks.</param>
/// <param name="GoneTasks">Tasks that Planner denies.</param>
/// <param name="Categories">Null where they were not read this time.</param>
internal sealed record PlanReading(
    DateTimeOffset? LastRead,
    DateTimeOffset ReadAt,
    IReadOnlyList<BucketRead>? Buckets,
    IReadOnlySet<string> GoneBuckets,
    IReadOnlyList<TaskRead> Tasks,
    IReadOnlySet<string> GoneTasks,
    CategoriesRead? Categories = null)
{
    /// <summary>Categories that tasks have.</summary>
    public IReadOnlySet<int> CategoriesInUse => Tasks.SelectMany(t => t.Categories).ToHashSet();

    /// <summary>The version of a task. Details that were not read are those that were known, as long as the task is.</summary>
    public static string VersionOf(TaskRead task, PlannerPair? pair) => task.Details is { } details ? PlannerVersion.Of(task.Etag, details.Etag)
        : pair?.Etag is { } known && known.StartsWith(task.Etag + " ", StringComparison.Ordinal) ? known
        : task.Etag;

    public IReadOnlyList<PlanBucket> PlanBuckets => [.. (Buckets ?? []).Select(b => new PlanBucket(b.Id, b.Etag, b.Name, b.OrderHint))];

    /// <summary>Buckets whose tasks belong on the board: all but those of archived cards.</summary>
    public IReadOnlySet<string> InUse(LinkedBoard board)
    {
        var archived = board.Cards.Where(c => c.Archived).Select(c => c.Id).ToHashSet();
        var still = board.Pairs.Where(p => p.Task is not null && archived.Contains(p.Card)).Select(p => p.Task!).ToHashSet(StringComparer.Ordinal);
        return Tasks.Where(t => t.Bucket is not null && !still.Contains(t.Id)).Select(t => t.Bucket!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The tasks for the comparison.</summary>
    /// <param name="board">The board.</param>
    /// <param name="sides">Null where only their places are compared.</param>
    public IReadOnlyList<PlanTask> PlanTasks(LinkedBoard board, PlannerSides? sides)
    {
        var pairOf = board.Pairs.Where(p => p.Task is not null).ToDictionary(p => p.Task!, StringComparer.Ordinal);
        return [.. Tasks.Select(t => (Task: t, Pair: pairOf.GetValueOrDefault(t.Id))).Select(t =>
        {
            var version = VersionOf(t.Task, t.Pair);
            return new PlanTask(
                t.Task.Id, t.Task.Etag, t.Task.Bucket,
                sides?.Of(t.Task, t.Pair is { } pair ? pair.Known.Block : sides.BlockIn(t.Task)) ?? PlannerState.Empty, t.Task.CreatedAt, t.Task.CreatedByUs)
            {
                DetailsEtag = version.Length > t.Task.Etag.Length ? version[(t.Task.Etag.Length + 1)..] : null,
                Hint = t.Task.Hint,
                HintEtag = t.Task.HintEtag,
            };
        })];
    }

    public PlannerTimes Times => new(LastRead ?? DateTimeOffset.MinValue, ReadAt, _ => null);
}
