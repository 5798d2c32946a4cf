using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workspace.Domain.People;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

/// <summary>
/// A board shows what whoever linked it may read and write in Planner, and only as long as they may. Nobody's token is kept,
/// so the answer comes in two ways: daily from the directory (members of the group, and only they, read and write its plans),
/// and with the person's own token when they look at the link again. Lost means that the link rests and the owners are told.
/// </summary>
public sealed partial class CheckLinker(Reads reads, IPlannerAccess access, NoteOnLink note, TimeProvider clock, ILogger<CheckLinker> log)
{
    private static readonly TimeSpan s_again = TimeSpan.FromHours(1);

    /// <summary>Asks with the linker's own token, if it is them and a day has passed. Others, and other days, cost nothing.</summary>
    public async Task InPersonAsync(Actor actor, PersonToken token, Guid board, CancellationToken ct)
    {
        var found = await reads.OfBoardAsync<PlannerLink>(actor, board, async (db, _) =>
            await db.Set<PlannerLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Board == board && l.LinkedBy == actor.Person, ct) is { } own
                ? own
                : default(Outcome<PlannerLink>), ct);
        if (found.Value is not { State: PlannerLinkState.Active } link || link.AskAt > clock.GetUtcNow())
        {
            return;
        }

        bool? reaches;
        try
        {
            var planner = access.OnBehalfOf(actor.Organisation, token.Value);
            reaches = await GroupAsync(planner, link.LinkedBy, link.Group, ct) is not null
                && string.Equals((await planner.PlanAsync(link.Plan, ct)).Group, link.Group, StringComparison.OrdinalIgnoreCase);
        }
        catch (PlannerException failed)
        {
            reaches = Judge(board, failed, PlannerProblem.Forbidden);
        }

        await note.RunAsync(Actor.Planner(actor.Organisation), board, (_, known) =>
        {
            known.Asked(Next(reaches));
            if (reaches is false) { known.Pause(PlannerLink.LinkerLost); }

            return Task.CompletedTask;
        }, ct);
    }

    /// <summary>The person's group; null where they are not a member of it. Owners who are no members cannot read its plans either.</summary>
    internal static async Task<GroupRead?> GroupAsync(IPlanner planner, Guid person, string group, CancellationToken ct) =>
        (await planner.GroupsOfAsync(person, ct)).FirstOrDefault(g => string.Equals(g.Id, group, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asks the directory, once a day. True: the linker is gone, and the link rests now.</summary>
    internal async Task<bool> HasLeftAsync(Actor actor, IPlanner planner, PlannerLink link, CancellationToken ct)
    {
        if (link.CheckAt > clock.GetUtcNow())
        {
            return false;
        }

        bool? member;
        try
        {
            member = await reads.RunAsync(actor, db => db.Set<Person>().AnyAsync(p => p.Id == link.LinkedBy && p.Active, ct), ct)
                && await GroupAsync(planner, link.LinkedBy, link.Group, ct) is not null;
        }
        catch (PlannerException failed)
        {
            // "Forbidden" is about this application: it was not allowed to read memberships (docs/permissions.md).
            member = Judge(link.Board, failed, PlannerProblem.NotFound);
        }

        await note.RunAsync(actor, link.Board, (_, known) =>
        {
            known.Checked(Next(member));
            if (member is false) { known.Pause(PlannerLink.LinkerLost); }

            return Task.CompletedTask;
        }, ct);
        return member is false;
    }

    private DateTimeOffset Next(bool? answer) => clock.GetUtcNow() + (answer is null ? s_again : PlannerLink.Trusted);

    /// <summary>Only a clear no is a no; what fails for another reason is asked again.</summary>
    private bool? Judge(Guid board, PlannerException failed, PlannerProblem no)
    {
        if (failed.Problem == no) { return false; }

        NotTold(board, failed.Problem, failed.Code ?? "");
        return null;
    }

    [LoggerMessage(EventId = 44, Level = LogLevel.Warning, Message = "Whether the linker of board {Board} still reaches the plan is not known: {Problem} {Code}")]
    private partial void NotTold(Guid board, PlannerProblem problem, string code);
}
