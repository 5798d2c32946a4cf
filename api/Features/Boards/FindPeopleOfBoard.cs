using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.People;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Who takes part in a board: by themselves, with their department or with a group.</summary>
public sealed class FindPeopleOfBoard(Reads reads)
{
    /// <summary>The most that one answer names: a board has no more members.</summary>
    public const int Most = 1_000;

    public Task<Outcome<PersonView[]>> RunAsync(Actor actor, Guid board, string? search, int take, CancellationToken ct) =>
        reads.OfBoardAsync<PersonView[]>(actor, board, async (db, _) => await db.Set<Person>().AsNoTracking()
            .Where(p => db.Set<BoardMember>().Any(m => m.Board == board && m.Person == p.Id)
                || db.Set<BoardUnit>().Any(u => u.Board == board
                    && ((u.Kind == UnitKind.Department && u.Key == p.Department)
                        || (u.Kind == UnitKind.Group && db.Set<GroupMember>().Any(g => g.Person == p.Id && g.Group == u.Key)))))
            .Named(search).Take(Math.Clamp(take, 1, Most)).Select(p => p.ToView()).ToArrayAsync(ct), ct);
}
