using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Shared;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>
/// Changes fields of a card. Edits of different fields never collide; of the same field the later wins, the earlier
/// value stays in the history, and the entry names the fields that were overridden unseen.
/// </summary>
public sealed class EditCard(Changes changes)
{
    private static readonly Refusal s_seenAhead = new("seen-ahead");

    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, EditCardRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<CardView>(actor, Command.For(command, nameof(EditCard), new { board, card, request }), board, BoardAction.EditCards, async work =>
        {
            if (request.Seen > work.Sequence(board))
            {
                return s_seenAhead;
            }

            return await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is { } found
                ? await EditAsync(work, found, request.Fields, request.Seen, ct)
                : default;
        }, ct);

    /// <summary>The edit itself; the Planner sync edits by it too.</summary>
    /// <param name="seen">The sequence at which the editor read the card.</param>
    public static async Task<Outcome<CardView>> EditAsync(UnitOfWork work, Card card, CardEdit edit, long seen, CancellationToken ct)
    {
        if (card.IsArchived)
        {
            return Card.Archived;
        }

        if (edit.Assignees is { Value: var people } && people.Except(card.Assignees).ToArray() is { Length: > 0 } added
            && await work.Db.Set<Person>().CountAsync(p => added.Contains(p.Id), ct) != added.Length)
        {
            return SetMember.PeopleNotFound;
        }

        if (edit.Labels is { Value: var labels } && labels.Except(card.Labels).ToArray() is { Length: > 0 } marked
            && await work.Db.Set<Label>().CountAsync(l => l.Board == card.Board && marked.Contains(l.Id), ct) != marked.Length)
        {
            return Label.NotFound;
        }

        var before = Fields(card, like: edit);
        if ((edit.Start ?? edit.Due) is not null
            && card.Schedule(edit.Start is { } start ? start.Value : card.Start, edit.Due is { } due ? due.Value : card.Due) is { } refusal)
        {
            return refusal;
        }

        Apply(card, edit);
        var overrode = await OverriddenAsync(work, card, edit, seen, ct);
        card.ChangedBy(work.Append(card.Board, new CardEdited(card.Id, Fields(card, like: edit), before, overrode), card.Id));
        return card.ToView();
    }

    private static void Apply(Card card, CardEdit edit)
    {
        if (edit.Title is { } title)
        {
            card.Rename(title.Value);
        }

        if (edit.Description is { } description)
        {
            card.Describe(description.Value);
        }

        if (edit.Assignees is { } assignees)
        {
            card.Assign(assignees.Value);
        }

        if (edit.Labels is { } marks)
        {
            card.Mark(marks.Value);
        }

        if (edit.Priority is { } priority)
        {
            card.Prioritise(priority.Value.ToDomain());
        }

        if (edit.Progress is { } progress)
        {
            card.Report(progress.Value);
        }
    }

    /// <summary>The card's values of exactly the fields that an edit names.</summary>
    private static CardEdit Fields(Card card, CardEdit like) => new(
        like.Title is null ? null : new Edit<string>(card.Title),
        like.Description is null ? null : new Edit<string?>(card.Description),
        like.Assignees is null ? null : new Edit<IReadOnlyList<Guid>>(card.Assignees),
        like.Labels is null ? null : new Edit<IReadOnlyList<Guid>>(card.Labels),
        like.Start is null ? null : new Edit<DateOnly?>(card.Start),
        like.Due is null ? null : new Edit<DateOnly?>(card.Due),
        like.Priority is null ? null : new Edit<Contracts.Boards.CardPriority?>(card.Priority.ToWire()),
        like.Progress is null ? null : new Edit<int>(card.Progress));

    private static async Task<IReadOnlyList<string>> OverriddenAsync(UnitOfWork work, Card card, CardEdit edit, long seen, CancellationToken ct)
    {
        if (card.Version <= seen)
        {
            return [];
        }

        var unseen = await work.Db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == card.Board && j.Subject == card.Id && j.Sequence > seen && j.Kind == "card.edited" && j.Person != work.Actor.Person)
            .ToListAsync(ct);
        var theirs = unseen.SelectMany(j => Names(((CardEdited)j.ToEntry().Change).After)).ToHashSet(StringComparer.Ordinal);
        return [.. Names(edit).Where(theirs.Contains)];
    }

    private static string[] Names(CardEdit edit) =>
        [.. JsonSerializer.SerializeToElement(edit, Wire.Options).EnumerateObject().Select(p => p.Name)];
}
