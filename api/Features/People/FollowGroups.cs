using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using UnitKind = Workspace.Domain.Boards.UnitKind;

namespace Workspace.Features.People;

/// <summary>Keeps the people of the Entra groups that take part in boards; whoever leaves a group loses the board at once.</summary>
public sealed class FollowGroups(Reads reads, Changes changes, IPeopleDirectory directory)
{
    /// <summary>Reads one group; its name, or null where there is none.</summary>
    /// <exception cref="ProblemException">Graph can't be asked.</exception>
    public async Task<string?> ReadAsync(Guid organisation, Guid group, CancellationToken ct)
    {
        if (await directory.FindGroupAsync(organisation, group, ct) is not { } found)
        {
            return null;
        }

        await KeepAsync(organisation, group.ToString("D"), found.People, ct);
        return found.Name;
    }

    /// <summary>Reads all groups that take part somewhere; one that was deleted has nobody in it.</summary>
    public async Task RunAsync(Guid organisation, CancellationToken ct)
    {
        var groups = await reads.RunAsync(organisation, db =>
            db.Set<BoardUnit>().Where(u => u.Kind == UnitKind.Group).Select(u => u.Key).Distinct().ToListAsync(ct), ct);
        foreach (var group in groups)
        {
            var found = await directory.FindGroupAsync(organisation, Guid.Parse(group), ct);
            await KeepAsync(organisation, group, found?.People ?? [], ct);
        }
    }

    /// <summary>Boards in which a unit takes part are told that other people may see them now.</summary>
    internal static async Task<IReadOnlyList<Guid>> BoardsOfAsync(Reads reads, Guid organisation, UnitKind kind, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        keys.Count == 0 ? [] : await reads.RunAsync(organisation, db =>
            db.Set<BoardUnit>().Where(u => u.Kind == kind && keys.Contains(u.Key)).Select(u => u.Board).Distinct().ToListAsync(ct), ct);

    internal static void AccessChanged(UnitOfWork work, IEnumerable<Guid> boards)
    {
        foreach (var board in boards)
        {
            _ = work.Append(board, new BoardAccessChanged());
            work.AccessChanged(board);
        }
    }

    private async Task KeepAsync(Guid organisation, string group, IReadOnlyList<Guid> people, CancellationToken ct)
    {
        var had = await reads.RunAsync(organisation, db => db.Set<GroupMember>().Where(m => m.Group == group).Select(m => m.Person).ToListAsync(ct), ct);
        if (had.ToHashSet().SetEquals(people))
        {
            return;
        }

        var boards = await BoardsOfAsync(reads, organisation, UnitKind.Group, [group], ct);
        _ = await changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), boards, async work =>
        {
            var members = await work.Db.Set<GroupMember>().Where(m => m.Group == group).ToListAsync(ct);
            work.Db.RemoveRange(members.Where(m => !people.Contains(m.Person)));
            work.Db.AddRange(people.Except(members.Select(m => m.Person)).Select(p => new GroupMember { Organisation = organisation, Group = group, Person = p }));
            AccessChanged(work, boards);
            return Done.Instance;
        }, ct);
    }
}
