using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;

namespace Workspace.Features.Planner;

/// <summary>Columns and buckets, and their order.</summary>
internal sealed class TakeOverColumns(Takeover all)
{
    private readonly List<PlannerColumnPair> _gone = [];

    public async Task RunAsync()
    {
        if (all.Plan.Buckets is null)
        {
            return;
        }

        var (board, plan) = (all.Board, all.Plan);
        foreach (var step in PlannerComparison.Columns(board.ColumnPairs, board.Columns, plan.PlanBuckets, plan.GoneBuckets, plan.InUse(board), all.Times, all.Pace.Settle))
        {
            switch (step)
            {
                case JoinColumn s:
                    Join(s);
                    break;
                case MergeColumn s:
                    await RenameAsync(s);
                    break;
                case CreateBucket s:
                    Intend(s);
                    break;
                case CreateColumn s:
                    await AddAsync(s);
                    break;
                case BucketGone s:
                    _gone.Add(s.Pair);
                    break;
                default:
                    throw new InvalidOperationException($"A step without a rule: {step.GetType().Name}.");
            }
        }

        if (PlannerComparison.Places(board.ColumnPairs, board.Columns, plan.PlanBuckets, all.Times.Policies) is { } order)
        {
            await ArrangeAsync(order);
        }
    }

    /// <summary>What was deleted in Planner, once the cards are where they belong: an empty column goes to the archive, one with cards gets a new bucket.</summary>
    public async Task LetGoAsync()
    {
        foreach (var pair in _gone)
        {
            all.Side.Remove(pair);
            var columns = await all.Side.ColumnsAsync();
            if (columns.FirstOrDefault(c => c.Id == pair.Column) is not { } column)
            {
                continue;
            }

            if (columns.Count > 1 && !await all.Side.HasCardsAsync(column.Id))
            {
                column.ArchivedAt = all.Side.Now;
                all.Side.Append(new ColumnArchived(column.Id), null);
                all.Changed = true;
            }
            else
            {
                all.More = true;
            }
        }
    }

    private void Join(JoinColumn step)
    {
        all.Sides.ColumnOfBucket[step.Bucket.Id] = step.Column.Id;
        if (step.Pair is { } intention)
        {
            intention.Join(step.Bucket.Id, PlannerState.OfColumn(step.Bucket.Name), all.Plan.ReadAt);
        }
        else
        {
            all.Side.Add(PlannerColumnPair.Found(
                all.Side.Organisation, all.Board.Link.Board, step.Column.Id, step.Bucket.Id,
                new PlannerBase(PlannerState.OfColumn(step.Column.Name), PlannerState.OfColumn(step.Bucket.Name)), all.Plan.ReadAt));
        }

        CompareAgain(step.Bucket);
        all.More = true;
    }

