using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Says something about a card; whoever is mentioned hears of it.</summary>
public sealed class CommentCard(Changes changes)
{
    public Task<Outcome<CommentView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, AddCommentRequest request, CancellationToken ct) =>
        changes.OnCardAsync<CommentView>(
            actor, Command.For(command, nameof(CommentCard), new { board, card, request }), board, card, BoardAction.Comment, (work, found) =>
            {
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
                CardMessages.Mentioned(work, comment.Id, CardComment.Mentioned(comment.Text));
                return Task.FromResult<Outcome<CommentView>>(comment.ToView());
            }, ct);
}

/// <summary>Says it better: one's own comment; what it said stays in the history.</summary>
public sealed class EditComment(Changes changes)
{
    public Task<Outcome<CommentView>> RunAsync(
        Actor actor, CommandId command, Guid board, Guid card, Guid comment, EditCommentRequest request, CancellationToken ct) =>
        changes.OnOwnCommentAsync(
            actor, Command.For(command, nameof(EditComment), new { board, card, comment, request }), board, card, comment, (work, found, said) =>
            {
                var (before, text) = (said.Text, request.Text.Trim());
                (said.Text, said.EditedAt) = (text, work.Now);
                found.ChangedBy(work.Append(board, new CardCommentEdited(card, comment, before), card));
                CardMessages.Mentioned(work, comment, [.. CardComment.Mentioned(text).Except(CardComment.Mentioned(before))]);
            }, ct);
}

/// <summary>Takes one's own comment back; it says so in its place.</summary>
public sealed class RemoveComment(Changes changes)
{
    public Task<Outcome<CommentView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, Guid comment, CancellationToken ct) =>
        changes.OnOwnCommentAsync(
            actor, Command.For(command, nameof(RemoveComment), new { board, card, comment }), board, card, comment, (work, found, said) =>
            {
                said.RemovedAt = work.Now;
                found.CountComment(-1);
                found.ChangedBy(work.Append(board, new CardCommentRemoved(card, comment, said.Text, found.Comments), card));
            }, ct);
}

internal static class CommentChanges
{
    /// <summary>A change of a comment by whoever wrote it; nobody else may, whatever their role.</summary>
    public static Task<Outcome<CommentView>> OnOwnCommentAsync(
        this Changes changes, Actor actor, Command command, Guid board, Guid card, Guid comment, Action<UnitOfWork, Card, CardComment> change, CancellationToken ct) =>
        changes.OnCardAsync<CommentView>(actor, command, board, card, BoardAction.Comment, async (work, found) =>
        {
            if (await work.Db.Set<CardComment>().SingleOrDefaultAsync(c => c.Card == card && c.Id == comment && c.RemovedAt == null, ct) is not { } said)
            {
                return CardComment.NotFound;
            }

            if (said.Person is null || said.Person != actor.Person)
            {
                return Refusal.NotAllowed;
            }

            change(work, found, said);
            return said.ToView();
        }, ct);
}
