using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Features.Boards;

/// <summary>What people hear of cards in Teams; the messages carry ids and are made when they are sent.</summary>
public static class CardMessages
{
    /// <summary>Somebody was named in a comment; the subject is the comment.</summary>
    public const string MentionedKind = "card.mentioned";

    /// <summary>A card is theirs now; the subject is the card.</summary>
    public const string AssignedKind = "card.assigned";

    /// <summary>Somebody changed what they had just written without having seen it; the subject is the card.</summary>
    public const string OverriddenKind = "card.overridden";

    /// <summary>A rule reminds of a card; the subject is the card.</summary>
    public const string ReminderKind = "card.reminder";

    internal static void Reminder(UnitOfWork work, Guid card, IEnumerable<Guid> people) => Send(work, ReminderKind, card, people);

    internal static void Mentioned(UnitOfWork work, Guid comment, IReadOnlyList<Guid> people) => Send(work, MentionedKind, comment, people);

    internal static void Assigned(UnitOfWork work, Guid card, IEnumerable<Guid> people) => Send(work, AssignedKind, card, people);

    internal static void Overridden(UnitOfWork work, Guid card, IEnumerable<Guid> people) => Send(work, OverriddenKind, card, people);

    private static void Send(UnitOfWork work, string kind, Guid subject, IEnumerable<Guid> people)
    {
        foreach (var person in people.Where(p => p != work.Actor.Person))
        {
            work.Send(new Reply(kind, subject, person).ToMessage(work));
        }
    }
}
