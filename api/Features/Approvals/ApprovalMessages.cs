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

    /// <summary>To everybody whom it has reached: who asks, who is or was asked, who stands in for them today, a superior, and at the end who takes note.</summary>
    internal static void Card(UnitOfWork work, Approval approval, Procedure now, IReadOnlyList<Guid> deputies)
    {
        var reached = now.Steps.SelectMany(s => s.Holders).Concat(now.Steps.Select(s => s.Decision?.By).OfType<Guid>()).Concat(now.Steps.Select(s => s.Superior).OfType<Guid>())
            .Concat(now.Outcome is ProcedureOutcome.Approved ? now.Path.Informed : [])
            .Append(now.Author).Concat(now.Lead).Concat(deputies);
        ToAll(work, CardKind, approval.Id, reached);
    }

    /// <summary>Its time runs out: to whoever is asked.</summary>
    public const string ReminderKind = "approval.reminder";

    /// <summary>Somebody did not answer in time: to the lead unit.</summary>
    public const string OverdueKind = "approval.overdue";

    /// <summary>A deputy acted: to the principal.</summary>
    public const string RepresentedKind = "approval.represented";

    /// <summary>A deputyship was entered: to principal and deputy, but for whoever entered it.</summary>
    public const string DeputyKind = "deputy.named";

    internal static void Reminder(UnitOfWork work, Guid approval, IEnumerable<Guid> holders) => ToAll(work, ReminderKind, approval, holders);

    internal static void Overdue(UnitOfWork work, Guid approval, Procedure now) => ToAll(work, OverdueKind, approval, now.Lead);

    internal static void Represented(UnitOfWork work, Approval approval, Ruling ruling) =>
        ToAll(work, RepresentedKind, approval.Id, ruling.Events.Select(e => e.For).OfType<Guid>());

    internal static void DeputyNamed(UnitOfWork work, DeputyshipRow row) => ToAll(work, DeputyKind, row.Id, new[] { row.Principal, row.Deputy }.Where(p => p != work.Actor.Person));

    private static void ToAll(UnitOfWork work, string kind, Guid subject, IEnumerable<Guid> people)
    {
        foreach (var person in people.Distinct())
        {
            work.Send(new Reply(kind, subject, person).ToMessage(work));
        }
    }

    internal static void Decided(UnitOfWork work, Approval approval, Procedure now) =>
        ToAll(work, DecidedKind, approval.Id, now.Lead.Prepend(now.Author).Where(p => p != work.Actor.Person));
}
