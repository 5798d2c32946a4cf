namespace Workspace.Domain.Planner;

/// <summary>The outcome of comparing two orders of the same things.</summary>
/// <param name="Result">The things that both sides have, in the order that stays.</param>
/// <param name="Board">The board's order is another one.</param>
/// <param name="Plan">Planner's order is another one.</param>
/// <param name="Lost">The order that gave way where both were changed; null where none did.</param>
/// <param name="Winner">Whose order stays then.</param>
/// <param name="OrderKnown">As in <see cref="PlannerLoss"/>.</param>
public sealed record PlannerOrdered<T>(IReadOnlyList<T> Result, bool Board, bool Plan, IReadOnlyList<T>? Lost, PlannerSide Winner, bool OrderKnown);

/// <summary>
/// Three-way merge of orders. Ranks and hints are never compared with each other: only in which order each side shows the
/// things that both have, and in which it showed those that were known before.
/// </summary>
public static class PlannerOrder
{
    /// <param name="board">What the board has, in its order.</param>
    /// <param name="plan">What Planner has, in its order.</param>
    /// <param name="knownBoard">What both had when they last agreed, in the board's order of that time.</param>
    /// <param name="knownPlan">The same in Planner's order of that time.</param>
    /// <param name="both">Who stays where both sides put the known things into different orders, and whether that is known to be the later edit.</param>
    public static PlannerOrdered<T> Merge<T>(
        IReadOnlyList<T> board, IReadOnlyList<T> plan, IReadOnlyList<T> knownBoard, IReadOnlyList<T> knownPlan, Func<(PlannerSide Winner, bool OrderKnown)> both)
        where T : notnull
    {
        var (inPlan, onBoard) = (plan.ToHashSet(), board.ToHashSet());
        var boardNow = board.Where(inPlan.Contains).ToList();
        var planNow = plan.Where(onBoard.Contains).ToList();
        if (boardNow.SequenceEqual(planNow))
        {
            return new(boardNow, false, false, null, PlannerSide.Board, true);
        }

        var old = knownBoard.Intersect(knownPlan).Where(id => inPlan.Contains(id) && onBoard.Contains(id)).ToHashSet();
        var (boardOld, planOld) = (boardNow.Where(old.Contains).ToList(), planNow.Where(old.Contains).ToList());
        var boardChanged = !boardOld.SequenceEqual(knownBoard.Where(old.Contains));
        var planChanged = !planOld.SequenceEqual(knownPlan.Where(old.Contains));
        var conflict = boardChanged && planChanged && !boardOld.SequenceEqual(planOld);
        var (winner, known) = conflict ? both() : (planChanged && !boardChanged ? PlannerSide.Planner : PlannerSide.Board, true);

        // What one side has only just got stands where the board has it: there a person, or the sync, has put it.
        var result = winner is PlannerSide.Board ? boardNow : Insert(planOld, boardNow);
        return new(
            result,
            !result.SequenceEqual(boardNow),
            !result.SequenceEqual(planNow),
            conflict ? winner is PlannerSide.Board ? planNow : boardNow : null,
            winner,
            known);
    }

    /// <summary>The fewest things to move for an order, as places in it, the last first: then whatever is to follow each stands already.</summary>
    public static IReadOnlyList<int> Moves<T>(IReadOnlyList<T> now, IReadOnlyList<T> wanted)
        where T : notnull
    {
        var place = wanted.Select((id, at) => (id, at)).ToDictionary(p => p.id, p => p.at);
        var staying = Longest([.. now.Where(place.ContainsKey).Select(id => place[id])]);
        return [.. Enumerable.Range(0, wanted.Count).Where(at => !staying.Contains(at)).Reverse()];
    }

    private static List<T> Insert<T>(List<T> old, List<T> board)
        where T : notnull
    {
        var result = new List<T>(old);
        for (var at = 0; at < board.Count; at++)
        {
            if (!result.Contains(board[at]))
            {
                result.Insert(at == 0 ? 0 : result.IndexOf(board[at - 1]) + 1, board[at]);
            }
        }

        return result;
    }

    /// <summary>The longest rising sequence: what need not move.</summary>
    private static HashSet<int> Longest(IReadOnlyList<int> places)
    {
        var ends = new List<int>(); // of the sequences of each length, the index with the smallest last place
        var before = new int[places.Count];
        for (var at = 0; at < places.Count; at++)
        {
            var length = ends.FindIndex(end => places[end] >= places[at]);
            before[at] = length == 0 ? -1 : ends.Count == 0 ? -1 : ends[(length < 0 ? ends.Count : length) - 1];
            if (length < 0)
            {
                ends.Add(at);
            }
            else
            {
                ends[length] = at;
            }
        }

        var staying = new HashSet<int>();
        for (var at = ends.Count == 0 ? -1 : ends[^1]; at >= 0; at = before[at])
        {
            _ = staying.Add(places[at]);
        }

        return staying;
    }
}
