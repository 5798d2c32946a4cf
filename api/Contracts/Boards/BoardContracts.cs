using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;

namespace Workspace.Contracts.Boards;

/// <summary>Lengths, counted in UTF-16 units, and counts that requests are held to.</summary>
public static class Limits
{
    public const int Name = 120;
    public const int Title = 500;
    public const int Text = 50_000;
    public const int Url = 2_000;
    public const int People = 50;
    public const int Labels = 50;
    public const int Values = 50;
    public const int Choices = 100;
}

public enum BoardVisibility
{
    Members,
    Organisation,
}

public enum BoardRole
{
    Viewer,
    Commenter,
    Editor,
    Owner,
}

/// <summary>A board in a list.</summary>
/// <param name="Role">The asking person's role.</param>
/// <param name="Cards">Cards that are not archived.</param>
/// <param name="Template">A pattern for new boards.</param>
/// <param name="Archived">Put away; only asked for by <c>archived=true</c>.</param>
public sealed record BoardSummary(
    Guid Id, string Name, string? Purpose, string Key, BoardVisibility Visibility, BoardRole Role, int Cards, DateTimeOffset ChangedAt, bool Template, bool Archived);

/// <summary>A whole board at one moment; the same for all who may read it.</summary>
/// <param name="Sequence">The journal entry it contains last; the ETag.</param>
public sealed record BoardView(
    Guid Id,
    long Sequence,
    string Name,
    string? Purpose,
    string Key,
    BoardVisibility Visibility,
    IReadOnlyList<ColumnView> Columns,
    IReadOnlyList<LabelView> Labels,
    IReadOnlyList<FieldView> Fields,
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<UnitView> Units,
    IReadOnlyList<CardView> Cards,
    int ArchivedCount,
    bool Template,
    bool Archived);

/// <param name="Rank">Columns sort by it, compared by code units.</param>
/// <param name="Limit">How many cards it should hold at most.</param>
/// <param name="LimitIsHard">The limit refuses instead of warning.</param>
/// <param name="Colour">One of the twelve names of <c>Label.Colours</c>.</param>
public sealed record ColumnView(Guid Id, string Name, string Rank, int? Limit, bool LimitIsHard, bool Done, string? Colour);

public enum FieldKind
{
    Text,
    Number,
    Date,
    Choice,
    Person,
}

/// <summary>A custom field of the board.</summary>
/// <param name="Choices">The answers, for <see cref="FieldKind.Choice"/>.</param>
public sealed record FieldView(Guid Id, string Name, FieldKind Kind, IReadOnlyList<ChoiceView>? Choices);

public sealed record ChoiceView(Guid Id, string Name);

/// <summary>A card's value of a custom field.</summary>
/// <param name="Value">Text; a number as "1234.5"; a day as "2026-11-27"; the id of a choice or a person.</param>
public sealed record ValueView(Guid Field, string Value);

public enum UnitKind
{
    Department,
    Group,
}

/// <summary>A department or an Entra group that takes part; its people have the role.</summary>
/// <param name="Key">The department's name, or the group's Entra id.</param>
public sealed record UnitView(UnitKind Kind, string Key, string Name, BoardRole Role);

/// <summary>How many people a department or group of a board has now.</summary>
public sealed record UnitSizeView(UnitKind Kind, string Key, int People);

/// <param name="Colour">One of the twelve names of <c>Label.Colours</c>.</param>
public sealed record LabelView(Guid Id, string Name, string Colour);

public sealed record MemberView(Guid Person, BoardRole Role);

