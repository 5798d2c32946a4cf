using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Planner;
using Workspace.Features.Storage;

namespace Workspace.Features.Planner;

/// <summary>A board with its link and all that is known about both sides, from one moment.</summary>
internal sealed record LinkedBoard(
    PlannerLink Link,
    TimeZoneInfo Zone,
    IReadOnlyList<PlannerColumnPair> ColumnPairs,
    IReadOnlyList<PlannerPair> Pairs,
    IReadOnlyList<BoardColumn> Columns,
    IReadOnlyList<BoardCard> Cards)
{
    /// <summary>Null where the board is not linked, or the link sleeps.</summary>
    public static async Task<LinkedBoard?> LoadAsync(WorkspaceDb db, Guid board, CancellationToken ct)
    {
        if (await db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board, ct) is not { State: PlannerLinkState.Active } link)
        {
            return null;
        }

        var zone = await db.Set<Organisation>().Select(o => o.TimeZone).SingleAsync(ct);
        var columns = await db.Set<Column>().AsNoTracking().Where(c => c.Board == board).ToListAsync(ct);
        var cards = await db.Set<Card>().AsNoTracking().Where(c => c.Board == board)
            .OrderBy(c => c.Number)
            .Select(c => new { c.Id, c.Title, c.Column, c.Due, c.Progress, c.Assignees, c.Version, Archived = c.ArchivedAt != null })
            .ToListAsync(ct);
        return new LinkedBoard(
            link,
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            await db.Set<PlannerColumnPair>().Where(p => p.Board == board).ToListAsync(ct),
            await db.Set<PlannerPair>().Where(p => p.Board == board).ToListAsync(ct),
            [.. columns.OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => new BoardColumn(c.Id, c.Name, c.ArchivedAt is not null))],
            [.. cards.Select(c => new BoardCard(c.Id, PlannerState.Of(c.Title, c.Column, c.Due, c.Progress, c.Assignees), c.Version, c.Archived))]);
    }

    /// <summary>Whether the names of columns and buckets have to be compared although the time for it has not come.</summary>
    public bool ColumnsMoved(DateTimeOffset now) =>
        Columns.Where(c => !c.Archived).Any(c => ColumnPairs.FirstOrDefault(p => p.Column == c.Id) is not { } pair
            || (!pair.Waits(c.Name, now) && (pair.Bucket is null || !string.Equals(pair.Known.Board.Title, c.Name, StringComparison.Ordinal))));

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
internal sealed record PlanReading(
    DateTimeOffset? LastRead,
    DateTimeOffset ReadAt,
    IReadOnlyList<BucketRead>? Buckets,
    IReadOnlySet<string> GoneBuckets,
    IReadOnlyList<TaskRead> Tasks,
    IReadOnlySet<string> GoneTasks)
{
    public IReadOnlyList<PlanBucket> PlanBuckets => [.. (Buckets ?? []).Select(b => new PlanBucket(b.Id, b.Etag, b.Name, b.OrderHint))];

    /// <summary>Buckets whose tasks belong on the board: all but those of archived cards.</summary>
    public IReadOnlySet<string> InUse(LinkedBoard board)
    {
        var archived = board.Cards.Where(c => c.Archived).Select(c => c.Id).ToHashSet();
        var still = board.Pairs.Where(p => p.Task is not null && archived.Contains(p.Card)).Select(p => p.Task!).ToHashSet(StringComparer.Ordinal);
        return Tasks.Where(t => t.Bucket is not null && !still.Contains(t.Id)).Select(t => t.Bucket!).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<PlanTask> PlanTasks(IReadOnlyDictionary<string, Guid> columnOfBucket, TimeZoneInfo zone) =>
        [.. Tasks.Select(t => new PlanTask(t.Id, t.Etag, t.Bucket, PlannerSides.Of(t, columnOfBucket, zone), t.CreatedAt, t.CreatedByUs))];

    public PlannerTimes Times => new(LastRead ?? DateTimeOffset.MinValue, ReadAt, _ => null);
}