    /// <summary>A task that was compared while nobody knew its bucket, or knew it as another column, is in another column now, although neither it nor its card has changed.</summary>
    private void CompareAgain(PlanBucket bucket)
    {
        var there = all.Plan.Tasks.Where(t => t.Bucket == bucket.Id).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var pair in all.Board.Pairs.Where(p => p.Task is not null && (p.Known.Plan.Column is null || there.Contains(p.Task))))
        {
            pair.Unsettle();
        }
    }

    private async Task RenameAsync(MergeColumn step)
    {
        var boardNow = step.Merged.Known.Board;
        if (step.Merged.ForBoard.Count > 0)
        {
            var column = (await all.Side.ColumnsAsync()).Single(c => c.Id == step.Pair.Column);
            if (Name(step.Bucket.Name) is { } name && !string.Equals(name, column.Name, StringComparison.Ordinal))
            {
                var before = column.ToView();
                column.Name = name;
                all.Side.Append(new ColumnEdited(column.ToView(), before), null);
                all.Changed = true;
            }

            boardNow = PlannerState.OfColumn(column.Name);
        }

        foreach (var loss in step.Merged.Losses)
        {
            all.Keep(loss, column: step.Pair.Column);
        }

        step.Pair.Learn(step.Merged.Taken(boardNow));
        if (step.Merged.ForPlan.Count == 0)
        {
            step.Pair.Accept();
        }
        else
        {
            all.Owed.Add(new OwedBucketName(step.Pair.Column, step.Bucket, step.Merged.ForPlan));
        }
    }

    private void Intend(CreateBucket step)
    {
        if (step.Pair is null)
        {
            all.Side.Add(PlannerColumnPair.Intend(all.Side.Organisation, all.Board.Link.Board, step.Column.Id, step.Column.Name, all.Side.Now));
        }
        else
        {
            step.Pair.IntendAgain(step.Column.Name, all.Side.Now);
        }

        all.Owed.Add(new OwedBucket(step.Column.Id, step.Column.Name));
    }

    private async Task AddAsync(CreateColumn step)
    {
        if (step.Pair is not null)
        {
            all.Side.Remove(step.Pair);
        }

        // Where Planner has it: before the next bucket that has a column.
        var columns = await all.Side.ColumnsAsync();
        var next = all.Plan.PlanBuckets.Where(b => OrderHint.Order.Compare(b.OrderHint, step.Bucket.OrderHint) > 0).OrderBy(b => b.OrderHint, OrderHint.Order)
            .Select(b => all.Sides.ColumnOfBucket.GetValueOrDefault(b.Id)).FirstOrDefault(c => columns.Any(there => there.Id == c));
        var column = new Column
        {
            Id = Guid.CreateVersion7(),
            Organisation = all.Side.Organisation,
            Board = all.Board.Link.Board,
            Name = Name(step.Bucket.Name) ?? "–",
            Rank = ColumnPlaces.Before(columns, next == Guid.Empty ? null : next)!,
        };
        all.Side.Add(column);
        all.Side.Append(new ColumnAdded(column.ToView()), null);
        all.Side.Add(PlannerColumnPair.Found(
            all.Side.Organisation, all.Board.Link.Board, column.Id, step.Bucket.Id,
            new PlannerBase(PlannerState.OfColumn(column.Name), PlannerState.OfColumn(step.Bucket.Name)), all.Plan.ReadAt));
        all.Sides.ColumnOfBucket[step.Bucket.Id] = column.Id;
        CompareAgain(step.Bucket);
        (all.Changed, all.More) = (true, true);
    }

    private async Task ArrangeAsync(PlaceColumns step)
    {
        var placeOf = step.Places.ToDictionary(p => p.Column.Id);
        var order = step.Ordered.Result;
        all.KeepOrder(step.Ordered, column: null);
        var ranks = step.Places.ToDictionary(p => p.Column.Id, p => p.Column.Rank);
        if (step.Ordered.Board)
        {
            var columns = (await all.Side.ColumnsAsync()).ToList();
            foreach (var at in PlannerOrder.Moves([.. columns.Select(c => c.Id).Where(placeOf.ContainsKey)], order))
            {
                var column = columns.Single(c => c.Id == order[at]);
                _ = columns.Remove(column);
                var before = at + 1 < order.Count ? order[at + 1] : (Guid?)null;
                var from = column.Rank;
                ranks[column.Id] = column.Rank = ColumnPlaces.Before(columns, before)!;
                columns.Insert(before is null ? columns.Count : columns.FindIndex(c => c.Id == before), column);
                all.Side.Append(new ColumnMoved(column.Id, column.Rank, from), null);
            }

            all.Changed = true;
        }

        List<ColumnPlace> wanted = [.. order.Select(id => placeOf[id])];
        var moves = step.Ordered.Plan
            ? PlannerOrder.Moves([.. step.Places.OrderBy(p => p.Bucket.OrderHint, OrderHint.Order).ThenBy(p => p.Column.Id).Select(p => p.Column.Id)], order)
            : [];
        for (var at = 0; at < wanted.Count; at++)
        {
            wanted[at].Pair.Stand(ranks[order[at]], moves.Contains(at) ? null : wanted[at].Bucket.OrderHint);
        }

        if (moves.Count > 0)
        {
            all.Owed.Add(new OwedBucketOrder(wanted, moves));
        }
    }

    private static string? Name(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? null : PlannerSides.Cut(trimmed, Limits.Name);
    }
}
