using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Cards and checklist items that are the actor's and not done, over all boards; the most urgent first.</summary>
public sealed class ListMyWork(Reads reads)
{
    /// <summary>The most a list brings.</summary>
    public const int Most = 500;

    public Task<List<WorkItemView>> RunAsync(Actor actor, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        // Assignees and items are lists in the card's row; an id is in one where its text is.
        var mark = $"%{actor.Person}%";
        var found = await (
            from card in db.Set<Card>().FromSql($"""SELECT * FROM cards WHERE "Assignees" LIKE {mark} OR "Checklist" LIKE {mark}""").AsNoTracking()
            join board in db.Set<Board>().VisibleTo(db, actor) on card.Board equals board.Id
            join column in db.Set<Column>() on card.Column equals column.Id
            where card.ArchivedAt == null && !card.Template && board.ArchivedAt == null && !column.Done
            select new { Card = card, BoardName = board.Name, board.Key, ColumnName = column.Name }).ToListAsync(ct);
        var blockers = found.SelectMany(f => f.Card.BlockedBy).Distinct().ToArray();
        var open = blockers.Length == 0 ? [] : (await (
            from card in db.Set<Card>()
            join column in db.Set<Column>() on card.Column equals column.Id
            where blockers.Contains(card.Id) && card.ArchivedAt == null && !column.Done
            select card.Id).ToListAsync(ct)).ToHashSet();
        return found.SelectMany(f => Items(f.Card, actor.Person!.Value).Select(item => new WorkItemView(
                f.Card.Board, f.BoardName, f.Card.Id, $"{f.Key}-{f.Card.Number}", f.Card.Title, item?.Id, item?.Title, f.ColumnName,
                item?.Due ?? f.Card.Due, f.Card.Priority.ToWire(), f.Card.Progress, f.Card.BlockedBy.Exists(open.Contains))))
            .OrderBy(w => w.Due is null).ThenBy(w => w.Due).ThenBy(w => w.Priority ?? Contracts.Boards.CardPriority.Medium)
            .ThenBy(w => w.BoardName, StringComparer.CurrentCulture).ThenBy(w => w.Key, StringComparer.Ordinal)
            .Take(Most).ToList();
    }, ct);

    /// <summary>Null stands for the card itself.</summary>
    private static IEnumerable<ChecklistItem?> Items(Card card, Guid person) =>
        (card.Assignees.Contains(person) ? [null] : Array.Empty<ChecklistItem?>()).Concat(card.Checklist.Where(i => i.Assignee == person && !i.Done));
}
