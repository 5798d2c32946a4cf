using Workspace.Contracts.Planner;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;
using WireState = Workspace.Contracts.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

internal static class PlannerViews
{
    public static PlannerLinkView Of(PlannerLink link, DateTimeOffset now, string language) => new(
        new PlannerGroupView(link.Group, link.GroupName),
        new PlannerPlanRef(link.Plan, link.PlanTitle),
        StateOf(link),
        link.SyncedAt,
        link.SyncedAt is { } at ? Math.Round((now - at).TotalSeconds, 1) : null,
        link.Problem is { } problem ? new PlannerProblemView(problem, Texts.Say(language, problem)) : null,
        link.Requests,
        link.Conflicts,
        link.LinkedBy,
        link.LinkedAt);

    public static BoardPlannerChanged ChangeOf(PlannerLink link) => link.State is Domain.Planner.PlannerLinkState.Ended
        ? new BoardPlannerChanged(null, null, null, null)
        : new BoardPlannerChanged(link.PlanTitle, link.GroupName, StateOf(link), link.Problem);

    private static WireState StateOf(PlannerLink link) =>
        link.State is Domain.Planner.PlannerLinkState.Paused ? WireState.Paused : WireState.Active;
}
