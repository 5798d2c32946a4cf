using Workspace.Domain.Planner;

namespace Workspace.Features.Planner;

/// <summary>The order of the cards of a column that both sides have there.</summary>
internal static class ArrangeCards
{
    public static async Task RunAsync(Takeover all, PlaceCards step)
    {
        var placeOf = step.Places.ToDictionary(p => p.Card.Id);
        var order = step.Ordered.Result;
        all.KeepOrder(step.Ordered, step.Column);
        if (step.Ordered.Board)
        {
            foreach (var at in PlannerOrder.Moves([.. step.Places.OrderBy(p => p.Card.Rank, StringComparer.Ordinal).ThenBy(p => p.Card.Id).Select(p => p.Card.Id)], order))
            {
                await all.Side.MoveAsync(all.Cards[order[at]], step.Column, at + 1 < order.Count ? order[at + 1] : null);
            }

            all.Changed = true;
        }

        List<CardPlace> wanted = [.. order.Select(id => placeOf[id])];
        var moves = step.Ordered.Plan
            ? PlannerOrder.Moves([.. step.Places.OrderBy(p => p.Task.Hint, OrderHint.Order).ThenBy(p => p.Card.Id).Select(p => p.Card.Id)], order)
            : [];
        for (var at = 0; at < wanted.Count; at++)
        {
            wanted[at].Pair.Stand(all.Cards.GetValueOrDefault(order[at])?.Rank ?? wanted[at].Card.Rank, moves.Contains(at) ? null : wanted[at].Task.Hint);
        }

        if (moves.Count > 0)
        {
            all.Owed.Add(new OwedOrder(step.Column, wanted, moves));
        }
    }
}
