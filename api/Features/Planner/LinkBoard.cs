using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.People;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Domain.Shared;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

/// <summary>The plans that a person can link, as they themselves see them in Microsoft 365.</summary>
public sealed class FindPlans(Reads reads, IPlannerAccess access)
{
    /// <summary>The person's groups.</summary>
    public async Task<PlannerGroupView[]> GroupsAsync(Actor actor, PersonToken token, CancellationToken ct)
    {
        try
        {
            var groups = await access.OnBehalfOf(actor.Organisation, token.Value).GroupsOfAsync(LinkBoard.PersonOf(actor), ct);
            return [.. groups.Select(g => new PlannerGroupView(g.Id, g.Name))];
        }
        catch (PlannerException failed)
        {
            throw LinkBoard.ProblemOf(failed);
        }
    }

    /// <summary>The plans of one of these groups.</summary>
    public async Task<Outcome<PlannerPlanView[]>> PlansAsync(Actor actor, PersonToken token, string group, CancellationToken ct)
    {
        try
        {
            var plans = await access.OnBehalfOf(actor.Organisation, token.Value).PlansAsync(group, ct);
            var linked = await reads.RunAsync(
                actor, db => db.Set<PlannerLink>().Where(l => l.LivePlan != null).Select(l => l.LivePlan!).ToListAsync(ct), ct);
            return plans.Select(p => new PlannerPlanView(p.Id, p.Title, linked.Contains(p.Id, StringComparer.Ordinal))).ToArray();
        }
        catch (PlannerException failed) when (failed.Problem is PlannerProblem.Forbidden or PlannerProblem.NotFound)
        {
            return PlannerLink.NoAccess;
        }
        catch (PlannerException failed)
        {
            throw LinkBoard.ProblemOf(failed);
        }
    }
}

/// <summary>
/// Links a board to a plan. Whoever links must be able to read and write the plan: that is asked of Graph with their own
/// token, because the background sync has the application's rights, which are wider.
/// </summary>
public sealed class LinkBoard(Reads reads, Changes changes, IPlannerAccess access)
{
    private static readonly Refusal s_nameTaken = new("planner.plan-exists");
    private static readonly Refusal s_limit = new("planner.limit");

    public async Task<Outcome<PlannerLinkView>> RunAsync(
        Actor actor, CommandId command, PersonToken token, Guid board, LinkPlannerRequest request, string language, CancellationToken ct)
    {
        var (seen, allowed, linked) = await reads.RunAsync(actor, async db => await BoardAccess.StandingAsync(db, actor, board, ct) is { } standing
            ? (true, BoardPermissions.Allows(standing.Role, BoardAction.LinkPlanner), await db.Set<PlannerLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Board == board && l.LivePlan != null, ct))
            : (false, false, null), ct);
        if (!seen)
        {
            return default;
        }

        if (!allowed)
        {
            return Refusal.NotAllowed;
        }

