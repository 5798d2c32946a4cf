using Workspace.Contracts.Boards;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Features.Boards;
using Workspace.Features.Storage;
using CardApprovalState = Workspace.Domain.Boards.CardApprovalState;

namespace Workspace.Features.Approvals;

/// <summary>What an approval does to the card it hangs on, inside the approval's transaction.</summary>
internal static class ApprovalOnCard
{
    /// <summary>The card shows how the approval stands; one that was withdrawn leaves it.</summary>
    public static void Show(UnitOfWork work, Card card, Approval approval)
    {
        CardApprovalState? state = approval.State switch
        {
            ApprovalState.Open => CardApprovalState.Open,
            ApprovalState.Approved => CardApprovalState.Approved,
            ApprovalState.Rejected => CardApprovalState.Rejected,
            _ => null,
        };
        card.ShowApproval(approval.Id, state);
        card.ChangedBy(work.Append(card.Board, new CardApprovalChanged(card.Id, state is { } shown ? new CardApprovalView(approval.Id, shown.ToWire()) : null), card.Id));
    }

    /// <summary>
    /// The board shows the outcome; an approved card goes to the next column. It stays where there is no next one, where it is
    /// in the archive, or where a newer approval hangs on it.
    /// </summary>
    public static async Task ConcludeAsync(UnitOfWork work, Card card, Approval approval, CancellationToken ct)
    {
        if (card.Approval != approval.Id) { return; }

        Show(work, card, approval);
        if (approval.State is not ApprovalState.Approved || card.IsArchived) { return; }

        var columns = await ColumnPlaces.AllAsync(work.Db, card.Board, ct);
        var next = columns.SkipWhile(c => c.Id != card.Column).Skip(1).FirstOrDefault();
        if (next is not null && await CardPlaces.FindAsync(work.Db, card.Board, next.Id, before: null, moving: card.Id, ct) is { } place)
        {
            var moved = await MoveCard.MoveAsync(work, card, place, ct);
            if (moved.Refusal is { } refusal) { throw new InvalidOperationException($"An approved card could not be moved: {refusal.Code}."); }
        }
    }
}
