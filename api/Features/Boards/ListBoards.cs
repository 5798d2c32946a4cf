using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardRole = Workspace.Domain.Boards.BoardRole;

namespace Workspace.Features.Boards;

/// <summary>The boards the actor may see, the ones changed last first.</summary>
public sealed class ListBoards(Reads reads)
{
    public Task<BoardSummary[]> RunAsync(Actor actor, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        var boards = await db.Set<Board>().AsNoTracking().VisibleTo(db, actor)
            .Join(db.Set<StreamRow>(), b => b.Id, s => s.Id, (b, s) => new
            {
                Board = b,
                s.ChangedAt,
                Role = db.Set<BoardMember>().Where(m => m.Board == b.Id && m.Person == actor.Person).Select(m => (BoardRole?)m.Role).FirstOrDefault(),
                Cards = db.Set<Card>().Count(c => c.Board == b.Id && c.ArchivedAt == null),
            })
            .OrderByDescending(b => b.ChangedAt)
            .Take(500)
            .ToListAsync(ct);
        return boards.Select(b => CreateBoard.Summary(b.Board, b.ChangedAt, b.Cards) with
        {
            Role = (Board.RoleOf(b.Role, b.Board.Visibility) ?? BoardRole.Viewer).ToWire(),
        }).ToArray();
    }, ct);
}
