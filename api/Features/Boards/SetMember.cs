using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardRole = Workspace.Domain.Boards.BoardRole;

namespace Workspace.Features.Boards;

/// <summary>Gives a person a role on a board, or another one.</summary>
public sealed class SetMember(Changes changes)
{
    internal static readonly Refusal PeopleNotFound = new("people-not-found");

    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid person, SetMemberRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(SetMember), new { board, person, request }), board, BoardAction.ManageMembers, async work =>
        {
            var members = await work.Db.Set<BoardMember>().Where(m => m.Board == board).ToListAsync(ct);
            var member = members.SingleOrDefault(m => m.Person == person);
            var role = request.Role.ToDomain();
            if (member is null && !await work.Db.Set<Person>().AnyAsync(p => p.Id == person, ct))
            {
                return PeopleNotFound;
            }

            if (member?.Role is BoardRole.Owner && role is not BoardRole.Owner && members.Count(m => m.Role is BoardRole.Owner) == 1)
            {
                return BoardMember.LastOwner;
            }

            _ = work.Append(board, new BoardMemberSet(person, request.Role, member?.Role.ToWire()));
            if (member is null)
            {
                _ = work.Db.Add(new BoardMember { Organisation = actor.Organisation, Board = board, Person = person, Role = role });
            }
            else
            {
                member.Role = role;
            }

            return Done.Instance;
        }, ct);
}

/// <summary>Takes a person off a board; their open tabs stop hearing it at once.</summary>
public sealed class RemoveMember(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid person, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(
            actor, Command.For(command, nameof(RemoveMember), new { board, person }), board,
            person == actor.Person ? BoardAction.Read : BoardAction.ManageMembers, async work =>
        {
            var members = await work.Db.Set<BoardMember>().Where(m => m.Board == board).ToListAsync(ct);
            var member = members.SingleOrDefault(m => m.Person == person);
            if (member is null)
            {
                return default;
            }

            if (member.Role is BoardRole.Owner && members.Count(m => m.Role is BoardRole.Owner) == 1)
            {
                return BoardMember.LastOwner;
            }

            _ = work.Db.Remove(member);
            _ = work.Append(board, new BoardMemberRemoved(person, member.Role.ToWire()));
            work.AccessChanged(board);
            return Done.Instance;
        }, ct);
}
