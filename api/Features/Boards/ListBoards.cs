using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardRole = Workspace.Domain.Boards.BoardRole;

namespace Workspace.Features.Boards;

/// <summary>The boards the actor may see, the ones changed last first; or those that were put away.</summary>
public sealed class ListBoards(Reads reads)
{
    public Task<BoardSummary[]> RunAsync(Actor actor, bool archived, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        var units = db.Set<BoardUnit>().OfPerson(db, actor.Person);
        var boards = await db.Set<Board>().AsNoTracking().VisibleTo(db, actor).Where(b => b.ArchivedAt != null == archived)
            .Join(db.Set<StreamRow>(), b => b.Id, s => s.Id, (b, s) => new
            {
                Board = b,
                s.ChangedAt,
                Role = db.Set<BoardMember>().Where(m => m.Board == b.Id && m.Person == actor.Person).Select(m => (BoardRole?)m.Role).FirstOrDefault(),
                Units = units.Where(u => u.Board == b.Id).Max(u => (BoardRole?)u.Role),
                Cards = db.Set<Card>().Count(c => c.Board == b.Id && c.ArchivedAt == null),
            })
            .OrderByDescending(b => b.ChangedAt)
            .Take(500)
            .ToListAsync(ct);
        return boards.Select(b => CreateBoard.Summary(b.Board, b.ChangedAt, b.Cards) with
        {
            Role = (Board.RoleOf(b.Role, b.Units, b.Board.Visibility) ?? BoardRole.Viewer).ToWire(),
        }).ToArray();
    }, ct);
}
