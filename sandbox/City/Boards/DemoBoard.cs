namespace Workspace.Sandbox.City.Boards;

/// <summary>A board of the demo city as it will be written through the public API.</summary>
internal sealed record DemoBoard(
    string Name, string Key, string Purpose, bool Everybody, DemoPerson Owner, IReadOnlyList<(DemoPerson Person, string Role)> Members,
    IReadOnlyList<DemoColumn> Columns, IReadOnlyList<DemoLabel> Labels, IReadOnlyList<DemoCard> Cards)
{
    /// <summary>The new plan of a group that the board is kept in step with.</summary>
    public (Guid Group, string Title)? Plan { get; init; }
}

internal sealed record DemoColumn(string Name, int? Limit = null, bool Done = false);

internal sealed record DemoLabel(string Name, string Colour);

/// <summary>One card; days count from the day the city was filled, so that a fresh sandbox always has something due today.</summary>
internal sealed record DemoCard(string Column, string Title)
{
    public string? Text { get; init; }

    public IReadOnlyList<DemoPerson> People { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    public int? Start { get; init; }

    public int? Due { get; init; }

    public string? Priority { get; init; }

    public int Progress { get; init; }

    public IReadOnlyList<(string Title, bool Done)> Checklist { get; init; } = [];

    public IReadOnlyList<(DemoPerson By, string Text)> Comments { get; init; } = [];

    /// <summary>Who is asked for approval, by the board's owner.</summary>
    public (DemoPerson By, DemoPerson Approver, string Comment)? Approval { get; init; }
}

/// <summary>A plan in Planner that no board knows of.</summary>
internal sealed record DemoPlan(string Title, Guid Group, DemoPerson Owner, IReadOnlyList<DemoBucket> Buckets);

/// <param name="Tasks">Due counts days as on a card; progress is Planner's 0, 50, 100.</param>
internal sealed record DemoBucket(string Name, IReadOnlyList<(string Title, int? Due, int Progress, DemoPerson? Person)> Tasks);
