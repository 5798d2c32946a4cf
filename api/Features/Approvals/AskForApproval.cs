using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardAction = Workspace.Domain.Boards.BoardAction;
using CardApprovalState = Workspace.Domain.Boards.CardApprovalState;

namespace Workspace.Features.Approvals;

/// <summary>From a card: one person is asked to decide. The board shows it, both get a card in their chat.</summary>
public sealed class AskForApproval(Changes changes)
{
    private static readonly Refusal s_approverNotFound = new("people-not-found");

    public Task<Outcome<ApprovalView>> RunAsync(
        Actor actor, CommandId command, Guid board, Guid card, AskForApprovalRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<ApprovalView>(actor, Command.For(command, nameof(AskForApproval), new { board, card, request }), board, BoardAction.AskForApproval, async work =>
        {
            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is not { } found) { return default; }
            if (actor.Person is not { } requester) { return Refusal.NotAllowed; }

            var asked = await AskAsync(work, found, requester, request.Approver, request.Comment, ct);
            if (asked.Value is not { } approval) { return asked.Refusal!; }

            var on = await work.Db.Set<Board>().AsNoTracking().SingleAsync(b => b.Id == board, ct);
            return ApprovalViews.ViewOf(approval, on, found, actor);
        }, ct);

    /// <summary>The asking itself; rules of a board ask by it too, in the name of a person.</summary>
    public static async Task<Outcome<Approval>> AskAsync(UnitOfWork work, Card card, Guid requester, Guid approver, string? comment, CancellationToken ct)
    {
        if (card.IsArchived) { return Card.Archived; }
        if (!await work.Db.Set<Person>().AnyAsync(p => p.Id == approver && p.Active, ct)) { return s_approverNotFound; }

        var hasOpen = await work.Db.Set<Approval>().AnyAsync(a => a.Card == card.Id && a.State == Domain.Approvals.ApprovalState.Open, ct);
        var ruling = ApprovalOfCard.Start(card, requester, approver, comment, work.Now);
        if (ruling.Refusal is { } refusal) { return refusal; }
        if (hasOpen) { return Approval.AlreadyOpen; }

        var approval = Approval.Ask(Guid.CreateVersion7(work.Now), card.Organisation, card.Board, card.Id, requester, approver, comment, work.Now);
        _ = work.Db.Add(approval);
        _ = ApprovalRecords.Append(work, approval.Id, before: null, ruling);
        work.Begin(approval.Id, StreamKind.Approval);
        _ = work.Append(approval.Id, new ApprovalAsked(card.Board, card.Id, requester, approver));
        ApprovalOnCard.Show(work, card, approval, CardApprovalState.Open);
        ApprovalMessages.Card(work, approval);
        return approval;
    }
}
