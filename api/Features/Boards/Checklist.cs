using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Adds an item to a card's checklist.</summary>
public sealed class AddChecklistItem(Changes changes)
{
    public Task<Outcome<ChecklistItemView>> RunAsync(
        Actor actor, CommandId command, Guid board, Guid card, AddChecklistItemRequest request, CancellationToken ct) =>
        changes.OnChecklistAsync(
            actor, Command.For(command, nameof(AddChecklistItem), new { board, card, request }), board, card, Guid.CreateVersion7(), request.Assignee,
            (found, item) => found.AddItem(new ChecklistItem(item, request.Title.Trim(), false, request.Assignee, request.Due), request.Before), ct);
}

/// <summary>Renames or ticks an item of a card's checklist, or says who does it until when.</summary>
public sealed class EditChecklistItem(Changes changes)
{
    public Task<Outcome<ChecklistItemView>> RunAsync(
        Actor actor, CommandId command, Guid board, Guid card, Guid item, EditChecklistItemRequest request, CancellationToken ct) =>
        changes.OnChecklistAsync(
            actor, Command.For(command, nameof(EditChecklistItem), new { board, card, item, request }), board, card, item, request.Assignee?.Value,
            (found, id) => found.ChangeItem(id, was => was with
            {
                Title = request.Title?.Value.Trim() ?? was.Title,
                Done = request.Done?.Value ?? was.Done,
                Assignee = request.Assignee is { } assignee ? assignee.Value : was.Assignee,
                Due = request.Due is { } due ? due.Value : was.Due,
            }), ct);
}

/// <summary>Takes an item off a card's checklist; history keeps it.</summary>
public sealed class RemoveChecklistItem(Changes changes)
{
    public Task<Outcome<ChecklistItemView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, Guid item, CancellationToken ct) =>
        changes.OnChecklistAsync(
            actor, Command.For(command, nameof(RemoveChecklistItem), new { board, card, item }), board, card, item, assignee: null,
            (found, id) => found.RemoveItem(id), ct);
}

/// <summary>Puts an item of a checklist at another place.</summary>
public sealed class MoveChecklistItem(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, Guid item, MoveChecklistItemRequest request, CancellationToken ct) =>
        changes.OnCardAsync<Done>(
            actor, Command.For(command, nameof(MoveChecklistItem), new { board, card, item, request }), board, card, BoardAction.EditCards, (work, found) =>
            {
                var next = found.Checklist.SkipWhile(i => i.Id != item).Skip(1).FirstOrDefault()?.Id;
                if (found.MoveItem(item, request.Before) is { } refusal)
                {
                    return Task.FromResult<Outcome<Done>>(refusal);
                }

                found.ChangedBy(work.Append(board, new CardChecklistMoved(card, item, request.Before, next), card));
                return Task.FromResult<Outcome<Done>>(Done.Instance);
            }, ct);
}

internal static class ChecklistChanges
{
    /// <summary>One change of one item, journalled with the item before and after; answers the item (the removed one where it is gone).</summary>
    public static Task<Outcome<ChecklistItemView>> OnChecklistAsync(
        this Changes changes, Actor actor, Command command, Guid board, Guid card, Guid item, Guid? assignee, Func<Card, Guid, Refusal?> change, CancellationToken ct) =>
        changes.OnCardAsync<ChecklistItemView>(actor, command, board, card, BoardAction.EditCards, async (work, found) =>
        {
            if (assignee is not null && !await work.Db.Set<Person>().AnyAsync(p => p.Id == assignee, ct))
            {
                return SetMember.PeopleNotFound;
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
