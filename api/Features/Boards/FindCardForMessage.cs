using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>A card with what a message about it needs beside it.</summary>
/// <param name="By">Who did what the message tells of; null where nobody is known.</param>
/// <param name="Text">The comment, with names in place of ids; null where it is about the card.</param>
public sealed record CardForMessage(Guid Board, string BoardName, Guid Card, string Key, string Title, DateOnly? Due, string? By, string? Text);

/// <summary>For Teams messages, which resolve no names by themselves: the card of a message's subject, or of the comment it is.</summary>
public sealed class FindCardForMessage(Reads reads)
{
    public Task<CardForMessage?> RunAsync(Actor actor, string kind, Guid subject, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        var comment = kind == CardMessages.MentionedKind
            ? await db.Set<CardComment>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == subject && c.RemovedAt == null, ct)
            : null;
        var id = comment?.Card ?? subject;
        var found = await (
            from card in db.Set<Card>()
            join board in db.Set<Board>().VisibleTo(db, actor) on card.Board equals board.Id
            where card.Id == id && card.TrashedAt == null && (kind != CardMessages.ReminderKind || card.ArchivedAt == null)
            select new { card.Title, card.Number, card.Due, Board = board.Id, board.Name, board.Key, card.Assignees }).SingleOrDefaultAsync(ct);
        if (found is null || (kind == CardMessages.MentionedKind && comment is null) || (kind == CardMessages.AssignedKind && !found.Assignees.Contains(actor.Person!.Value)))
        {
            return null;
        }

        var by = kind == CardMessages.ReminderKind ? null : comment is not null ? comment.Person : await db.Set<JournalRow>().Where(j => j.Stream == found.Board && j.Subject == id && j.Kind == "card.edited" && j.Person != actor.Person)
            .OrderByDescending(j => j.Sequence).Select(j => j.Person).FirstOrDefaultAsync(ct);
        var mentioned = CardComment.Mentioned(comment?.Text ?? "");
        var names = await db.Set<Person>().Where(p => p.Id == by || mentioned.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var text = mentioned.Aggregate(comment?.Text, (said, person) => said!.Replace($"@{{{person:D}}}", "@" + names.GetValueOrDefault(person, "?"), StringComparison.OrdinalIgnoreCase));
        return new CardForMessage(found.Board, found.Name, id, $"{found.Key}-{found.Number}", found.Title, found.Due, by is { } who ? names.GetValueOrDefault(who) : null, text);
    }, ct);
}
