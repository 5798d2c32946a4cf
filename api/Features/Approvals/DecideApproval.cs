using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>
/// The approver answers, in the tab or by a card in the chat: the same use case, so the same checks. The approval and the card
/// change in one transaction.
/// </summary>
public sealed class DecideApproval(Changes changes, Reads reads)
{
    public async Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid id, DecideApprovalRequest request, CancellationToken ct)
    {
        // Which board it is never changes; it must be known to take both streams in order.
        var board = await reads.RunAsync(actor, db =>
            db.Set<Approval>().Where(a => a.Id == id).VisibleTo(db, actor).Select(a => (Guid?)a.Board).SingleOrDefaultAsync(ct), ct);
        if (board is not { } on || actor.Person is not { } person) { return default; }

        return await changes.RunAsync<ApprovalView>(actor, Command.For(command, nameof(DecideApproval), new { id, request }), [id, on], async work =>
        {
            if (await work.Db.Set<Approval>().Where(a => a.Id == id).VisibleTo(work.Db, actor).SingleOrDefaultAsync(ct) is not { } approval) { return default; }

            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Id == approval.Card, ct) is not { } card) { return default; }   // erased from the trash

            var kept = await ApprovalRecords.ReadAsync(work.Db, id, ct)
                ?? ApprovalRecords.Append(work, id, before: null, ApprovalOfCard.Start(card, approval.Requester, approval.Approver, approval.Comment, approval.AskedAt));   // asked before records were kept
            var seen = request.Revision == approval.Revision ? kept.State.Version.Number : 0;
            var answer = request.Answer is ApprovalAnswer.Approve ? ClosingAnswer.Signed : ClosingAnswer.Rejected;
            var ruling = kept.State.Close(ApprovalOfCard.ActOf(person, work.Now), ApprovalOfCard.ClosingStep, answer, seen, request.Reason);
            if (ruling.Refusal is { } refusal) { return refusal; }

            approval.Follow(ApprovalRecords.Append(work, id, kept, ruling).State);

            _ = work.Append(id, new ApprovalDecided(request.Answer, approval.Revision));
            await ApprovalOnCard.ConcludeAsync(work, card, approval, ct);
            ApprovalMessages.Card(work, approval);
            ApprovalMessages.Decided(work, approval);

            return ApprovalViews.ViewOf(approval, await work.Db.Set<Board>().AsNoTracking().SingleAsync(b => b.Id == on, ct), card, actor);
        }, ct);
    }
}