/// <summary>What a board shows of a card; the rest is in <see cref="CardDetails"/>.</summary>
/// <param name="Rank">Cards of a column sort by it, compared by code units, then by id.</param>
/// <param name="Version">The sequence of the entry that changed the card last.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Department">In charge, by its name in the directory.</param>
/// <param name="Estimate">Expected work in hours.</param>
/// <param name="Colour">The cover: one of the twelve names of <c>Label.Colours</c>.</param>
/// <param name="Parent">The card of this board that it is a part of; may be archived.</param>
/// <param name="BlockedBy">Cards of this board that must be done before; absent = none.</param>
/// <param name="Values">Values of custom fields; absent = none.</param>
/// <param name="Template">A pattern for new cards; it is no work itself.</param>
/// <param name="NextOn">The card recurs: on this day the next one is made.</param>
public sealed record CardView(
    Guid Id,
    int Number,
    string Title,
    Guid Column,
    string Rank,
    long Version,
    IReadOnlyList<Guid> Assignees,
    IReadOnlyList<Guid> Labels,
    DateOnly? Start,
    DateOnly? Due,
    CardPriority? Priority,
    int Progress,
    bool HasDescription,
    int ChecklistDone,
    int ChecklistTotal,
    int Comments,
    int Links,
    CardApprovalView? Approval,
    string? Department,
    decimal? Estimate,
    string? Colour,
    Guid? Parent,
    IReadOnlyList<Guid>? BlockedBy,
    IReadOnlyList<ValueView>? Values,
    bool Template,
    DateOnly? NextOn);

public enum RecurrenceUnit
{
    Day,
    WorkingDay,
    Week,
    Month,
    Year,
}

/// <summary>When a card comes again; a day of a month that is too short for it is its last.</summary>
/// <param name="Interval">Every n-th day, week …: 1 to 100.</param>
/// <param name="Weekdays">For weeks: on which days.</param>
/// <param name="Day">For months and years: the day of the month, -1 for the last.</param>
/// <param name="WorkingDay">For months and years instead of the day: the n-th working day of the month, -1 for the last.</param>
/// <param name="Month">For years: 1 to 12.</param>
/// <param name="Until">The last day that may be one of the series; absent: it goes on.</param>
public sealed record RecurrenceView(
    RecurrenceUnit Every, int Interval, IReadOnlyList<DayOfWeek>? Weekdays = null, int? Day = null, int? WorkingDay = null, int? Month = null, DateOnly? Until = null);

/// <summary>What a recurrence would mean for a card from today on.</summary>
/// <param name="Days">The next days on which a card is made, at most five; fewer where the series ends, empty where it is over.</param>
public sealed record RecurrencePreview(IReadOnlyList<DateOnly> Days);

public sealed record CardApprovalView(Guid Id, CardApprovalState State);

public enum CardApprovalState
{
    Open,
    Approved,
    Rejected,
}

public enum CardPriority
{
    Urgent,
    Important,
    Medium,
    Low,
}

/// <summary>Everything about one card.</summary>
/// <param name="Sequence">The board's sequence at the moment of reading: send it back as <c>seen</c>.</param>
public sealed record CardDetails(
    CardView Card,
    string? Description,
    IReadOnlyList<ChecklistItemView> Checklist,
    IReadOnlyList<LinkView> Links,
    IReadOnlyList<CommentView> Comments,
    bool Archived,
    DateTimeOffset? TrashedAt,
    DateTimeOffset CreatedAt,
    RecurrenceView? Recurrence,
    long Sequence);

public sealed record ChecklistItemView(Guid Id, string Title, bool Done, Guid? Assignee, DateOnly? Due);

public sealed record LinkView(Guid Id, string Title, string Url);

/// <param name="AuthorName">Where an import named somebody without an account.</param>
/// <param name="Text">Markdown; <c>@{id}</c> names a person. Empty where the comment was taken back.</param>
public sealed record CommentView(Guid Id, Guid? Person, string? AuthorName, string Text, DateTimeOffset At, DateTimeOffset? EditedAt, bool Removed);

/// <summary>What the asking person may do on a board; small, because the board itself is the same for all.</summary>
public sealed record AccessView(BoardRole Role, bool CanComment, bool CanEdit, bool CanAskForApproval, bool CanManage);

