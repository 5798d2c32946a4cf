using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

/// <summary>A link that rests or cannot do a part, with what a message says of it.</summary>
/// <param name="Problem">A code with a text in each language; null where nothing is wrong and only a choice waits.</param>
public sealed record LinkInTrouble(string BoardName, string PlanTitle, string? Problem);

/// <summary>For Teams messages; null where the link goes on again, has ended, or the person does not see the board any longer.</summary>
public sealed class FindLinkForMessage(Reads reads)
{
    /// <param name="actor">Who will read the message.</param>
    /// <param name="board">The board.</param>
    /// <param name="kind">What the message is about, as <see cref="NoteOnLink"/> names it.</param>
    /// <param name="ct">Cancellation.</param>
    public Task<LinkInTrouble?> RunAsync(Actor actor, Guid board, string kind, CancellationToken ct) => reads.RunAsync(actor, db =>
        db.Set<Board>().Where(b => b.Id == board).VisibleTo(db, actor)
            .Join(db.Set<PlannerLink>().Where(l => kind == NoteOnLink.ChoiceKind ? l.State == PlannerLinkState.Active
                : l.Problem != null && (kind == NoteOnLink.PausedKind ? l.State == PlannerLinkState.Paused : l.State == PlannerLinkState.Active && l.TroubleSince != null)), b => b.Id, l => l.Board,
                (b, l) => new LinkInTrouble(b.Name, l.PlanTitle, l.Problem))
            .SingleOrDefaultAsync(ct), ct);
}
