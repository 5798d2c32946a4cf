using Workspace.Domain.Approvals;
using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Features.Approvals;

/// <summary>What Teams gets to know of an approval; the messages carry ids and are made when they are sent.</summary>
public static class ApprovalMessages
{
    /// <summary>The approval's card: sent once to each, then updated in place.</summary>
    public const string CardKind = "approval.card";

    /// <summary>Tells author and lead unit how it ended; an update in place notifies nobody.</summary>
    public const string DecidedKind = "approval.decided";

    /// <summary>To everybody whom it has reached: who asks, who is or was asked, a superior, and at the end who takes note.</summary>
    internal static void Card(UnitOfWork work, Approval approval, Procedure now)
    {
        var reached = now.Steps.SelectMany(s => s.Holders).Concat(now.Steps.Select(s => s.Decision?.By).OfType<Guid>()).Concat(now.Steps.Select(s => s.Superior).OfType<Guid>())
            .Concat(now.Outcome is ProcedureOutcome.Approved ? now.Path.Informed : [])
            .Append(now.Author).Concat(now.Lead);
        foreach (var person in reached.Distinct())
        {
            work.Send(new Reply(CardKind, approval.Id, person).ToMessage(work));
        }
    }

    internal static void Decided(UnitOfWork work, Approval approval, Procedure now)
    {
        foreach (var person in now.Lead.Prepend(now.Author).Distinct().Where(p => p != work.Actor.Person))
        {
            work.Send(new Reply(DecidedKind, approval.Id, person).ToMessage(work));
        }
    }
}
