using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

/// <summary>
/// Changes what is known of a link. Where its state or problem is another one then, open boards hear of it; where it stops, or a part stays
/// undone because it needs a person, the board's owners are told in Teams, once.
/// </summary>
public sealed class NoteOnLink(Changes changes)
{
    /// <summary>Kind of the message that tells an owner that the board's link rests.</summary>
    public const string PausedKind = "planner.paused";

    /// <summary>Kind of the message that tells an owner that Planner refuses a part, and has for a while.</summary>
    public const string TroubleKind = "planner.trouble";

    /// <summary>Kind of the message that tells an owner that a choice between two values waits.</summary>
    public const string ChoiceKind = "planner.choice";

    /// <param name="asked">The run found values between which a person has to choose.</param>
    internal async Task RunAsync(Actor actor, Guid board, Func<WorkspaceDb, PlannerLink, Task> change, CancellationToken ct, bool asked = false)
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
                var trouble = link.TellTrouble(work.Now);
                var choice = asked && link.TellChoice(work.Now);
                if (told == link.Told && !trouble && !choice)
                {
                    return Done.Instance;
                }

                if (streams.Count == 0)
                {
                    return default;
                }

                if (told != link.Told)
                {
                    _ = work.Append(board, PlannerViews.ChangeOf(link));
                }

                var kind = link.State is PlannerLinkState.Paused && told.State is not PlannerLinkState.Paused ? PausedKind : trouble ? TroubleKind : choice ? ChoiceKind : null;
                if (kind is not null)
                {
                    foreach (var owner in await work.Db.Set<BoardMember>().Where(m => m.Board == board && m.Role == BoardRole.Owner).Select(m => m.Person).ToListAsync(ct))
                    {
                        work.Send(new Reply(kind, board, owner).ToMessage(work));
                    }
                }

                return Done.Instance;
            }, ct);
            return outcome.Value is not null;
        }
    }
}
