using Workspace.Contracts.Live;

namespace Workspace.Contracts.Boards;

/// <summary>What a board is exported as.</summary>
public enum ExportFormat
{
    /// <summary>The cards as a table.</summary>
    Csv,

    /// <summary>The cards as a table.</summary>
    Xlsx,

    /// <summary>Everything (<see cref="BoardExport"/>).</summary>
    Json,
}

/// <summary>
/// A whole board as a file: with archived and trashed cards, comments and history. Ids are those of the board; names of people stand
/// in <see cref="People"/> alone. Written as a stream, in this order. <c>docs/export.md</c> explains it.
/// </summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Counts up when a reader of the older form could misread a file; new properties alone don't.</param>
/// <param name="Sequence">The last entry of the board's journal that is in it.</param>
/// <param name="History">The board's journal, oldest first.</param>
/// <param name="People">Everybody who is named by an id anywhere before.</param>
public sealed record BoardExport(
    string Format,
    int Version,
    DateTimeOffset ExportedAt,
    long Sequence,
    ExportedBoard Board,
    IReadOnlyList<ExportedColumn> Columns,
    IReadOnlyList<LabelView> Labels,
    IReadOnlyList<ExportedField> Fields,
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<UnitView> Units,
    IReadOnlyList<RuleView> Rules,
    IAsyncEnumerable<ExportedCard> Cards,
    IAsyncEnumerable<JournalEntry> History,
    IAsyncEnumerable<ExportedPerson> People)
{
    public const string FormatName = "workspace.board";

    public const int Newest = 1;
}

public sealed record ExportedBoard(
    Guid Id, string Name, string? Purpose, string Key, BoardVisibility Visibility, bool Template, DateTimeOffset CreatedAt, DateTimeOffset? ArchivedAt, int LastNumber);

public sealed record ExportedColumn(
    Guid Id, string Name, string Rank, int? Limit, bool LimitIsHard, bool Done, string? Colour, DateTimeOffset? ArchivedAt);

public sealed record ExportedField(Guid Id, string Name, FieldKind Kind, IReadOnlyList<ChoiceView> Choices, DateTimeOffset? ArchivedAt);

public sealed record ExportedPerson(Guid Id, string Name, string? Mail);

public sealed record ExportedCard(
    Guid Id,
    int Number,
    string Title,
    string? Description,
    Guid Column,
    string Rank,
    long Version,
    IReadOnlyList<Guid> Assignees,
    IReadOnlyList<Guid> Labels,
    DateOnly? Start,
    DateOnly? Due,
    CardPriority? Priority,
    int Progress,
    string? Department,
    decimal? Estimate,
    string? Colour,
    Guid? Parent,
    IReadOnlyList<Guid> BlockedBy,
    IReadOnlyList<ValueView> Values,
    IReadOnlyList<ChecklistItemView> Checklist,
    IReadOnlyList<LinkView> Links,
    IReadOnlyList<CommentView> Comments,
    CardApprovalView? Approval,
    bool Template,
    RecurrenceView? Recurrence,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ArchivedAt,
    DateTimeOffset? TrashedAt);

/// <summary>A person's own secret address of a board's calendar.</summary>
/// <param name="Since">When the address was made; absent: there is none.</param>
/// <param name="Path">The address, below this server's; told once, when it is made.</param>
public sealed record CalendarView(DateTimeOffset? Since, string? Path);
