using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;

namespace Workspace.Contracts.Boards;

/// <param name="Source">Where the content came from, if not from a person's hand: <c>trello</c>, …</param>
public sealed record BoardCreated(string Name, string Key, string? Source = null) : Change;

public sealed record BoardFields(Edit<string>? Name = null, Edit<string?>? Purpose = null, Edit<BoardVisibility>? Visibility = null, Edit<bool>? Template = null);

public sealed record BoardEdited(BoardFields After, BoardFields Before) : Change;

public sealed record BoardMemberSet(Guid Person, BoardRole Role, BoardRole? Before) : Change;

public sealed record BoardMemberRemoved(Guid Person, BoardRole Before) : Change;

public sealed record BoardUnitSet(UnitView Unit, BoardRole? Before) : Change;

public sealed record BoardUnitRemoved(UnitView Unit) : Change;

/// <summary>People came into or left a department or group that takes part.</summary>
public sealed record BoardAccessChanged : Change;

/// <summary>The filters that all members have are others now.</summary>
public sealed record BoardFiltersChanged : Change;

public sealed record BoardArchived : Change;

public sealed record BoardRestored : Change;

public sealed record FieldAdded(FieldView Field) : Change;

public sealed record FieldEdited(FieldView Field, FieldView Before) : Change;

/// <param name="Before">The field it comes before now; null = last.</param>
/// <param name="FromBefore">The field it came before.</param>
public sealed record FieldMoved(Guid Field, Guid? Before, Guid? FromBefore) : Change;

public sealed record FieldArchived(Guid Field) : Change;

/// <param name="Before">The field it comes before; null = last.</param>
public sealed record FieldRestored(FieldView Field, Guid? Before = null) : Change;

public sealed record ColumnAdded(ColumnView Column) : Change;

public sealed record ColumnEdited(ColumnView Column, ColumnView Before) : Change;

public sealed record ColumnMoved(Guid Column, string Rank, string FromRank) : Change;

public sealed record ColumnArchived(Guid Column) : Change;

public sealed record ColumnRestored(ColumnView Column) : Change;

public sealed record LabelAdded(LabelView Label) : Change;

public sealed record LabelEdited(LabelView Label, LabelView Before) : Change;

public sealed record CardCreated(CardView Card) : Change;

/// <param name="Overrode">Fields that somebody else had changed after the editor last saw them: the later wins, the earlier value is in <paramref name="Before"/>.</param>
/// <param name="NextOn">Where the edit made it recur: the day of the next card.</param>
public sealed record CardEdited(Guid Card, CardEdit After, CardEdit Before, IReadOnlyList<string> Overrode, DateOnly? NextOn = null) : Change;

/// <param name="Progress">The progress the move caused, where it changed any.</param>
/// <param name="FromProgress">What it was then.</param>
public sealed record CardMoved(Guid Card, Guid Column, string Rank, Guid FromColumn, string FromRank, int? Progress, int? FromProgress = null) : Change;

public sealed record CardArchived(Guid Card) : Change;

/// <param name="WasArchived">It came from the archive, not from the board.</param>
public sealed record CardTrashed(Guid Card, bool WasArchived) : Change;

/// <summary>After its time in the trash; what the journal says of it stays.</summary>
public sealed record CardErased(Guid Card) : Change;

/// <summary>The next card of a series was made.</summary>
/// <param name="Card">The card that recurs.</param>
/// <param name="NextOn">The day of the one after it; absent where the series is over.</param>
public sealed record CardRecurred(Guid Card, Guid Created, DateOnly? NextOn) : Change;

public sealed record CardRestored(CardView Card, bool FromTrash = false) : Change;

public sealed record CardCommented(Guid Card, Guid Comment, int Comments) : Change;

/// <param name="Before">What it said until now.</param>
public sealed record CardCommentEdited(Guid Card, Guid Comment, string Before) : Change;

/// <param name="Before">What it said.</param>
public sealed record CardCommentRemoved(Guid Card, Guid Comment, string Before, int Comments) : Change;

public sealed record CardCommentRestored(Guid Card, Guid Comment, int Comments) : Change;

/// <param name="Link">The link as it is now; null when it was removed.</param>
public sealed record CardLinkChanged(Guid Card, LinkView? Link, LinkView? Before, int Links) : Change;

/// <param name="Before">The item it comes before now; null = last.</param>
/// <param name="FromBefore">The item it came before.</param>
public sealed record CardChecklistMoved(Guid Card, Guid Item, Guid? Before, Guid? FromBefore) : Change;

/// <param name="Item">The item as it is now; null when it was removed.</param>
public sealed record CardChecklistChanged(Guid Card, ChecklistItemView? Item, ChecklistItemView? Before, int ChecklistDone, int ChecklistTotal) : Change;

/// <param name="Approval">Null: it was withdrawn.</param>
public sealed record CardApprovalChanged(Guid Card, CardApprovalView? Approval) : Change;
