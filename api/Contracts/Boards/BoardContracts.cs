using System.ComponentModel.DataAnnotations;
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
public sealed record BoardSummary(Guid Id, string Name, string? Purpose, string Key, BoardVisibility Visibility, BoardRole Role, int Cards, DateTimeOffset ChangedAt);

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
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<CardView> Cards,
    int ArchivedCount);

/// <param name="Rank">Columns sort by it, compared by code units.</param>
public sealed record ColumnView(Guid Id, string Name, string Rank, int? Limit, bool Done);

/// <param name="Colour">One of the twelve names of <c>Label.Colours</c>.</param>
public sealed record LabelView(Guid Id, string Name, string Colour);

public sealed record MemberView(Guid Person, BoardRole Role);

/// <summary>What a board shows of a card; the rest is in <see cref="CardDetails"/>.</summary>
/// <param name="Rank">Cards of a column sort by it, compared by code units, then by id.</param>
/// <param name="Version">The sequence of the entry that changed the card last.</param>
/// <param name="Progress">0 to 100.</param>
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
    CardApprovalView? Approval);

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
    DateTimeOffset CreatedAt,
    long Sequence);

public sealed record ChecklistItemView(Guid Id, string Title, bool Done);

public sealed record LinkView(Guid Id, string Title, string Url);

/// <param name="AuthorName">Where an import named somebody without an account.</param>
public sealed record CommentView(Guid Id, Guid? Person, string? AuthorName, string Text, DateTimeOffset At);

/// <summary>What the asking person may do on a board; small, because the board itself is the same for all.</summary>
public sealed record AccessView(BoardRole Role, bool CanComment, bool CanEdit, bool CanAskForApproval, bool CanManage);

public sealed record CreateBoardRequest(
    [property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name,
    [property: StringLength(Limits.Text)] string? Purpose,
    [property: StringLength(6)] string? Key,
    BoardVisibility Visibility,
    [property: MaxLength(50)] IReadOnlyList<string>? Columns);

/// <param name="Seen">The sequence at which the person read what they change.</param>
public sealed record EditBoardRequest(long Seen, Edit<string>? Name, Edit<string?>? Purpose, Edit<BoardVisibility>? Visibility) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Check.Text(nameof(Name), Name, Limits.Name), .. Check.OptionalText(nameof(Purpose), Purpose, Limits.Text)];
}

public sealed record SetMemberRequest(BoardRole Role);

/// <param name="Before">The column it comes before; absent = last.</param>
public sealed record AddColumnRequest([property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name, Guid? Before);

public sealed record EditColumnRequest(long Seen, Edit<string>? Name, Edit<int?>? Limit, Edit<bool>? Done) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Check.Text(nameof(Name), Name, Limits.Name), .. Check.Range(nameof(Limit), Limit?.Value, 1, 10_000)];
}

public sealed record MoveColumnRequest(Guid? Before);

public sealed record LabelRequest([property: StringLength(Limits.Name)] string Name, [property: Required, StringLength(20)] string Colour);

/// <param name="Before">The card it comes before; absent = last.</param>
public sealed record CreateCardRequest(Guid Column, [property: Required, StringLength(Limits.Title, MinimumLength = 1)] string Title, Guid? Before);

/// <param name="Before">The card it comes before; absent = last.</param>
public sealed record MoveCardRequest(Guid Column, Guid? Before);

/// <summary>The fields of a card that can be edited; each present one is changed.</summary>
public sealed record CardEdit(
    Edit<string>? Title = null,
    Edit<string?>? Description = null,
    Edit<IReadOnlyList<Guid>>? Assignees = null,
    Edit<IReadOnlyList<Guid>>? Labels = null,
    Edit<DateOnly?>? Start = null,
    Edit<DateOnly?>? Due = null,
    Edit<CardPriority?>? Priority = null,
    Edit<int>? Progress = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Check.Text(nameof(Title), Title, Limits.Title),
        .. Check.OptionalText(nameof(Description), Description, Limits.Text),
        .. Check.Count(nameof(Assignees), Assignees, Limits.People),
        .. Check.Count(nameof(Labels), Labels, Limits.Labels),
        .. Check.Range(nameof(Progress), Progress?.Value, 0, 100),
    ];
}

/// <param name="Seen">The sequence at which the person read the card.</param>
public sealed record EditCardRequest(long Seen, [property: Required] CardEdit Fields);

public sealed record AddCommentRequest([property: Required, StringLength(Limits.Text, MinimumLength = 1)] string Text);

public sealed record AddChecklistItemRequest([property: Required, StringLength(Limits.Title, MinimumLength = 1)] string Title);

public sealed record EditChecklistItemRequest(Edit<string>? Title, Edit<bool>? Done) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check.Text(nameof(Title), Title, Limits.Title);
}
