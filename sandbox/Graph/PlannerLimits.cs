namespace Workspace.Sandbox.Graph;

/// <summary>
/// Planner's published limits, in their older (lower) state. A write beyond one is answered 403 with the limit's name as code.
/// Lengths of texts are not published: these two are assumptions, answered 400.
/// </summary>
public sealed class PlannerLimits
{
    public int PlansPerGroup { get; set; } = 200;

    public int BucketsPerPlan { get; set; } = 200;

    public int TasksPerPlan { get; set; } = 9_000;

    public int ActiveTasksPerPlan { get; set; } = 2_400;

    public int TasksCreatedByUser { get; set; } = 20_000;

    public int TasksAssignedToUser { get; set; } = 3_000;

    public int AssigneesPerTask { get; set; } = 20;

    public int ChecklistItemsPerTask { get; set; } = 20;

    public int ReferencesPerTask { get; set; } = 10;

    public int TitleLength { get; set; } = 255;

    public int DescriptionLength { get; set; } = 32_768;

    /// <summary>So many versions of a resource are known; an older etag is 412.</summary>
    public int EtagsRemembered { get; set; } = 100;
}
