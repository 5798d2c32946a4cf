using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using UnitKind = Workspace.Domain.Boards.UnitKind;

namespace Workspace.Features.Boards;

/// <summary>How many people the departments and groups of a board bring along.</summary>
public sealed class ListUnitSizes(Reads reads)
{
    public Task<Outcome<UnitSizeView[]>> RunAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OfBoardAsync<UnitSizeView[]>(actor, board, async (db, _) =>
        {
            var units = await db.Set<BoardUnit>().Where(u => u.Board == board).OrderBy(u => u.Name)
                .Select(u => new
                {
                    u.Kind,
                    u.Key,
                    People = u.Kind == UnitKind.Department
                        ? db.Set<Person>().Count(p => p.Active && p.Department == u.Key)
                        : db.Set<GroupMember>().Count(g => g.Group == u.Key),
                })
                .ToListAsync(ct);
            return units.Select(u => new UnitSizeView((Contracts.Boards.UnitKind)u.Kind, u.Key, u.People)).ToArray();
        }, ct);
}

/// <summary>Gives all people of a department or an Entra group a role on a board.</summary>
public sealed class SetUnit(Changes changes, Reads reads, FollowGroups groups)
{
    public async Task<Outcome<UnitView>> RunAsync(Actor actor, CommandId command, Guid board, SetUnitRequest request, CancellationToken ct)
    {
        var kind = request.Kind.ToDomain();
        if (await NameAsync(actor, kind, request.Key, ct) is not { } found)
        {
            return BoardUnit.NotFound;
        }

        return await changes.OnBoardAsync<UnitView>(
            actor, Command.For(command, nameof(SetUnit), new { board, request }), board, BoardAction.ManageMembers, async work =>
            {
                var role = request.Role.ToDomain();
                var unit = await work.Db.Set<BoardUnit>().SingleOrDefaultAsync(u => u.Board == board && u.Kind == kind && u.Key == found.Key, ct);
                var before = unit?.Role.ToWire();
                if (unit is null)
                {
                    unit = new BoardUnit { Organisation = actor.Organisation, Board = board, Kind = kind, Key = found.Key, Name = found.Name, Role = role };
                    _ = work.Db.Add(unit);
                }

                (unit.Name, unit.Role) = (found.Name, role);
                _ = work.Append(board, new BoardUnitSet(unit.ToView(), before));
                return unit.ToView();
            }, ct);
    }

    /// <summary>The unit as it is really called; a group is read with its people, who have access from the start.</summary>
    private async Task<(string Key, string Name)?> NameAsync(Actor actor, UnitKind kind, string key, CancellationToken ct)
    {
        if (kind is UnitKind.Department)
        {
            var name = key.Trim();
            return await reads.RunAsync(actor, db => db.Set<Person>().AnyAsync(p => p.Department == name && p.Active, ct), ct) ? (name, name) : null;
        }

        return Guid.TryParse(key, out var group) && await groups.ReadAsync(actor.Organisation, group, ct) is { } called ? (group.ToString("D"), called) : null;
    }
}

/// <summary>Takes a department or group off a board; open tabs of its people stop hearing it at once.</summary>
public sealed class RemoveUnit(Changes changes)
{
    /// <param name="kind">The name of a <see cref="UnitKind"/>; what is none is not there.</param>
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, string kind, string key, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(RemoveUnit), new { board, kind, key }), board, BoardAction.ManageMembers, async work =>
        {
            if (!Enum.TryParse<UnitKind>(kind, ignoreCase: true, out var of)
                || await work.Db.Set<BoardUnit>().SingleOrDefaultAsync(u => u.Board == board && u.Kind == of && u.Key == key, ct) is not { } unit)
            {
                return default;
            }

            _ = work.Db.Remove(unit);
            _ = work.Append(board, new BoardUnitRemoved(unit.ToView()));
            work.AccessChanged(board);
            return Done.Instance;
        }, ct);
}
