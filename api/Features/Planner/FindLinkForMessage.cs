using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Features.Planner;

/// <summary>A link that rests, with what a message says of it.</summary>
/// <param name="Problem">A code with a text in each language.</param>
public sealed record RestingLink(string BoardName, string PlanTitle, string Problem);

/// <summary>For Teams messages; null where the link goes on again, has ended, or the person does not see the board any longer.</summary>
public sealed class FindLinkForMessage(Reads reads)
{
    public Task<RestingLink?> RunAsync(Actor actor, Guid board, CancellationToken ct) => reads.RunAsync(actor, db =>
        db.Set<Board>().Where(b => b.Id == board).VisibleTo(db, actor)
            .Join(db.Set<PlannerLink>().Where(l => l.State == PlannerLinkState.Paused && l.Problem != null), b => b.Id, l => l.Board,
                (b, l) => new RestingLink(b.Name, l.PlanTitle, l.Problem!))
            .SingleOrDefaultAsync(ct), ct);
}
