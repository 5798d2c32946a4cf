using Workspace.Domain.Planner;
using Workspace.Features.Teams;

namespace Workspace.Features.Planner;

/// <summary>
/// The board's half of a round, in one transaction: compares what the plan said with what the board says now, takes
/// over, keeps what gave way, and notes what Planner is owed before anything is sent.
/// </summary>
internal sealed class TakeOverPlan(IBoardSide side, TeamsLinks links, PlanReading plan, PlannerPace pace)
{
    public async Task<TakenOver?> RunAsync()
    {
        if (await side.LoadAsync() is not { } board)
        {
            return null;
        }

        var all = new Takeover(side, board, links, plan, pace);
        await new TakeOverLabels(all).RunAsync();
        var columns = new TakeOverColumns(all);
        await columns.RunAsync();
        await new TakeOverCards(all).RunAsync();
        await columns.LetGoAsync();
        return all.Outcome;
    }
}