        // Linked already: Graph needs no question. It is the same command once more, or it is refused below.
        var found = linked is not null
            ? new Found(new GroupRead(linked.Group, linked.GroupName), new PlanRead(linked.Plan, linked.PlanTitle, linked.Group))
            : await FindAsync(actor, token, request, ct);
        return found.Refusal is { } refusal ? refusal : await StoreAsync(actor, command, board, request, found.Group!, found.Plan!, language, ct);
    }

    internal static Guid PersonOf(Actor actor) => actor.Person ?? throw new InvalidOperationException("Only a person links a plan.");

    /// <summary>What a failed question to Graph is to the person who waits for its answer.</summary>
    internal static ProblemException ProblemOf(PlannerException failed) => failed.Problem switch
    {
        PlannerProblem.NoToken => new ProblemException(StatusCodes.Status403Forbidden, "organisation-not-prepared", inner: failed),
        _ => new ProblemException(StatusCodes.Status503ServiceUnavailable, "graph-unavailable", failed.RetryAfter ?? TimeSpan.FromSeconds(10), failed),
    };

    private async Task<Found> FindAsync(Actor actor, PersonToken token, LinkPlannerRequest request, CancellationToken ct)
    {
        var planner = access.OnBehalfOf(actor.Organisation, token.Value);
        try
        {
            if (await CheckLinker.GroupAsync(planner, PersonOf(actor), request.Group, ct) is not { } group)
            {
                return new Found(PlannerLink.NoAccess);
            }

            if (request.Plan is { Length: > 0 } id)
            {
                var plan = await planner.PlanAsync(id, ct);
                return string.Equals(plan.Group, group.Id, StringComparison.OrdinalIgnoreCase) ? new Found(group, plan) : new Found(PlannerLink.NoAccess);
            }

            // A plan of that name may come from an answer that got lost: the person sees it in the list and can take it.
            var title = request.NewPlan!.Trim();
            return (await planner.PlansAsync(group.Id, ct)).Any(p => string.Equals(p.Title, title, StringComparison.OrdinalIgnoreCase))
                ? new Found(s_nameTaken)
                : new Found(group, await planner.CreatePlanAsync(group.Id, title, ct));
        }
        catch (PlannerException failed) when (failed.Problem is PlannerProblem.Forbidden or PlannerProblem.NotFound or PlannerProblem.Invalid)
        {
            return new Found(PlannerLink.NoAccess);
        }
        catch (PlannerException failed) when (failed.Problem is PlannerProblem.Limit)
        {
            return new Found(s_limit);
        }
        catch (PlannerException failed)
        {
            throw ProblemOf(failed);
        }
    }

    private Task<Outcome<PlannerLinkView>> StoreAsync(
        Actor actor, CommandId command, Guid board, LinkPlannerRequest request, GroupRead group, PlanRead plan, string language, CancellationToken ct) =>
        changes.OnBoardAsync<PlannerLinkView>(actor, Command.For(command, nameof(LinkBoard), new { board, request }), board, BoardAction.LinkPlanner, async work =>
        {
            var link = await work.Db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board, ct);
            if (link is { State: not PlannerLinkState.Ended })
            {
                return PlannerLink.BoardTaken;
            }

            if (await work.Db.Set<PlannerLink>().AnyAsync(l => l.LivePlan == plan.Id, ct))
            {
                return PlannerLink.PlanTaken;
            }

            if (link is null)
            {
                link = PlannerLink.Create(actor.Organisation, board, group.Id, group.Name, plan.Id, plan.Title, PersonOf(actor), work.Now);
                _ = work.Db.Add(link);
            }
            else if (link.Renew(group.Id, group.Name, plan.Id, plan.Title, PersonOf(actor), work.Now))
            {
                _ = await work.Db.Set<PlannerPair>().Where(p => p.Board == board).ExecuteDeleteAsync(ct);
                _ = await work.Db.Set<PlannerColumnPair>().Where(p => p.Board == board).ExecuteDeleteAsync(ct);
            }

            _ = work.Append(board, PlannerViews.ChangeOf(link));
            return await PlannerViews.ReadAsync(work.Db, link, work.Now, language, ct);
        }, ct);

    private sealed record Found(GroupRead? Group, PlanRead? Plan, Refusal? Refusal = null)
    {
        public Found(Refusal refusal)
            : this(null, null, refusal)
        {
        }
    }
}

/// <summary>Ends a link. Cards and tasks stay as they are; what was known is kept, so that linking again doubles nothing.</summary>
public sealed class UnlinkBoard(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(UnlinkBoard), new { board }), board, BoardAction.LinkPlanner, async work =>
        {
            if (await work.Db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board && l.LivePlan != null, ct) is not { } link)
            {
                return default;
            }

            link.End();
            _ = work.Append(board, PlannerViews.ChangeOf(link));
            return Done.Instance;
        }, ct);
}

/// <summary>Asks for a reading now; a link that something paused tries again.</summary>
public sealed class WakeLink(Changes changes, PlannerSignal signal)
{
    public async Task<Outcome<PlannerLinkView>> RunAsync(Actor actor, CommandId command, Guid board, string language, CancellationToken ct)
    {
        var outcome = await changes.OnBoardAsync<PlannerLinkView>(
            actor, Command.For(command, nameof(WakeLink), new { board }), board, BoardAction.EditCards, work => ChangeLink.RunAsync(work, board, l => l.Wake(work.Now), language, ct), ct);
        signal.Wake();
        return outcome;
    }
}

/// <summary>The same by an administrator, who need not be on the board.</summary>
public sealed class WakeLinkAsAdministrator(Changes changes, PlannerSignal signal)
{
    public async Task<Outcome<PlannerLinkView>> RunAsync(Actor actor, CommandId command, Guid board, string language, CancellationToken ct)
    {
        if (!actor.Roles.Contains(Role.Administrator))
        {
            return Refusal.NotAllowed;
        }

        var outcome = await changes.RunAsync(
            actor, Command.For(command, nameof(WakeLinkAsAdministrator), new { board }), [board], work => ChangeLink.RunAsync(work, board, l => l.Wake(work.Now), language, ct), ct);
        signal.Wake();
        return outcome;
    }
}