/// <param name="LastIsDone">In the last of the named columns cards are finished.</param>
public sealed record CreateBoardRequest(
    [property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name,
    [property: StringLength(Limits.Text)] string? Purpose,
    [property: StringLength(6)] string? Key,
    BoardVisibility Visibility,
    [property: MaxLength(50)] IReadOnlyList<string>? Columns,
    bool LastIsDone = false);

/// <param name="Seen">The sequence at which the person read what they change.</param>
/// <param name="Template">Offer the board as a pattern for new ones.</param>
public sealed record EditBoardRequest(
    long Seen, Edit<string>? Name, Edit<string?>? Purpose, Edit<BoardVisibility>? Visibility, Edit<bool>? Template = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Check.Text(nameof(Name), Name, Limits.Name), .. Check.OptionalText(nameof(Purpose), Purpose, Limits.Text)];
}

public sealed record SetMemberRequest(BoardRole Role);

/// <param name="Key">The department's name as the directory has it, or the group's Entra id.</param>
public sealed record SetUnitRequest(UnitKind Kind, [property: Required, StringLength(200, MinimumLength = 1)] string Key, BoardRole Role);

/// <param name="Before">The column it comes before; absent = last.</param>
public sealed record AddColumnRequest([property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name, Guid? Before);

public sealed record EditColumnRequest(
    long Seen, Edit<string>? Name, Edit<int?>? Limit, Edit<bool>? Done, Edit<bool>? LimitIsHard = null, Edit<string?>? Colour = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Check.Text(nameof(Name), Name, Limits.Name), .. Check.Range(nameof(Limit), Limit?.Value, 1, 10_000)];
}

public sealed record MoveColumnRequest(Guid? Before);

public sealed record LabelRequest([property: StringLength(Limits.Name)] string Name, [property: Required, StringLength(20)] string Colour);

/// <param name="Choices">For a choice: at least one answer.</param>
public sealed record AddFieldRequest(
    [property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name, FieldKind Kind, [property: MaxLength(Limits.Choices)] IReadOnlyList<string>? Choices) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check.Names(nameof(Choices), Choices);
}

/// <param name="Choices">All answers in order; one without an id is new. A removed one stays on the cards that have it until they change.</param>
public sealed record EditFieldRequest(
    [property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name, [property: MaxLength(Limits.Choices)] IReadOnlyList<ChoiceRequest>? Choices) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check.Names(nameof(Choices), Choices?.Select(c => c.Name));
}

public sealed record ChoiceRequest(Guid? Id, string Name);

/// <param name="Before">The field it comes before; absent = last.</param>
public sealed record MoveFieldRequest(Guid? Before);

/// <param name="Before">The card it comes before; absent = last.</param>
public sealed record CreateCardRequest(Guid Column, [property: Required, StringLength(Limits.Title, MinimumLength = 1)] string Title, Guid? Before);

/// <param name="Before">The card it comes before; absent = last.</param>
public sealed record MoveCardRequest(Guid Column, Guid? Before);

/// <summary>
/// The fields of a card that can be edited; each present one is changed. Lists are merged with what others added and removed since
/// <c>seen</c>; custom fields are named one by one.
/// </summary>
public sealed record CardEdit(
    Edit<string>? Title = null,
    Edit<string?>? Description = null,
    Edit<IReadOnlyList<Guid>>? Assignees = null,
    Edit<IReadOnlyList<Guid>>? Labels = null,
    Edit<DateOnly?>? Start = null,
    Edit<DateOnly?>? Due = null,
    Edit<CardPriority?>? Priority = null,
    Edit<int>? Progress = null,
    Edit<string?>? Department = null,
    Edit<decimal?>? Estimate = null,
    Edit<string?>? Colour = null,
    Edit<Guid?>? Parent = null,
    Edit<IReadOnlyList<Guid>>? BlockedBy = null,
    IReadOnlyList<ValueEdit>? Values = null,
    Edit<bool>? Template = null,
    Edit<RecurrenceView?>? Recurrence = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Check.Text(nameof(Title), Title, Limits.Title),
        .. Check.OptionalText(nameof(Description), Description, Limits.Text),
        .. Check.Count(nameof(Assignees), Assignees, Limits.People),
        .. Check.Count(nameof(Labels), Labels, Limits.Labels),
        .. Check.Range(nameof(Progress), Progress?.Value, 0, 100),
        .. Check.OptionalText(nameof(Department), Department, 200),
        .. Check.Range(nameof(Estimate), Estimate?.Value, 0, 100_000),
        .. Check.OptionalText(nameof(Colour), Colour, 20),
        .. Check.Count(nameof(BlockedBy), BlockedBy, 50),
        .. Check.Each(nameof(Values), Values, Limits.Values),
    ];
}

