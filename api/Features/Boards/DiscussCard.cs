using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Says something about a card.</summary>
public sealed class CommentCard(Changes changes)
{
    public Task<Outcome<CommentView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, AddCommentRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<CommentView>(actor, Command.For(command, nameof(CommentCard), new { board, card, request }), board, BoardAction.Comment, async work =>
        {
            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is not { } found)
            {
                return default;
            }

            var comment = new CardComment
            {
                Id = Guid.CreateVersion7(),
                Organisation = actor.Organisation,
                Board = board,
                Card = card,
                Person = actor.Person,
                Text = request.Text.Trim(),
                At = work.Now,
            };
            _ = work.Db.Add(comment);
            found.CountComment();
            found.ChangedBy(work.Append(board, new CardCommented(card, comment.Id, found.Comments), card));
            return comment.ToView();
        }, ct);
}

/// <summary>Adds an item to a card's checklist.</summary>
public sealed class AddChecklistItem(Changes changes)
{
    public Task<Outcome<ChecklistItemView>> RunAsync(
        Actor actor, CommandId command, Guid board, Guid card, AddChecklistItemRequest request, CancellationToken ct) =>
        changes.OnChecklistAsync(
            actor, Command.For(command, nameof(AddChecklistItem), new { board, card, request }), board, card, Guid.CreateVersion7(),
            (found, item) => found.AddItem(item, request.Title), ct);
}

/// <summary>Renames or ticks an item of a card's checklist.</summary>
public sealed class EditChecklistItem(Changes changes)
{
    public Task<Outcome<ChecklistItemView>> RunAsync(
        Actor actor, CommandId command, Guid board, Guid card, Guid item, EditChecklistItemRequest request, CancellationToken ct) =>
        changes.OnChecklistAsync(
            actor, Command.For(command, nameof(EditChecklistItem), new { board, card, item, request }), board, card, item,
            (found, id) => found.ChangeItem(id, request.Title?.Value, request.Done?.Value), ct);
}

/// <summary>Takes an item off a card's checklist; history keeps it.</summary>
public sealed class RemoveChecklistItem(Changes changes)
{
    public Task<Outcome<ChecklistItemView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, Guid item, CancellationToken ct) =>
        changes.OnChecklistAsync(
            actor, Command.For(command, nameof(RemoveChecklistItem), new { board, card, item }), board, card, item,
            (found, id) => found.RemoveItem(id), ct);
}

internal static class ChecklistChanges
{
    /// <summary>One change of one item, journalled with the item before and after; answers the item (the removed one where it is gone).</summary>
    public static Task<Outcome<ChecklistItemView>> OnChecklistAsync(
        this Changes changes, Actor actor, Command command, Guid board, Guid card, Guid item, Func<Card, Guid, Domain.Shared.Refusal?> change, CancellationToken ct) =>
        changes.OnBoardAsync<ChecklistItemView>(actor, command, board, BoardAction.EditCards, async work =>
        {
            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is not { } found)
            {
                return default;
            }

            if (found.IsArchived)
            {
                return Card.Archived;
            }

            var before = found.Checklist.Find(i => i.Id == item)?.ToView();
            if (change(found, item) is { } refusal)
            {
                return refusal;
            }

            var after = found.Checklist.Find(i => i.Id == item)?.ToView();
            found.ChangedBy(work.Append(
                board, new CardChecklistChanged(card, after, before, found.Checklist.Count(i => i.Done), found.Checklist.Count), card));
            return (after ?? before)!;
        }, ct);
}
