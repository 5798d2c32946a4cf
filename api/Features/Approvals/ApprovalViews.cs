using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Who sees an approval, and what they see. Enums have the same names and order as on the wire; a test keeps it so.</summary>
internal static class ApprovalViews
{
    /// <summary>Whoever asked, whoever decides, and whoever may read the board.</summary>
    public static IQueryable<Approval> VisibleTo(this IQueryable<Approval> approvals, WorkspaceDb db, Actor actor)
    {
        var boards = db.Set<Board>().VisibleTo(db, actor);
        return approvals.Where(a => a.Requester == actor.Person || a.Approver == actor.Person || boards.Any(b => b.Id == a.Board));
    }

    public static async Task<List<ApprovalView>> ToViewsAsync(this IQueryable<Approval> approvals, WorkspaceDb db, Actor actor, CancellationToken ct)
    {
        var rows = await (
            from a in approvals
            join b in db.Set<Board>() on a.Board equals b.Id
            join c in db.Set<Card>() on a.Card equals c.Id
            select new { Approval = a, BoardName = b.Name, b.Key, c.Number, c.Title }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(r => ViewOf(r.Approval, r.BoardName, r.Key, r.Number, r.Title, actor))];
    }

    public static ApprovalView ViewOf(Approval approval, Board board, Card card, Actor actor) =>
        ViewOf(approval, board.Name, board.Key, card.Number, card.Title, actor);

    private static ApprovalView ViewOf(Approval a, string boardName, string key, int number, string title, Actor actor) => new(
        a.Id,
        a.Revision,
        (Contracts.Approvals.ApprovalState)a.State,
        a.Board,
        boardName,
        a.Card,
        $"{key}-{number}",
        title,
        a.Requester,
        a.Approver,
        a.Comment,
        a.Reason,
        a.AskedAt,
        a.DecidedAt,
        a.State is Domain.Approvals.ApprovalState.Open && a.Approver == actor.Person);
}
