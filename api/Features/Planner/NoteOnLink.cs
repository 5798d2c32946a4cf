using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

/// <summary>
/// Changes what is known of a link. Where its state or problem is another one then, open boards hear of it; where it stops,
/// the board's owners are told in Teams.
/// </summary>
public sealed class NoteOnLink(Changes changes)
{
    /// <summary>Kind of the message that tells an owner that the board's link rests.</summary>
    public const string PausedKind = "planner.paused";

    internal async Task RunAsync(Actor actor, Guid board, Func<WorkspaceDb, PlannerLink, Task> change, CancellationToken ct)
    {
        if (!await TryAsync([]))
        {
            // Something is to be told: once more, with the stream's row taken first.
            _ = await TryAsync([board]);
        }

        async Task<bool> TryAsync(IReadOnlyList<Guid> streams)
        {
            var outcome = await changes.RunAsync<Done>(actor, Command.Own(), streams, async work =>
            {
                if (await work.Db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board, ct) is not { State: not PlannerLinkState.Ended } link)
                {
                    return Done.Instance;
                }

                var told = link.Told;
                await change(work.Db, link);
                if (told == link.Told)
                {
                    return Done.Instance;
                }

                if (streams.Count == 0)
                {
                    return default;
                }

                _ = work.Append(board, PlannerViews.ChangeOf(link));
                if (link.State is PlannerLinkState.Paused && told.State is not PlannerLinkState.Paused)
                {
                    foreach (var owner in await work.Db.Set<BoardMember>().Where(m => m.Board == board && m.Role == BoardRole.Owner).Select(m => m.Person).ToListAsync(ct))
                    {
                        work.Send(new Reply(PausedKind, board, owner).ToMessage(work));
                    }
                }

                return Done.Instance;
            }, ct);
            return outcome.Value is not null;
        }
    }
}
