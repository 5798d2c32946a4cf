using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>A card that is assigned to the asking person.</summary>
public sealed record MyCard(Guid Board, string BoardName, Guid Id, string Key, string Title, string ColumnName, DateOnly? Due);

/// <summary>What is assigned to the actor and not done, over all boards; the most urgent first.</summary>
public sealed class ListMyCards(Reads reads)
{
    /// <summary>The most a list brings.</summary>
    public const int Most = 100;

    public Task<List<MyCard>> RunAsync(Actor actor, CancellationToken ct)
    {
        // Assignees are a list in the card's row; an id is in it where its text is.
        var mark = $"%{actor.Person}%";
        return reads.RunAsync(actor, db => (
            from card in db.Set<Card>().FromSql($"""SELECT * FROM cards WHERE "Assignees" LIKE {mark}""")
            join board in db.Set<Board>().VisibleTo(db, actor) on card.Board equals board.Id
            join column in db.Set<Column>() on card.Column equals column.Id
            where card.ArchivedAt == null && !column.Done
            orderby card.Due == null, card.Due, board.Name, card.Number
            select new MyCard(board.Id, board.Name, card.Id, board.Key + "-" + card.Number, card.Title, column.Name, card.Due))
            .Take(Most).ToListAsync(ct), ct);
    }
}
