using Workspace.Domain.Approvals;
using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Features.Approvals;

/// <summary>What Teams gets to know of an approval; the messages carry ids and are made when they are sent.</summary>
public static class ApprovalMessages
{
    /// <summary>The approval's card: sent once to each, then updated in place.</summary>
    public const string CardKind = "approval.card";

    /// <summary>Tells the requester of the decision; an update in place notifies nobody.</summary>
    public const string DecidedKind = "approval.decided";

    internal static void Card(UnitOfWork work, Approval approval)
    {
        work.Send(new Reply(CardKind, approval.Id, approval.Approver).ToMessage(work));
        work.Send(new Reply(CardKind, approval.Id, approval.Requester).ToMessage(work));
    }

    internal static void Decided(UnitOfWork work, Approval approval) =>
        work.Send(new Reply(DecidedKind, approval.Id, approval.Requester).ToMessage(work));
}
