using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>The actor's own filters of a board, and those that others share; by name.</summary>
public sealed class ListFilters(Reads reads)
{
    public Task<Outcome<FilterView[]>> RunAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OfBoardAsync<FilterView[]>(actor, board, async (db, _) =>
            (await db.Set<BoardFilter>().AsNoTracking().Where(f => f.Board == board && (f.Shared || f.Person == actor.Person)).ToListAsync(ct))
                .OrderBy(f => f.Name, StringComparer.CurrentCultureIgnoreCase).Select(f => f.ToView()).ToArray(), ct);
}

/// <summary>Keeps a filter, for oneself or for all. Sharing is for those who work on the board.</summary>
public sealed class SaveFilter(Changes changes)
{
    /// <param name="filter">An own one to replace; null for a new one.</param>
    public Task<Outcome<FilterView>> RunAsync(Actor actor, CommandId command, Guid board, Guid? filter, FilterRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<FilterView>(
            actor, Command.For(command, nameof(SaveFilter), new { board, filter, request }), board,
            request.Shared ? BoardAction.EditCards : BoardAction.Read, async work =>
        {
            var own = await work.Db.Set<BoardFilter>().Where(f => f.Board == board && f.Person == actor.Person).ToListAsync(ct);
            var kept = own.Find(f => f.Id == filter);
            if (filter is not null && kept is null)
            {
                return BoardFilter.NotFound;
            }

            if (kept is null && own.Count >= BoardFilter.Most)
            {
                return BoardFilter.TooMany;
            }

            var told = request.Shared || kept?.Shared == true;
            if (kept is null)
            {
                kept = new BoardFilter
                {
                    Id = Guid.CreateVersion7(work.Now),
                    Organisation = actor.Organisation,
                    Board = board,
                    Person = actor.Person!.Value,
                    Name = request.Name.Trim(),
                    Query = request.Query,
                    Shared = request.Shared,
                };
                _ = work.Db.Add(kept);
            }

            (kept.Name, kept.Query, kept.Shared) = (request.Name.Trim(), request.Query, request.Shared);
            FilterChanges.Tell(work, board, told);
            return kept.ToView();
        }, ct);
}

/// <summary>Forgets an own filter.</summary>
public sealed class RemoveFilter(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid filter, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(RemoveFilter), new { board, filter }), board, BoardAction.Read, async work =>
        {
            if (await work.Db.Set<BoardFilter>().SingleOrDefaultAsync(f => f.Board == board && f.Id == filter && f.Person == actor.Person, ct) is not { } kept)
            {
                return BoardFilter.NotFound;
            }

            _ = work.Db.Remove(kept);
            FilterChanges.Tell(work, board, kept.Shared);
            return Done.Instance;
        }, ct);
}

internal static class FilterChanges
{
    /// <summary>The board's journal is read by all its members: it hears of shared filters, and nothing of somebody's own.</summary>
    public static void Tell(UnitOfWork work, Guid board, bool shared)
    {
        if (shared)
        {
            _ = work.Append(board, new BoardFiltersChanged());
        }
    }

    public static FilterView ToView(this BoardFilter f) => new(f.Id, f.Person, f.Name, f.Query, f.Shared);
}
