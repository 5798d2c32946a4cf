using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Adds a column.</summary>
public sealed class AddColumn(Changes changes)
{
    public Task<Outcome<ColumnView>> RunAsync(Actor actor, CommandId command, Guid board, AddColumnRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<ColumnView>(actor, Command.For(command, nameof(AddColumn), new { board, request }), board, BoardAction.EditColumns, async work =>
        {
            var columns = await ColumnPlaces.AllAsync(work.Db, board, ct);
            if (ColumnPlaces.Before(columns, request.Before) is not { } rank)
            {
                return Column.NotFound;
            }

            var column = new Column
            {
                Id = Guid.CreateVersion7(),
                Organisation = actor.Organisation,
                Board = board,
                Name = request.Name.Trim(),
                Rank = rank,
            };
            _ = work.Db.Add(column);
            _ = work.Append(board, new ColumnAdded(column.ToView()));
            return column.ToView();
        }, ct);
}

/// <summary>Name, limit and done-flag of a column.</summary>
public sealed class EditColumn(Changes changes)
{
    public Task<Outcome<ColumnView>> RunAsync(Actor actor, CommandId command, Guid board, Guid column, EditColumnRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<ColumnView>(actor, Command.For(command, nameof(EditColumn), new { board, column, request }), board, BoardAction.EditColumns, async work =>
        {
            var found = (await ColumnPlaces.AllAsync(work.Db, board, ct)).SingleOrDefault(c => c.Id == column);
            if (found is null)
            {
                return Column.NotFound;
            }

            if (request.Colour is { Value: { } wanted } && !Label.Colours.Contains(wanted, StringComparer.Ordinal))
            {
                return Label.ColourUnknown;
            }

            var before = found.ToView();
            found.Name = request.Name?.Value.Trim() ?? found.Name;
            found.Limit = request.Limit is { } limit ? limit.Value : found.Limit;
            found.LimitIsHard = request.LimitIsHard?.Value ?? found.LimitIsHard;
            found.Done = request.Done?.Value ?? found.Done;
            found.Colour = request.Colour is { } colour ? colour.Value : found.Colour;
            _ = work.Append(board, new ColumnEdited(found.ToView(), before));
            return found.ToView();
        }, ct);
}

/// <summary>Puts a column at another place.</summary>
public sealed class MoveColumn(Changes changes)
{
    public Task<Outcome<ColumnView>> RunAsync(Actor actor, CommandId command, Guid board, Guid column, MoveColumnRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<ColumnView>(actor, Command.For(command, nameof(MoveColumn), new { board, column, request }), board, BoardAction.EditColumns, async work =>
        {
            var columns = await ColumnPlaces.AllAsync(work.Db, board, ct);
            var found = columns.SingleOrDefault(c => c.Id == column);
            if (found is null || request.Before == column
                || ColumnPlaces.Before([.. columns.Where(c => c.Id != column)], request.Before) is not { } rank)
            {
                return Column.NotFound;
            }

            _ = work.Append(board, new ColumnMoved(column, rank, found.Rank));
            found.Rank = rank;
            return found.ToView();
        }, ct);
}

/// <summary>Takes an empty column off the board.</summary>
public sealed class ArchiveColumn(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid column, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(ArchiveColumn), new { board, column }), board, BoardAction.EditColumns, async work =>
        {
            var columns = await ColumnPlaces.AllAsync(work.Db, board, ct);
            if (columns.SingleOrDefault(c => c.Id == column) is not { } found)
            {
                return Column.NotFound;
            }

            if (columns.Count == 1)
            {
                return Column.Last;
            }

            if (await work.Db.Set<Card>().AnyAsync(c => c.Board == board && c.Column == column && c.ArchivedAt == null, ct))
            {
                return Column.NotEmpty;
            }

            found.ArchivedAt = work.Now;
            _ = work.Append(board, new ColumnArchived(column));
            return Done.Instance;
        }, ct);
}

/// <summary>Columns of a board in order, and the rank for a place among them.</summary>
internal static class ColumnPlaces
{
    public static async Task<List<Column>> AllAsync(WorkspaceDb db, Guid board, CancellationToken ct) =>
        [.. (await db.Set<Column>().Where(c => c.Board == board && c.ArchivedAt == null).ToListAsync(ct)).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id)];

    /// <summary>A rank before the named column, or last; null where that column is not on the board.</summary>
    public static string? Before(IReadOnlyList<Column> columns, Guid? before)
    {
        var place = before is null ? columns.Count : columns.ToList().FindIndex(c => c.Id == before);
        return place < 0
            ? null
            : Rank.Between(place == 0 ? null : columns[place - 1].Rank, place == columns.Count ? null : columns[place].Rank);
    }
}
