using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Where a card can go: a column of the board and a rank in it.</summary>
public static class CardPlaces
{
    public sealed record Place(Column Column, string Rank);

    /// <summary>
    /// The place before a card, or last in the column where <paramref name="before"/> is null or has gone elsewhere
    /// meanwhile: a move never fails because a neighbour moved too. Null where the column is not on the board.
    /// </summary>
    public static async Task<Place?> FindAsync(WorkspaceDb db, Guid board, Guid column, Guid? before, Guid? moving, CancellationToken ct)
    {
        if (await db.Set<Column>().SingleOrDefaultAsync(c => c.Id == column && c.Board == board && c.ArchivedAt == null, ct) is not { } target)
        {
            return null;
        }

        var others = db.Set<Card>().Where(c => c.Board == board && c.Column == column && c.ArchivedAt == null && c.Id != moving);
        var next = before is null ? null : await others.Where(c => c.Id == before).Select(c => c.Rank).SingleOrDefaultAsync(ct);
        var previous = await (next is null ? others : others.Where(c => c.Rank.CompareTo(next) < 0))
            .MaxAsync(c => (string?)c.Rank, ct);
        return new Place(target, Rank.Between(previous, next));
    }

    /// <summary>The place among the cards of today where a rank once stood. Null where the column is not on the board.</summary>
    public static async Task<Place?> AtAsync(WorkspaceDb db, Guid board, Guid column, string rank, Guid moving, CancellationToken ct)
    {
        var ranks = await db.Set<Card>().Where(c => c.Board == board && c.Column == column && c.ArchivedAt == null && c.Id != moving)
            .Select(c => new { c.Id, c.Rank }).ToListAsync(ct);
        var next = ranks.Where(c => string.CompareOrdinal(c.Rank, rank) >= 0).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).FirstOrDefault();
        return await FindAsync(db, board, column, next?.Id, moving, ct);
    }

    /// <summary>Whether a person may not put another card here: a hard limit stops, and is no matter of where in the column.</summary>
    public static async Task<bool> IsFullAsync(WorkspaceDb db, Column column, Guid? moving, CancellationToken ct) =>
        column is { LimitIsHard: true, Limit: { } limit }
        && await db.Set<Card>().CountAsync(c => c.Board == column.Board && c.Column == column.Id && c.ArchivedAt == null && !c.Template && c.Id != moving, ct) >= limit;
}
