using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Planner;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using WireState = Workspace.Contracts.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

internal static class PlannerViews
{
    /// <summary>The view of a link.</summary>
    /// <param name="link">The link.</param>
    /// <param name="joined">Cards and tasks that belong together so far.</param>
    /// <param name="now">The time.</param>
    /// <param name="language">Of the sentences.</param>
    public static PlannerLinkView Of(PlannerLink link, int joined, DateTimeOffset now, string language) => new(
        new PlannerGroupView(link.Group, link.GroupName),
        new PlannerPlanRef(link.Plan, link.PlanTitle),
        StateOf(link),
        link.SyncedAt,
        link.SyncedAt is { } at ? Math.Round((now - at).TotalSeconds, 1) : null,
        link.Problem is { } problem ? new PlannerProblemView(problem, Texts.Say(language, problem)) : null,
        link.Requests,
        link.Conflicts,
        link.FirstTotal is { } total ? new PlannerFirstView(Math.Min(joined, total), total) : null,
        link.PausedBy,
        link.LinkedBy,
        link.LinkedAt);

    /// <summary>The same, with what is counted only while the first comparison runs.</summary>
    public static async Task<PlannerLinkView> ReadAsync(WorkspaceDb db, PlannerLink link, DateTimeOffset now, string language, CancellationToken ct) =>
        Of(link, link.FirstTotal is null ? 0 : await db.Set<PlannerPair>().CountAsync(p => p.Board == link.Board && p.Task != null, ct), now, language);

    public static BoardPlannerChanged ChangeOf(PlannerLink link) => link.State is Domain.Planner.PlannerLinkState.Ended
        ? new BoardPlannerChanged(null, null, null, null)
        : new BoardPlannerChanged(link.PlanTitle, link.GroupName, StateOf(link), link.Problem);

    private static WireState StateOf(PlannerLink link) =>
        link.State is Domain.Planner.PlannerLinkState.Paused ? WireState.Paused : WireState.Active;
}
