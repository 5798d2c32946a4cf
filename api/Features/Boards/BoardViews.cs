using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using BoardRole = Workspace.Domain.Boards.BoardRole;
using BoardVisibility = Workspace.Domain.Boards.BoardVisibility;
using CardApprovalState = Workspace.Domain.Boards.CardApprovalState;
using CardPriority = Workspace.Domain.Boards.CardPriority;
using Wire = Workspace.Contracts.Boards;

namespace Workspace.Features.Boards;

/// <summary>Entities → the wire. Enums have the same names and order on both sides; a test keeps it so.</summary>
public static class BoardViews
{
    public static CardView ToView(this Card c) => new(
        c.Id, c.Number, c.Title, c.Column, c.Rank, c.Version, c.Assignees, c.Labels, c.Start, c.Due, c.Priority.ToWire(), c.Progress,
        c.Description is not null, c.Checklist.Count(i => i.Done), c.Checklist.Count, c.Comments, c.Links.Count,
        c is { Approval: { } approval, ApprovalState: { } state } ? new CardApprovalView(approval, state.ToWire()) : null);

    public static ColumnView ToView(this Column c) => new(c.Id, c.Name, c.Rank, c.Limit, c.Done);

    public static LabelView ToView(this Label l) => new(l.Id, l.Name, l.Colour);

    public static ChecklistItemView ToView(this ChecklistItem i) => new(i.Id, i.Title, i.Done);

    public static LinkView ToView(this CardLink l) => new(l.Id, l.Title, l.Url);

    public static CommentView ToView(this CardComment c) => new(c.Id, c.Person, c.AuthorName, c.Text, c.At);

    public static Wire.BoardRole ToWire(this BoardRole role) => (Wire.BoardRole)role;

    public static BoardRole ToDomain(this Wire.BoardRole role) => (BoardRole)role;

    public static Wire.BoardVisibility ToWire(this BoardVisibility visibility) => (Wire.BoardVisibility)visibility;

    public static BoardVisibility ToDomain(this Wire.BoardVisibility visibility) => (BoardVisibility)visibility;

    public static Wire.CardPriority? ToWire(this CardPriority? priority) => (Wire.CardPriority?)priority;

    public static CardPriority? ToDomain(this Wire.CardPriority? priority) => (CardPriority?)priority;

    public static Wire.CardApprovalState ToWire(this CardApprovalState state) => (Wire.CardApprovalState)state;
}
