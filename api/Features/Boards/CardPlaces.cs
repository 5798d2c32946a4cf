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
        if (await s_column.For(db)(db, board, column, ct) is not { } target)
        {
            return null;
        }

        var except = moving ?? Guid.Empty;
        var next = before is { } neighbour && neighbour != except ? await s_rank.For(db)(db, board, column, neighbour, ct) : null;
        var previous = next is null
            ? await s_last.For(db)(db, board, column, except, ct)
            : await s_before.For(db)(db, board, column, except, next, ct);
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

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid, CancellationToken, Task<Column?>>> s_column = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid board, Guid column, CancellationToken _) =>
            db.Set<Column>().AsNoTracking().SingleOrDefault(c => c.Id == column && c.Board == board && c.ArchivedAt == null)));

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid, Guid, CancellationToken, Task<string?>>> s_rank = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid board, Guid column, Guid card, CancellationToken _) =>
            db.Set<Card>().Where(c => c.Board == board && c.Column == column && c.ArchivedAt == null && c.Id == card)
                .Select(c => c.Rank).SingleOrDefault()));

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid, Guid, CancellationToken, Task<string?>>> s_last = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid board, Guid column, Guid except, CancellationToken _) =>
            db.Set<Card>().Where(c => c.Board == board && c.Column == column && c.ArchivedAt == null && c.Id != except)
                .OrderByDescending(c => c.Rank).Select(c => c.Rank).FirstOrDefault()));

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid, Guid, string, CancellationToken, Task<string?>>> s_before = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid board, Guid column, Guid except, string next, CancellationToken _) =>
            db.Set<Card>().Where(c => c.Board == board && c.Column == column && c.ArchivedAt == null && c.Id != except && c.Rank.CompareTo(next) < 0)
                .OrderByDescending(c => c.Rank).Select(c => c.Rank).FirstOrDefault()));
}
