using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using BoardRole = Workspace.Domain.Boards.BoardRole;
using BoardVisibility = Workspace.Domain.Boards.BoardVisibility;
using CardApprovalState = Workspace.Domain.Boards.CardApprovalState;
using CardPriority = Workspace.Domain.Boards.CardPriority;
using FieldKind = Workspace.Domain.Boards.FieldKind;
using UnitKind = Workspace.Domain.Boards.UnitKind;
using Wire = Workspace.Contracts.Boards;

namespace Workspace.Features.Boards;

/// <summary>Entities → the wire. Enums have the same names and order on both sides; a test keeps it so.</summary>
public static class BoardViews
{
    public static CardView ToView(this Card c) => new(
        c.Id, c.Number, c.Title, c.Column, c.Rank, c.Version, c.Assignees, c.Labels, c.Start, c.Due, c.Priority.ToWire(), c.Progress,
        c.Description is not null, c.Checklist.Count(i => i.Done), c.Checklist.Count, c.Comments, c.Links.Count,
        c is { Approval: { } approval, ApprovalState: { } state } ? new CardApprovalView(approval, state.ToWire()) : null,
        c.Department, c.Estimate, c.Colour, c.Parent, c.BlockedBy.Count == 0 ? null : c.BlockedBy,
        c.Values.Count == 0 ? null : [.. c.Values.Select(v => new ValueView(v.Field, v.Value))], c.Template, c.NextOn);

    public static RecurrenceView ToView(this Recurrence r) => new((Wire.RecurrenceUnit)r.Every, r.Interval, r.Weekdays, r.Day, r.WorkingDay, r.Month, r.Until);

    public static Recurrence ToDomain(this RecurrenceView r) =>
        new((Domain.Boards.RecurrenceUnit)r.Every, r.Interval, r.Weekdays is null ? null : [.. r.Weekdays], r.Day, r.WorkingDay, r.Month, r.Until);

    public static ColumnView ToView(this Column c) => new(c.Id, c.Name, c.Rank, c.Limit, c.LimitIsHard, c.Done, c.Colour);

    public static FieldView ToView(this CustomField f) => new(
        f.Id, f.Name, f.Kind.ToWire(), f.Kind is FieldKind.Choice ? [.. f.Choices.Select(c => new ChoiceView(c.Id, c.Name))] : null);

    public static UnitView ToView(this BoardUnit u) => new((Wire.UnitKind)u.Kind, u.Key, u.Name, u.Role.ToWire());

    public static LabelView ToView(this Label l) => new(l.Id, l.Name, l.Colour);

    public static ChecklistItemView ToView(this ChecklistItem i) => new(i.Id, i.Title, i.Done, i.Assignee, i.Due);

    public static LinkView ToView(this CardLink l) => new(l.Id, l.Title, l.Url);

    public static CommentView ToView(this CardComment c) => new(
        c.Id, c.Person, c.AuthorName, c.RemovedAt is null ? c.Text : "", c.At, c.EditedAt, c.RemovedAt is not null);

    public static Wire.BoardRole ToWire(this BoardRole role) => (Wire.BoardRole)role;

    public static BoardRole ToDomain(this Wire.BoardRole role) => (BoardRole)role;

    public static Wire.BoardVisibility ToWire(this BoardVisibility visibility) => (Wire.BoardVisibility)visibility;

    public static BoardVisibility ToDomain(this Wire.BoardVisibility visibility) => (BoardVisibility)visibility;

    public static Wire.FieldKind ToWire(this FieldKind kind) => (Wire.FieldKind)kind;

    public static FieldKind ToDomain(this Wire.FieldKind kind) => (FieldKind)kind;

    public static UnitKind ToDomain(this Wire.UnitKind kind) => (UnitKind)kind;

    public static Wire.CardPriority? ToWire(this CardPriority? priority) => (Wire.CardPriority?)priority;

    public static CardPriority? ToDomain(this Wire.CardPriority? priority) => (CardPriority?)priority;

    public static Wire.CardApprovalState ToWire(this CardApprovalState state) => (Wire.CardApprovalState)state;
}
