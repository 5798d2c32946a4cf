using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Domain.Shared;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;
using WireLimitKind = Workspace.Contracts.Planner.PlannerLimitKind;

namespace Workspace.Features.Planner;

/// <summary>
/// Says what linking a board to a plan would do, by the comparison that would do it, and which of Planner's limits it would pass. The plan is
/// read with the person's own token; nothing is written on either side.
/// </summary>
public sealed class PreviewLink(Reads reads, IPlannerAccess access, TeamsLinks links, TimeProvider clock, IOptions<PlannerPace> pace, IOptions<PlannerLimits> limits)
{
    /// <param name="actor">Who asks; an owner of the board.</param>
    /// <param name="token">Their own.</param>
    /// <param name="board">The board.</param>
    /// <param name="plan">The plan; null for a new one.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Outcome<PlannerPreview>> RunAsync(Actor actor, PersonToken token, Guid board, string? plan, CancellationToken ct)
    {
        var seen = await reads.RunAsync(actor, async db => await BoardAccess.StandingAsync(db, actor, board, ct) switch
        {
            null => default,
            { } standing when !BoardPermissions.Allows(standing.Role, BoardAction.LinkPlanner) => (Outcome<Side>)Refusal.NotAllowed,
            _ => await SideAsync(db, actor, board, plan, ct),
        }, ct);
        if (seen.Value is not { } side)
        {
            return seen.Refusal is { } refusal ? refusal : default(Outcome<PlannerPreview>);
        }

        try
        {
            return Compare(side, plan is null ? new([], []) : await ReadAsync(access.OnBehalfOf(actor.Organisation, token.Value), plan, ct));
        }
        catch (PlannerException failed) when (failed.Problem is PlannerProblem.Forbidden or PlannerProblem.NotFound or PlannerProblem.Invalid)
        {
            return PlannerLink.NoAccess;
        }
        catch (PlannerException failed)
        {
            throw LinkBoard.ProblemOf(failed);
        }
    }

    private async Task<Outcome<Side>> SideAsync(WorkspaceDb db, Actor actor, Guid board, string? plan, CancellationToken ct)
    {
        var link = await db.Set<PlannerLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Board == board, ct);
        if (link is { State: not PlannerLinkState.Ended })
        {
            return PlannerLink.BoardTaken;
        }

        if (plan is not null && await db.Set<PlannerLink>().AnyAsync(l => l.LivePlan == plan, ct))
        {
            return PlannerLink.PlanTaken;
        }

        // What was known of another plan says nothing about this one.
        var again = link is not null && string.Equals(link.Plan, plan, StringComparison.Ordinal);
        var linked = again
            ? await LinkedBoard.OfAsync(db, link!, ct)
            : await LinkedBoard.OfAsync(db, PlannerLink.Create(actor.Organisation, board, "", "", plan ?? "", "", LinkBoard.PersonOf(actor), clock.GetUtcNow()), ct) with
            {
                ColumnPairs = [],
                Pairs = [],
                LabelPairs = [],
            };
        var cards = await db.Set<Card>().AsNoTracking().Where(c => c.Board == board && c.ArchivedAt == null).ToListAsync(ct);
        var sides = new PlannerSides(linked, links);
        return new Side(linked.With(cards.ToDictionary(c => c.Id), sides, await BoardSide.ReadWordsAsync(db, board, cards, ct)), sides, cards);
    }

    private static async Task<Read> ReadAsync(IPlanner planner, string plan, CancellationToken ct) =>
        new(await planner.BucketsAsync(plan, ct), await planner.TasksAsync(plan, new Dictionary<string, string>(StringComparer.Ordinal), ct));

    private PlannerPreview Compare(Side side, Read read)
    {
        var board = side.Board;
        var now = clock.GetUtcNow();
        var missing = board.Pairs.Where(p => p.Task is not null).Select(p => p.Task!).Except(read.Tasks.Select(t => t.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var missingBuckets = board.ColumnPairs.Where(p => p.Bucket is not null).Select(p => p.Bucket!).Except(read.Buckets.Select(b => b.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var plan = new PlanReading(board.Link.ReadAt, now, read.Buckets, missingBuckets, read.Tasks, missing);
        var times = plan.Times with { Policies = board.Link.Policies };
        var columns = PlannerComparison.Columns(board.ColumnPairs, board.Columns, plan.PlanBuckets, plan.GoneBuckets, plan.InUse(board), times, pace.Value.Settle);
        var tasks = plan.PlanTasks(board, side.Sides);
        var cards = PlannerComparison.Cards(board.Pairs, board.Cards, tasks, plan.GoneTasks, times, pace.Value.Settle, (_, _) => null);
        var forecast = PlannerForecast.Of(columns, cards);
        var coming = cards.OfType<CreateTask>().Select(c => c.Card).ToList();
        var loads = side.Cards.ToDictionary(c => c.Id, c => new CardLoad(c.Progress == 100, c.Checklist.Count, c.Assignees.Count, c.Links.Count));
        var passed = forecast.Passed(
            limits.Value, (read.Tasks.Count, read.Tasks.Count(t => t.PercentComplete < 100)), read.Buckets.Count, board.Labels.Count,
            [.. coming.Select(c => loads[c.Id])], [.. loads.Values]);
        var titles = cards.OfType<Domain.Planner.CreateCard>().Select(c => c.Task.State.Title).ToHashSet(StringComparer.CurrentCultureIgnoreCase);
        return new PlannerPreview(
            forecast.TasksToCreate, forecast.TasksToChange, forecast.CardsToCreate, forecast.CardsToChange, forecast.CardsToArchive,
            forecast.BucketsToCreate, forecast.ColumnsToCreate, forecast.Conflicts, coming.Count(c => titles.Contains(c.State.Title)),
            [.. passed.Select(p => new PlannerLimitView(Enum.Parse<WireLimitKind>(p.Kind.ToString()), p.Most, p.Wanted, p.Cards))]);
    }

    private sealed record Side(LinkedBoard Board, PlannerSides Sides, IReadOnlyList<Card> Cards);

    private sealed record Read(IReadOnlyList<BucketRead> Buckets, IReadOnlyList<TaskRead> Tasks);
}
