using Workspace.Domain.Planner;
using Workspace.Features.Teams;

namespace Workspace.Features.Planner;

/// <summary>
/// Planner's half of a round: sends what is owed, one write after the other, and notes each answer. What is not sent,
/// or is refused because Planner moved on, stays owed and is compared again.
/// </summary>
internal sealed class PayPlanner(
    IBoardStore store, IPlanner planner, LinkedBoard board, TeamsLinks links, PlanReading plan, IReadOnlyList<Owed> owed, PlannerPace pace, TimeProvider clock, CancellationToken ct)
{
    private readonly PlannerSides _sides = new(board, links);
    private readonly List<(string Id, string Hint, Guid? Column)> _buckets =
        [.. (plan.Buckets ?? []).Select(b => (b.Id, b.OrderHint, board.ColumnPairs.FirstOrDefault(p => p.Bucket == b.Id)?.Column))];

    private readonly HashSet<Guid> _refused = [.. board.ColumnPairs.Where(p => p is { Bucket: null, RetryAt: { } at } && at > clock.GetUtcNow()).Select(p => p.Column)];
    private readonly List<PlannerWrite> _log = [];
    private bool _again;

    /// <summary>What stands in the way of a part, while the rest went on.</summary>
    public string? Problem { get; private set; }

    /// <summary>Anything of what was owed was written.</summary>
    public bool Achieved { get; private set; }

    /// <summary>Something was to go into a bucket that is no longer there: the buckets are to be read before anything else.</summary>
    public bool LacksBucket { get; private set; }

    /// <returns>Whether to read and compare once more.</returns>
    /// <exception cref="PlannerException">No further write makes sense now.</exception>
    public async Task<bool> RunAsync()
    {
        for (var i = 0; i < owed.Count; i++)
        {
            var write = LogOf.Write(owed[i], board.Link, clock.GetUtcNow());
            _log.Add(write);
            try
            {
                if (await PayAsync(owed[i]))
                {
                    Achieved = true;
                }
                else
                {
                    _ = _log.Remove(write);
                    await NotSentAsync([owed[i]]);
                }
            }
            catch (PlannerException e) when (e.Problem is PlannerProblem.Conflict or PlannerProblem.Precondition)
            {
                await OvertakenAsync(owed[i], write);
            }
            catch (PlannerException e) when (e.Problem is PlannerProblem.NotFound or PlannerProblem.Invalid or PlannerProblem.Limit)
            {
                var gone = e.Problem is not PlannerProblem.Limit && await LacksBucketAsync(owed[i]);
                LacksBucket |= gone;
                if (gone || e.Problem is PlannerProblem.NotFound)
                {
                    await OvertakenAsync(owed[i], write);
                }
                else
                {
                    (Problem, write.Answer) = e.Problem is PlannerProblem.Limit ? ("planner.limit", PlannerAnswer.Limit) : ("planner.refused", PlannerAnswer.Refused);
                    await RefuseAsync(owed[i], Problem);
                }
            }
            catch (PlannerException e)
            {
                // What was perhaps carried out stays as it is: the next reading shows. The rest was certainly not sent.
                write.Answer = e.MayHaveHappened ? PlannerAnswer.Unknown : PlannerAnswer.NotDone;
                await NotSentAsync([.. owed.Skip(e.MayHaveHappened ? i + 1 : i)]);
                throw;
            }
        }

        await NotSentAsync([]);
        return _again;
    }

    private async Task<bool> PayAsync(Owed debt)
    {
        switch (debt)
        {
            case OwedBucket b:
                var bucket = await planner.CreateBucketAsync(board.Link.Plan, b.Name, Place(b.Column), ct);
                _sides.ColumnOfBucket[bucket.Id] = b.Column;
                _buckets.Add((bucket.Id, bucket.OrderHint, b.Column));
                await OnColumnAsync(b.Column, pair => pair.Join(bucket.Id, PlannerState.OfColumn(bucket.Name), clock.GetUtcNow()));
                _again = true;
                return true;
            case OwedBucketName n:
                var renamed = await planner.ChangeBucketAsync(n.Bucket.Id, n.Bucket.Etag, n.Facts[new(PlannerField.Title)] ?? "", null, ct);
                await OnColumnAsync(n.Column, pair =>
                {
                    pair.Learn(pair.Known.Written(n.Facts, PlannerState.OfColumn(renamed.Name)));
                    pair.Accept();
                });
                return true;
            case OwedBucketOrder o:
                await ArrangeAsync(o);
                return true;
            case OwedLabelNames l:
                var names = await planner.NameCategoriesAsync(board.Link.Plan, l.Read.Etag, l.Names.Values.ToDictionary(n => n.Category, n => n.Name), ct);
                await StoreAsync(async side =>
                {
                    foreach (var pair in (await side.LabelPairsAsync()).Where(p => l.Names.ContainsKey(p.Label)))
                    {
                        var sent = new Dictionary<PlannerFact, string?> { [new(PlannerField.Title)] = l.Names[pair.Label].Name };
                        pair.Learn(pair.Known.Written(sent, PlannerState.OfColumn(names.Names.GetValueOrDefault(pair.Category, ""))));
                    }
                });
                return true;
            case OwedTask t:
                if (_sides.ToWrite(PlannerSides.AllFacts(t.State)) is not { } content)
                {
                    return false;
                }

                var created = await planner.CreateTaskAsync(board.Link.Plan, content, ct);
                await OnCardAsync(t.Card, pair => pair.Join(created.Id, _sides.Of(created, null), clock.GetUtcNow()));

                // The details come with the next list of tasks, which names their version.
                _again = true;
                return true;
            case OwedChange c:
                if (_sides.ToWrite(c.Facts) is not { } write)
                {
                    // A column without a bucket yet: the next look finds or makes it, unless Planner has just refused it.
                    _again |= c.Facts.GetValueOrDefault(new(PlannerField.Column)) is not { } column || !_refused.Contains(Guid.ParseExact(column, "D"));
                    return false;
                }

                var changed = await planner.ChangeTaskAsync(c.Task.Id, c.Task.Etag, write, ct);
                await OnCardAsync(c.Card, pair =>
                {
                    pair.Learn(pair.Known.Written(c.Facts, _sides.Of(changed, null)));
                    pair.Accept();
                });
                return true;
            case OwedDetails d:
                var details = await planner.ChangeDetailsAsync(d.Task.Id, d.Task.DetailsEtag!, _sides.ToDetails(d.Facts, d.Read, d.Task.State, d.Items), ct);
                await OnCardAsync(d.Card, pair =>
                {
                    pair.Learn(pair.Known.Written(d.Facts, _sides.Of(d.Task.Id, details, pair.Known.Block, PlannerState.Empty)));
                    pair.Accept();
                });
                return true;
            case OwedDelete d:
                await planner.DeleteTaskAsync(d.Task.Id, d.Task.Etag, ct);
                await StoreAsync(async side =>
                {
                    if (await side.PairAsync(d.Card) is { } pair)
                    {
                        side.Remove(pair);
                    }
                });
                return true;
            case OwedOrder o:
                await ArrangeAsync(o);
                return true;
            default:
                throw new InvalidOperationException($"A debt without a rule: {debt.GetType().Name}.");
        }
    }

    private async Task ArrangeAsync(OwedOrder debt)
    {
        var hints = debt.Order.Select(p => p.Task.Hint!).ToArray();
        foreach (var at in debt.Move)
        {
            var place = debt.Order[at];
            hints[at] = await planner.PlaceTaskAsync(place.Task.Id, place.Task.HintEtag!, Between(hints, debt.Move, at), ct);
            await OnCardAsync(place.Card.Id, pair => pair.Stand(pair.Rank, hints[at]));
        }
    }

    private async Task ArrangeAsync(OwedBucketOrder debt)
    {
        var hints = debt.Order.Select(p => p.Bucket.OrderHint).ToArray();
        foreach (var at in debt.Move)
        {
            var place = debt.Order[at];
            hints[at] = (await planner.ChangeBucketAsync(place.Bucket.Id, place.Bucket.Etag, null, Between(hints, debt.Move, at), ct)).OrderHint;
            await OnColumnAsync(place.Column.Id, pair => pair.Stand(pair.Rank, hints[at]));
        }
    }

    /// <summary>Between the nearest before it that stays and the one behind it, which stands already.</summary>
    private static string Between(string[] hints, IReadOnlyList<int> move, int at)
    {
        var previous = Enumerable.Range(0, at).Reverse().FirstOrDefault(before => !move.Contains(before), -1);
        return OrderHint.Between(previous < 0 ? null : hints[previous], at + 1 < hints.Length ? hints[at + 1] : null);
    }

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
                await OnCardAsync(t.Card, pair => pair.Refuse(problem, retryAt, t.Version));
                break;
            case OwedChange c:
                await OnCardAsync(c.Card, pair => Refuse(pair, c.Version, details: false));
                break;
            case OwedDetails d:
                await OnCardAsync(d.Card, pair => Refuse(pair, d.Version, details: true));
                break;
            case OwedBucket b:
                _ = _refused.Add(b.Column);
                await OnColumnAsync(b.Column, pair => pair.Refuse(problem, b.Name, retryAt));
                break;
            case OwedBucketName n:
                await OnColumnAsync(n.Column, pair =>
                {
                    pair.Learn(pair.Known.NotSent());
                    pair.Refuse(problem, n.Facts[new(PlannerField.Title)] ?? "", retryAt);
                });
                break;
            case OwedOrder or OwedBucketOrder or OwedLabelNames or OwedDelete:
                // Stays owed; the next look tries again with what Planner says then.
                break;
            default:
                throw new InvalidOperationException($"A debt without a rule: {debt.GetType().Name}.");
        }

        void Refuse(PlannerPair pair, long version, bool details)
        {
            pair.Learn(pair.Known.NotSent(details));
            pair.Refuse(problem, retryAt, version);
        }
    }

    /// <summary>Somebody was quicker, or deleted it: read again, compare again.</summary>
    private Task OvertakenAsync(Owed debt, PlannerWrite write)
    {
        write.Answer = PlannerAnswer.Overtaken;
        _again = true;
        return NotSentAsync([debt]);
    }

    /// <summary>Whether the bucket that a write names is no longer there. Planner does not say so: the write is wrong, or something is not found.</summary>
    private async Task<bool> LacksBucketAsync(Owed debt)
    {
        var column = debt switch
        {
            OwedTask t => t.State.Column,
            OwedChange c => c.Facts.GetValueOrDefault(new(PlannerField.Column)) is { } to ? Guid.ParseExact(to, "D") : null,
            OwedBucketName n => n.Column,
            _ => null,
        };
        if (_sides.ColumnOfBucket.FirstOrDefault(b => b.Value == column).Key is not { } bucket)
        {
            return false;
        }

        try
        {
            _ = await planner.BucketAsync(bucket, ct);
            return false;
        }
        catch (PlannerException e)
        {
            return e.Problem is PlannerProblem.NotFound;
        }
    }

    /// <summary>Notes that what was announced was not sent, so that nobody later takes it for something that got lost on the way; and what the log says so far.</summary>
    private async Task NotSentAsync(IReadOnlyCollection<Owed> debts)
    {
        if (debts.Count == 0 && _log.Count == 0)
        {
            return;
        }

        await StoreAsync(async side =>
        {
            foreach (var debt in debts)
            {
                switch (debt)
                {
                    case OwedBucket b when await side.ColumnPairAsync(b.Column) is { Bucket: null, RetryAt: null } pair:
                        side.Remove(pair);
                        break;
                    case OwedBucketName n when await side.ColumnPairAsync(n.Column) is { } pair:
                        pair.Learn(pair.Known.NotSent());
                        break;
                    case OwedTask t when await side.PairAsync(t.Card) is { Task: null } pair:
                        side.Remove(pair);
                        break;
                    case OwedChange c when await side.PairAsync(c.Card) is { } pair:
                        pair.Learn(pair.Known.NotSent(details: false));
                        break;
                    case OwedDetails d when await side.PairAsync(d.Card) is { } pair:
                        pair.Learn(pair.Known.NotSent(details: true));
                        break;
                    default:
                        break;
                }
            }
        });
    }

    private Task OnCardAsync(Guid card, Action<PlannerPair> change) => StoreAsync(async side =>
    {
        if (await side.PairAsync(card) is { } pair)
        {
            change(pair);
        }
    });

    private Task OnColumnAsync(Guid column, Action<PlannerColumnPair> change) => StoreAsync(async side =>
    {
        if (await side.ColumnPairAsync(column) is { } pair)
        {
            change(pair);
        }
    });

    /// <summary>What Planner answered, and what is known from then on, are stored together.</summary>
    private async Task StoreAsync(Func<IBoardSide, Task> change)
    {
        await store.RunAsync(async side =>
        {
            await change(side);
            _log.ForEach(side.Log);
        });
        _log.Clear();
    }
}