/// <summary>Stops the sync until an owner resumes it; what has begun to be written ends first.</summary>
public sealed class PauseLink(Changes changes)
{
    public Task<Outcome<PlannerLinkView>> RunAsync(Actor actor, CommandId command, Guid board, string language, CancellationToken ct) =>
        changes.OnBoardAsync<PlannerLinkView>(actor, Command.For(command, nameof(PauseLink), new { board }), board, BoardAction.LinkPlanner, work => ChangeLink.RunAsync(
            work, board, link =>
            {
                link.PauseBy(LinkBoard.PersonOf(actor));
                return null;
            }, language, ct), ct);
}

/// <summary>Goes on after a pause and compares all that happened meanwhile.</summary>
public sealed class ResumeLink(Changes changes, PlannerSignal signal)
{
    public async Task<Outcome<PlannerLinkView>> RunAsync(Actor actor, CommandId command, Guid board, string language, CancellationToken ct)
    {
        var outcome = await changes.OnBoardAsync<PlannerLinkView>(actor, Command.For(command, nameof(ResumeLink), new { board }), board, BoardAction.LinkPlanner, work => ChangeLink.RunAsync(
            work, board, link =>
            {
                link.Resume(work.Now);
                return null;
            }, language, ct), ct);
        signal.Wake();
        return outcome;
    }
}

/// <summary>Changes a living link; open boards hear of it where it then is another.</summary>
internal static class ChangeLink
{
    public static async Task<Outcome<PlannerLinkView>> RunAsync(UnitOfWork work, Guid board, Func<PlannerLink, Refusal?> change, string language, CancellationToken ct)
    {
        if (await work.Db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board && l.LivePlan != null, ct) is not { } link)
        {
            return default;
        }

        var before = (link.State, link.PausedBy);
        if (change(link) is { } refusal)
        {
            return refusal;
        }

        if (before != (link.State, link.PausedBy))
        {
            _ = work.Append(board, PlannerViews.ChangeOf(link));
        }

        return await PlannerViews.ReadAsync(work.Db, link, work.Now, language, ct);
    }
}

/// <summary>How a board's link is.</summary>
public sealed class OpenLink(Reads reads, TimeProvider clock)
{
    public Task<Outcome<PlannerLinkView>> RunAsync(Actor actor, Guid board, string language, CancellationToken ct) =>
        reads.OfBoardAsync<PlannerLinkView>(actor, board, async (db, _) =>
            await db.Set<PlannerLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Board == board && l.LivePlan != null, ct) is { } link
                ? await PlannerViews.ReadAsync(db, link, clock.GetUtcNow(), language, ct)
                : default(Outcome<PlannerLinkView>), ct);
}

/// <summary>All links of the organisation, those that need a person first.</summary>
public sealed class ListLinks(Reads reads, TimeProvider clock)
{
    public Task<Outcome<PlannerLinkRow[]>> RunAsync(Actor actor, string language, CancellationToken ct) =>
        actor.Roles.Contains(Role.Administrator)
            ? reads.RunAsync(actor, async db =>
            {
                var links = await db.Set<PlannerLink>().AsNoTracking().Where(l => l.LivePlan != null)
                    .Join(db.Set<Board>(), l => l.Board, b => b.Id, (l, b) => new { Link = l, b.Name }).ToListAsync(ct);
                var joined = await db.Set<PlannerPair>().Where(p => p.Task != null && db.Set<PlannerLink>().Any(l => l.Board == p.Board && l.FirstTotal != null))
                    .GroupBy(p => p.Board).Select(g => new { Board = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Board, g => g.Count, ct);
                var now = clock.GetUtcNow();
                return (Outcome<PlannerLinkRow[]>)links
                    .OrderBy(l => l.Link.State is PlannerLinkState.Paused ? 0 : l.Link.Problem is not null ? 1 : 2)
                    .ThenBy(l => l.Link.SyncedAt).ThenBy(l => l.Name, StringComparer.CurrentCultureIgnoreCase)
                    .Select(l => new PlannerLinkRow(l.Link.Board, l.Name, PlannerViews.Of(l.Link, joined.GetValueOrDefault(l.Link.Board), now, language))).ToArray();
            }, ct)
            : Task.FromResult<Outcome<PlannerLinkRow[]>>(Refusal.NotAllowed);
}
