using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Planner;

/// <summary>
/// Planner's half of a round: sends what is owed, one write after the other, and notes each answer. What is not sent,
/// or is refused because Planner moved on, stays owed and is compared again.
/// </summary>
internal sealed class PayPlanner(
    Changes changes, IPlanner planner, LinkedBoard board, PlanReading plan, IReadOnlyList<Owed> owed, PlannerPace pace, TimeProvider clock, CancellationToken ct)
{
    private readonly Dictionary<Guid, string> _bucketOfColumn = board.ColumnPairs.Where(p => p.Bucket is not null).ToDictionary(p => p.Column, p => p.Bucket!);
    private readonly List<(string Id, string Hint, Guid? Column)> _buckets =
        [.. (plan.Buckets ?? []).Select(b => (b.Id, b.OrderHint, board.ColumnPairs.FirstOrDefault(p => p.Bucket == b.Id)?.Column))];

    private readonly HashSet<Guid> _refused = [.. board.ColumnPairs.Where(p => p is { Bucket: null, RetryAt: { } at } && at > clock.GetUtcNow()).Select(p => p.Column)];
    private readonly List<Owed> _unpaid = [];
    private bool _again;

    /// <summary>What stands in the way of a part, while the rest went on.</summary>
    public string? Problem { get; private set; }

    /// <returns>Whether to read and compare once more.</returns>
    /// <exception cref="PlannerException">No further write makes sense now.</exception>
    public async Task<bool> RunAsync()
    {
        for (var i = 0; i < owed.Count; i++)
        {
            try
            {
                if (!await PayAsync(owed[i]))
                {
                    _unpaid.Add(owed[i]);
                }
            }
            catch (PlannerException e) when (e.Problem is PlannerProblem.Conflict or PlannerProblem.Precondition or PlannerProblem.NotFound)
            {
                // Somebody was quicker, or deleted it: read again, compare again.
                _unpaid.Add(owed[i]);
                _again = true;
            }
            catch (PlannerException e) when (e.Problem is PlannerProblem.Invalid or PlannerProblem.Limit)
            {
                Problem = e.Problem is PlannerProblem.Limit ? "planner.limit" : "planner.refused";
                await RefuseAsync(owed[i], Problem);
            }
            catch (PlannerException e)
            {
                // What was perhaps carried out stays as it is: the next reading shows. The rest was certainly not sent.
                _unpaid.AddRange(owed.Skip(e.MayHaveHappened ? i + 1 : i));
                await ForgetAsync();
                throw;
            }
        }

        await ForgetAsync();
        return _again;
    }

    private async Task<bool> PayAsync(Owed debt)
    {
        switch (debt)
        {
            case OwedBucket b:
                var bucket = await planner.CreateBucketAsync(board.Link.Plan, b.Name, Place(b.Column), ct);
                _bucketOfColumn[b.Column] = bucket.Id;
                _buckets.Add((bucket.Id, bucket.OrderHint, b.Column));
                _ = await OnColumnAsync(b.Column, pair => pair.Join(bucket.Id, PlannerState.OfColumn(bucket.Name), clock.GetUtcNow()));
                _again = true;
                return true;
            case OwedBucketName n:
                var renamed = await planner.RenameBucketAsync(n.Bucket.Id, n.Bucket.Etag, n.Facts[new(PlannerField.Title)] ?? "", ct);
                _ = await OnColumnAsync(n.Column, pair =>
                {
                    pair.Learn(pair.Known.Written(n.Facts, PlannerState.OfColumn(renamed.Name)));
                    pair.Accept();
                });
                return true;
            case OwedTask t:
                if (PlannerSides.ToWrite(PlannerSides.AllFacts(t.State), _bucketOfColumn, board.Zone) is not { } content)
                {
                    return false;
                }

                var created = await planner.CreateTaskAsync(board.Link.Plan, content, ct);
                _ = await OnCardAsync(t.Card, pair => pair.Join(created.Id, StateOf(created), clock.GetUtcNow()));
                return true;
            case OwedChange c:
                if (PlannerSides.ToWrite(c.Facts, _bucketOfColumn, board.Zone) is not { } write)
                {
                    // A column without a bucket yet: the next look finds or makes it, unless Planner has just refused it.
                    _again |= c.Facts.GetValueOrDefault(new(PlannerField.Column)) is not { } column || !_refused.Contains(Guid.ParseExact(column, "D"));
                    return false;
                }

                var changed = await planner.ChangeTaskAsync(c.Task.Id, c.Task.Etag, write, ct);
                _ = await OnCardAsync(c.Card, pair =>
                {
                    pair.Learn(pair.Known.Written(c.Facts, StateOf(changed)));
                    pair.Accept();
                });
                return true;
            default:
                throw new InvalidOperationException($"A debt without a rule: {debt.GetType().Name}.");
        }
    }

    private PlannerState StateOf(TaskRead task) =>
        PlannerSides.Of(task, _bucketOfColumn.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal), board.Zone);

    /// <summary>Behind the bucket of the nearest column before it that has one.</summary>
    private string Place(Guid column)
    {
        var before = board.Columns.TakeWhile(c => c.Id != column).Where(c => !c.Archived).Select(c => c.Id).Reverse()
            .SelectMany(c => _buckets.Where(b => b.Column == c)).Select(b => b.Hint).FirstOrDefault();
        var after = _buckets.Select(b => b.Hint).Where(h => before is null || OrderHint.Order.Compare(h, before) > 0).Order(OrderHint.Order).FirstOrDefault();
        return OrderHint.Between(before, after);
    }

    private async Task RefuseAsync(Owed debt, string problem)
    {
        var retryAt = clock.GetUtcNow() + pace.AfterRefusal;
        switch (debt)
        {
            case OwedTask t:
                _ = await OnCardAsync(t.Card, pair => pair.Refuse(problem, retryAt, t.Version));
                break;
            case OwedChange c:
                _ = await OnCardAsync(c.Card, pair =>
                {
                    pair.Learn(pair.Known.NotSent());
                    pair.Refuse(problem, retryAt, c.Version);
                });
                break;
            case OwedBucket b:
                _ = _refused.Add(b.Column);
                _ = await OnColumnAsync(b.Column, pair => pair.Refuse(problem, b.Name, retryAt));
                break;
            case OwedBucketName n:
                _ = await OnColumnAsync(n.Column, pair =>
                {
                    pair.Learn(pair.Known.NotSent());
                    pair.Refuse(problem, n.Facts[new(PlannerField.Title)] ?? "", retryAt);
                });
                break;
            default:
                throw new InvalidOperationException($"A debt without a rule: {debt.GetType().Name}.");
        }
    }

    /// <summary>Notes that what was announced was not sent, so that nobody later takes it for something that got lost on the way.</summary>
    private async Task ForgetAsync()
    {
        if (_unpaid.Count == 0)
        {
            return;
        }

        _ = await StoreAsync(async db =>
        {
            foreach (var debt in _unpaid)
            {
                switch (debt)
                {
                    case OwedBucket b when await db.Set<PlannerColumnPair>().SingleOrDefaultAsync(p => p.Board == board.Link.Board && p.Column == b.Column, ct) is { Bucket: null, RetryAt: null } pair:
                        _ = db.Remove(pair);
                        break;
                    case OwedBucketName n when await db.Set<PlannerColumnPair>().SingleOrDefaultAsync(p => p.Board == board.Link.Board && p.Column == n.Column, ct) is { } pair:
                        pair.Learn(pair.Known.NotSent());
                        break;
                    case OwedTask t when await PairAsync(db, t.Card) is { Task: null } pair:
                        _ = db.Remove(pair);
                        break;
                    case OwedChange c when await PairAsync(db, c.Card) is { } pair:
                        pair.Learn(pair.Known.NotSent());
                        break;
                    default:
                        break;
                }
            }
        });
    }

    private Task<Outcome<Done>> OnCardAsync(Guid card, Action<PlannerPair> change) => StoreAsync(async db =>
    {
        if (await PairAsync(db, card) is { } pair)
        {
            change(pair);
        }
    });

    private Task<Outcome<Done>> OnColumnAsync(Guid column, Action<PlannerColumnPair> change) => StoreAsync(async db =>
    {
        if (await db.Set<PlannerColumnPair>().SingleOrDefaultAsync(p => p.Board == board.Link.Board && p.Column == column, ct) is { } pair)
        {
            change(pair);
        }
    });

    private Task<PlannerPair?> PairAsync(WorkspaceDb db, Guid card) =>
        db.Set<PlannerPair>().SingleOrDefaultAsync(p => p.Board == board.Link.Board && p.Card == card, ct);

    private Task<Outcome<Done>> StoreAsync(Func<WorkspaceDb, Task> change) =>
        changes.RunAsync<Done>(Actor.Planner(board.Link.Organisation), Command.Own(), [], async work =>
        {
            await change(work.Db);
            return Done.Instance;
        }, ct);
}
