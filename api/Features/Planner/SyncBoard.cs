using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workspace.Domain.People;
using Workspace.Domain.Planner;
using Workspace.Features.Live;
using Workspace.Features.Organisations;
using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Features.Planner;

/// <summary>
/// Keeps a board and its plan in step. It knows no events: each run compares what both sides say now with what was last
/// known of both, so that it may be run again at any point, after any crash.
/// </summary>
public sealed partial class SyncBoard(
    Reads reads, Changes changes, IPlannerAccess access, IPeopleDirectory directory, OpenStreams open, NoteOnLink note, CheckLinker linker, TeamsLinks links, TimeProvider clock,
    IOptions<PlannerPace> pace, IOptions<OrganisationOptions> organisation, ILogger<SyncBoard> log)
{
    /// <summary>Rounds in one run, and requests after which no further round begins: then other plans have their turn.</summary>
    private const int MostRounds = 3;
    private const int MostRequests = 50;

    /// <summary>Reads the plan, takes over, sends, until nothing is left; notes on the link how it went.</summary>
    public async Task RunAsync(Guid tenant, Guid board, CancellationToken ct)
    {
        var actor = Actor.Planner(tenant);
        var planner = access.AsApplication(tenant);
        var run = new Run();
        var sent = planner.Requests;
        try
        {
            for (run.More = true; run.More && run.Rounds < MostRounds && planner.Requests - sent < MostRequests; run.Rounds++)
            {
                await RoundAsync(actor, planner, board, run, ct);
            }

            await NoteAsync(actor, board, planner.Requests - sent, run, ct);
        }
        catch (PlannerException failed)
        {
            await NoteAsync(actor, board, planner.Requests - sent, run, failed, ct);
        }
    }

    private async Task RoundAsync(Actor actor, IPlanner planner, Guid board, Run run, CancellationToken ct)
    {
        (run.More, run.InVain) = (false, false);
        var before = await reads.RunAsync(actor, db => LinkedBoard.LoadAsync(db, board, ct), ct);
        if (before is null || await linker.HasLeftAsync(actor, planner, before.Link, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var (watched, usual) = (open.IsOpen(board), pace.Value);
        var every = usual with
        {
            Buckets = run.LacksBucket ? TimeSpan.Zero : usual.BucketsEvery(watched, before.Link.ChangedAt, now),
            Labels = watched ? usual.Buckets : usual.Labels,
        };
        var plan = await ReadPlan.RunAsync(planner, before, run.ReadAt ?? before.Link.ReadAt, now, every, ct);
        run.ReadAt = plan.ReadAt;
        run.ReadBuckets |= plan.Buckets is not null;
        await CountAsync(actor, before, plan, ct);
        if (before.IsInStep(plan, pace.Value))
        {
            return;
        }

        await MeetAsync(actor, before, plan, ct);
        TakenOver? taken = null;
        _ = await changes.RunAsync<Done>(actor, Command.Own(), [board], async work =>
        {
            taken = await new TakeOverPlan(new BoardSide(work, board, ct), links, plan, pace.Value).RunAsync();
            return Done.Instance;
        }, ct);
        if (taken is null)
        {
            return;
        }

        run.Conflicts += taken.Conflicts;
        run.Asked |= taken.Asked;
        run.Changed |= taken.Changed || taken.Owed.Count > 0;
        run.More = taken.More;
        if (taken.Owed.Count == 0)
        {
            return;
        }

        var after = await reads.RunAsync(actor, db => LinkedBoard.LoadAsync(db, board, ct), ct);
        if (after is null)
        {
            return;
        }

        var pay = new PayPlanner(new BoardStore(changes, after.Link, ct), planner, after, links, plan, taken.Owed, pace.Value, clock, ct);
        run.Wrote = true;
        run.More |= await pay.RunAsync();
        (run.LacksBucket, run.InVain) = (pay.LacksBucket, !pay.Achieved);
        run.Problem ??= pay.Problem;
    }

    /// <summary>Says how much the first comparison has to bring together, before it begins with it and whenever that is another number.</summary>
    private Task CountAsync(Actor actor, LinkedBoard board, PlanReading plan, CancellationToken ct)
    {
        if (board.Link.FirstTotal is not { } known)
        {
            return Task.CompletedTask;
        }

        var joined = board.Pairs.Where(p => p.Task is not null).ToList();
        var (cards, tasks) = (joined.Select(p => p.Card).ToHashSet(), joined.Select(p => p.Task!).ToHashSet(StringComparer.Ordinal));
        var total = joined.Count + board.Cards.Count(c => !c.Archived && !cards.Contains(c.Id)) + plan.Tasks.Count(t => !tasks.Contains(t.Id));
        return total == known ? Task.CompletedTask : note.RunAsync(actor, board.Link.Board, (_, link) =>
        {
            link.Expect(total);
            return Task.CompletedTask;
        }, ct);
    }

    /// <summary>People who are assigned in Planner and have never been here join, so that the board can show them.</summary>
    private async Task MeetAsync(Actor actor, LinkedBoard board, PlanReading plan, CancellationToken ct)
    {
        var settled = board.Pairs.Where(p => p.Task is not null && p.Etag is not null).ToDictionary(p => p.Task!, p => p.Etag!, StringComparer.Ordinal);
        var assigned = plan.Tasks
            .Where(t => !settled.TryGetValue(t.Id, out var version) || !version.StartsWith(t.Etag, StringComparison.Ordinal))
            .SelectMany(t => t.Assignees).Distinct().ToArray();
        var known = await reads.RunAsync(actor, db => db.Set<Person>().Where(p => assigned.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct), ct);
        var found = new List<DirectoryPerson>();
        foreach (var id in assigned.Except(known))
        {
            if (await directory.FindAsync(actor.Organisation, id, ct) is { } person)
            {
                found.Add(person);
            }
        }

        if (found.Count == 0)
        {
            return;
        }

        _ = await changes.RunAsync<Done>(actor, Command.Own(), [actor.Organisation], async work =>
        {
            var ids = found.Select(p => p.Id).ToArray();
            var already = await work.Db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
            foreach (var person in found.Where(p => !already.Contains(p.Id)))
            {
                Joining.Add(work, person, organisation.Value);
            }

            return Done.Instance;
        }, ct);
    }

    private Task NoteAsync(Actor actor, Guid board, int requests, Run run, CancellationToken ct) => note.RunAsync(actor, board, async (db, link) =>
    {
        var now = clock.GetUtcNow();
        link.Count(requests, run.Conflicts);
        if (run.ReadAt is not { } readAt)
        {
            return;
        }

        if (run.ReadBuckets)
        {
            link.ReadBuckets(readAt);
        }

        var cards = db.Set<PlannerPair>().Where(p => p.Board == board);
        var columns = db.Set<PlannerColumnPair>().Where(p => p.Board == board);
        var problem = await cards.Where(p => p.Problem != null).Select(p => p.Problem).FirstOrDefaultAsync(ct)
            ?? await columns.Where(p => p.Problem != null).Select(p => p.Problem).FirstOrDefaultAsync(ct);
        var waits = await cards.AnyAsync(p => p.Task == null && p.RetryAt == null, ct) || await columns.AnyAsync(p => p.Bucket == null && p.RetryAt == null, ct);
        var wait = pace.Value.Next(open.IsOpen(board), run.Changed ? now : link.ChangedAt, now);
        link.Synced(
            readAt, run.Changed, left: run.More || waits, run.Problem ?? problem, now,
            now + (run.More ? run.InVain ? pace.Value.Open : TimeSpan.Zero : waits && wait > pace.Value.Settle ? pace.Value.Settle : wait));
        if (run.Wrote)
        {
            await ShortenLog.RunAsync(db, board, pace.Value, now, ct);
        }
    }, ct, run.Asked);

    private async Task NoteAsync(Actor actor, Guid board, int requests, Run run, PlannerException failed, CancellationToken ct)
    {
        NotInStep(board, failed.Problem, failed.Code ?? "");
        await note.RunAsync(actor, board, (_, link) =>
        {
            link.Count(requests, run.Conflicts);
            switch (failed.Problem)
            {
                case PlannerProblem.NotFound:
                    link.Pause("planner.plan-gone");
                    break;
                case PlannerProblem.Forbidden:
                    link.Pause("planner.access-lost");
                    break;
                case PlannerProblem.Throttled:
                    link.Slow();
                    break;
                default:
                    var problem = failed.Problem is PlannerProblem.NoToken ? "organisation-not-prepared" : "graph-unavailable";
                    link.Failed(problem, clock.GetUtcNow() + pace.Value.After(link.Failures + 1, failed.RetryAfter));
                    break;
            }

            return Task.CompletedTask;
        }, ct);
    }

    private sealed class Run
    {
        public int Rounds { get; set; }
        public bool More { get; set; }

        /// <summary>Nothing that the last round sent was taken: what is left is not tried again at once.</summary>
        public bool InVain { get; set; }

        /// <summary>The buckets are to be read first.</summary>
        public bool LacksBucket { get; set; }
        public bool Changed { get; set; }
        public bool ReadBuckets { get; set; }
        public bool Wrote { get; set; }
        public int Conflicts { get; set; }
        public bool Asked { get; set; }
        public string? Problem { get; set; }
        public DateTimeOffset? ReadAt { get; set; }
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Warning, Message = "The plan of board {Board} could not be followed: {Problem} {Code}")]
    private partial void NotInStep(Guid board, PlannerProblem problem, string code);
}
