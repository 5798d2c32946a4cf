using Workspace.Domain.Planner;

namespace Workspace.Features.Planner;

/// <summary>Reads a plan as a whole: one list of tasks, the buckets every few minutes or when something points to them.</summary>
internal static class ReadPlan
{
    /// <summary>Missing things that are asked for one by one in a round; the rest is asked for in the next.</summary>
    private const int MostQuestions = 20;

    public static async Task<PlanReading> RunAsync(IPlanner planner, LinkedBoard board, DateTimeOffset? lastRead, DateTimeOffset now, PlannerPace pace, CancellationToken ct)
    {
        var plan = board.Link.Plan;
        var last = board.Link.BucketsReadAt;
        var due = last is not { } at || now - at >= pace.Buckets;

        // Buckets first: a task that appears in between then lies in a bucket that is not known yet, never the other way round.
        var buckets = due || board.ColumnsMoved(now) ? await planner.BucketsAsync(plan, ct) : null;
        var versions = board.Cards.ToDictionary(c => c.Id, c => c.Version);
        var settled = board.Pairs.Where(p => p is { Task: not null, Etag: not null } && versions.GetValueOrDefault(p.Card) == p.CardVersion)
            .ToDictionary(p => p.Task!, p => p.Etag!.Split(' ')[0], StringComparer.Ordinal);
        var tasks = (await planner.TasksAsync(plan, settled, ct)).ToList();
        var goneTasks = await GoneAsync(
            board.Pairs.Where(p => p.Task is not null && p.At + pace.Settle <= now).Select(p => p.Task!),
            tasks.Select(t => t.Id), plan, async id =>
            {
                var task = await planner.TaskAsync(id, ct);
                tasks.Add(task);
                return task.Plan;
            });
        _ = tasks.RemoveAll(t => goneTasks.Contains(t.Id));
        var known = board.ColumnOfBucket;
        if (buckets is null && tasks.Exists(t => t.Bucket is not null && !known.ContainsKey(t.Bucket)))
        {
            buckets = await planner.BucketsAsync(plan, ct);
        }

        var labels = board.LabelPairs.Select(p => p.Category).ToHashSet();
        var categories = (buckets is not null && pace.IsForLabels(last, now)) || board.LabelsMoved || tasks.Exists(t => t.Categories.Any(c => !labels.Contains(c))) ? await planner.CategoriesAsync(plan, ct) : null;
        var goneBuckets = buckets is null
            ? []
            : await GoneAsync(
                board.ColumnPairs.Where(p => p.Bucket is not null && p.At + pace.Settle <= now).Select(p => p.Bucket!),
                buckets.Select(b => b.Id), plan, async id => (await planner.BucketAsync(id, ct)).Plan);

        return new PlanReading(lastRead, now, buckets, goneBuckets, tasks, goneTasks, categories);
    }

    /// <summary>What is missing in a list is asked for by itself: only "not found", or another plan, means gone.</summary>
    private static async Task<HashSet<string>> GoneAsync(
        IEnumerable<string> expected, IEnumerable<string> listed, string plan, Func<string, Task<string>> planOf)
    {
        var there = listed.ToHashSet(StringComparer.Ordinal);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in expected.Where(id => !there.Contains(id)).Take(MostQuestions).ToList())
        {
            try
            {
                if (!string.Equals(await planOf(id), plan, StringComparison.Ordinal))
                {
                    _ = gone.Add(id);
                }
            }
            catch (PlannerException missing) when (missing.Problem is PlannerProblem.NotFound)
            {
                _ = gone.Add(id);
            }
        }

        return gone;
    }
}
