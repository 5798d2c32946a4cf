namespace Workspace.Domain.Boards.Import;

/// <summary>
/// Our own export of a board (<c>docs/export.md</c>), as far as a new board can be made of it. A file can be edited by anybody, so
/// everything may be missing and nothing is believed.
/// </summary>
public sealed record WorkspaceExport
{
    public string? Format { get; init; }
    public int? Version { get; init; }
    public WorkspaceBoard? Board { get; init; }
    public IReadOnlyList<WorkspaceColumn?>? Columns { get; init; }
    public IReadOnlyList<WorkspaceLabel?>? Labels { get; init; }
    public IReadOnlyList<WorkspaceField?>? Fields { get; init; }
    public IReadOnlyList<WorkspaceMember?>? Members { get; init; }
    public IReadOnlyList<WorkspaceUnit?>? Units { get; init; }
    public IReadOnlyList<WorkspaceRule?>? Rules { get; init; }
    public IReadOnlyList<WorkspaceCard?>? Cards { get; init; }
    public IReadOnlyList<WorkspacePerson?>? People { get; init; }
}

public sealed record WorkspaceBoard(string? Name, string? Purpose, string? Key, bool Template);

public sealed record WorkspaceColumn(Guid Id, string? Name, string? Rank, int? Limit, bool LimitIsHard, bool Done, string? Colour, DateTimeOffset? ArchivedAt);

public sealed record WorkspaceLabel(Guid Id, string? Name, string? Colour);

public sealed record WorkspaceField(Guid Id, string? Name, FieldKind Kind, IReadOnlyList<WorkspaceChoice?>? Choices, DateTimeOffset? ArchivedAt);

public sealed record WorkspaceChoice(Guid Id, string? Name);

public sealed record WorkspaceMember(Guid Person, BoardRole Role);

public sealed record WorkspaceUnit(string? Name);

/// <summary>Trigger, conditions and actions are written as the rules themselves are, with the ids of the file.</summary>
public sealed record WorkspaceRule(string? Name, RuleTrigger? Trigger, IReadOnlyList<RuleCondition?>? Conditions, IReadOnlyList<RuleAction?>? Actions);

public sealed record WorkspacePerson(Guid Id, string? Name, string? Mail);

public sealed record WorkspaceCard
{
    public Guid Id { get; init; }
    public int? Number { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public Guid Column { get; init; }
    public string? Rank { get; init; }
    public IReadOnlyList<Guid>? Assignees { get; init; }
    public IReadOnlyList<Guid>? Labels { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? Due { get; init; }
    public CardPriority? Priority { get; init; }
    public int Progress { get; init; }
    public string? Department { get; init; }
    public decimal? Estimate { get; init; }
    public string? Colour { get; init; }
    public Guid? Parent { get; init; }
    public IReadOnlyList<Guid>? BlockedBy { get; init; }
    public IReadOnlyList<WorkspaceValue?>? Values { get; init; }
    public IReadOnlyList<WorkspaceItem?>? Checklist { get; init; }
    public IReadOnlyList<WorkspaceLink?>? Links { get; init; }
    public IReadOnlyList<WorkspaceComment?>? Comments { get; init; }
    public object? Approval { get; init; }
    public bool Template { get; init; }
    public Recurrence? Recurrence { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? ArchivedAt { get; init; }
    public DateTimeOffset? TrashedAt { get; init; }
}

public sealed record WorkspaceValue(Guid Field, string? Value);

public sealed record WorkspaceItem(string? Title, bool Done, Guid? Assignee, DateOnly? Due);

public sealed record WorkspaceLink(string? Title, string? Url);

public sealed record WorkspaceComment(Guid? Person, string? AuthorName, string? Text, DateTimeOffset? At, DateTimeOffset? EditedAt, bool Removed);