/// <param name="Value">As <see cref="ValueView"/> writes it; null clears the field.</param>
public sealed record ValueEdit(Guid Field, [property: StringLength(2_000)] string? Value);

/// <param name="Seen">The sequence at which the person read the card.</param>
public sealed record EditCardRequest(long Seen, [property: Required] CardEdit Fields);

public sealed record AddCommentRequest([property: Required, StringLength(Limits.Text, MinimumLength = 1)] string Text);

public sealed record EditCommentRequest([property: Required, StringLength(Limits.Text, MinimumLength = 1)] string Text);

/// <param name="Before">The item it comes before; absent = last.</param>
public sealed record AddChecklistItemRequest(
    [property: Required, StringLength(Limits.Title, MinimumLength = 1)] string Title, Guid? Assignee = null, DateOnly? Due = null, Guid? Before = null);

public sealed record EditChecklistItemRequest(
    Edit<string>? Title = null, Edit<bool>? Done = null, Edit<Guid?>? Assignee = null, Edit<DateOnly?>? Due = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check.Text(nameof(Title), Title, Limits.Title);
}

/// <param name="Before">The item it comes before; absent = last.</param>
public sealed record MoveChecklistItemRequest(Guid? Before);

/// <param name="Url">An https address.</param>
/// <param name="Title">Absent: the address's host.</param>
public sealed record LinkRequest([property: Required, StringLength(Limits.Url, MinimumLength = 1)] string Url, [property: StringLength(Limits.Title)] string? Title);

/// <summary>A copy of a card on the same board.</summary>
/// <param name="Column">Absent: beside the original.</param>
/// <param name="Title">Absent: the original's.</param>
public sealed record CopyCardRequest(Guid? Column, [property: StringLength(Limits.Title)] string? Title);

/// <summary>A new board with the columns, labels and fields of another.</summary>
/// <param name="Cards">With its cards (without their comments and history).</param>
/// <param name="Members">With its members and units, where the actor owns the original.</param>
public sealed record CopyBoardRequest([property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name, bool Cards, bool Members);

/// <param name="Command">The <c>Command-Id</c> of one's own command that is to be taken back.</param>
public sealed record UndoRequest(Guid Command);

/// <summary>A part of a board's history, newest first.</summary>
/// <param name="Cards">The cards that the entries are about, archived ones too; those that are gone for good are missing.</param>
public sealed record BoardHistoryPage(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<HistoryCardView> Cards);

/// <summary>A card as it is called now.</summary>
public sealed record HistoryCardView(Guid Id, int Number, string Title);

/// <summary>A view of a board worth coming back to.</summary>
/// <param name="Query">View and filter as the tab's address writes them, without the question mark.</param>
/// <param name="Shared">Everybody of the board has it; only its owner may change it.</param>
public sealed record FilterView(Guid Id, Guid Person, string Name, string Query, bool Shared);

public sealed record FilterRequest(
    [property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name, [property: StringLength(Limits.Url)] string Query, bool Shared);

/// <summary>Something that waits for the asking person: a card, or one item of a card's checklist.</summary>
/// <param name="Key">The card's number as it is shown, <c>BÜ-42</c>.</param>
/// <param name="Item">The checklist item, where it is one.</param>
/// <param name="Due">The item's own day, else the card's.</param>
/// <param name="Blocked">Waits for a card that is not done.</param>
public sealed record WorkItemView(
    Guid Board, string BoardName, Guid Card, string Key, string Title, Guid? Item, string? ItemTitle, string ColumnName, DateOnly? Due, CardPriority? Priority,
    int Progress, bool Blocked);
