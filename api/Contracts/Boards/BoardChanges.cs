using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;

namespace Workspace.Contracts.Boards;

/// <param name="Source">Where the content came from, if not from a person's hand: <c>trello</c>, …</param>
public sealed record BoardCreated(string Name, string Key, string? Source = null) : Change;

public sealed record BoardFields(Edit<string>? Name = null, Edit<string?>? Purpose = null, Edit<BoardVisibility>? Visibility = null);

public sealed record BoardEdited(BoardFields After, BoardFields Before) : Change;

public sealed record BoardMemberSet(Guid Person, BoardRole Role, BoardRole? Before) : Change;

public sealed record BoardMemberRemoved(Guid Person, BoardRole Before) : Change;

public sealed record ColumnAdded(ColumnView Column) : Change;

public sealed record ColumnEdited(ColumnView Column, ColumnView Before) : Change;

public sealed record ColumnMoved(Guid Column, string Rank, string FromRank) : Change;

public sealed record ColumnArchived(Guid Column) : Change;

public sealed record LabelAdded(LabelView Label) : Change;

public sealed record LabelEdited(LabelView Label, LabelView Before) : Change;

public sealed record CardCreated(CardView Card) : Change;

/// <param name="Overrode">Fields that somebody else had changed after the editor last saw them: the later wins, the earlier value is in <paramref name="Before"/>.</param>
public sealed record CardEdited(Guid Card, CardEdit After, CardEdit Before, IReadOnlyList<string> Overrode) : Change;

/// <param name="Progress">The progress the move caused, where it changed any.</param>
public sealed record CardMoved(Guid Card, Guid Column, string Rank, Guid FromColumn, string FromRank, int? Progress) : Change;

public sealed record CardArchived(Guid Card) : Change;

public sealed record CardRestored(CardView Card) : Change;

public sealed record CardCommented(Guid Card, Guid Comment, int Comments) : Change;

/// <param name="Item">The item as it is now; null when it was removed.</param>
public sealed record CardChecklistChanged(Guid Card, ChecklistItemView? Item, ChecklistItemView? Before, int ChecklistDone, int ChecklistTotal) : Change;

public sealed record CardApprovalChanged(Guid Card, CardApprovalView Approval) : Change;
