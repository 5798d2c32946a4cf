using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>Somebody's own wish to be reminded of a card; nobody else sees it.</summary>
public sealed class CardReminder : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required Guid Card { get; init; }
    public required Guid Person { get; init; }

    /// <summary>Working days before the due day; 0 is the day itself.</summary>
    public int Days { get; private set; }

    /// <summary>When it was asked for; days before that are past.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>The due day of which it has reminded.</summary>
    public DateOnly? RemindedOf { get; private set; }

    /// <summary>The furthest day before.</summary>
    public const int MostDays = 20;

    public void Ask(int days, DateTimeOffset at) => (Days, Since, RemindedOf) = (days, at, null);

    /// <summary>The day of the message; null where there is no due day.</summary>
    public DateOnly? DayFor(DateOnly? due, WorkingDays workingDays) => due is { } day ? workingDays.Add(day, -Days) : null;

    /// <summary>Whether to remind now; each due day once.</summary>
    /// <param name="since">The day on which it was asked for.</param>
    public bool Take(DateOnly due, DateOnly since, DateOnly today, WorkingDays workingDays)
    {
        if (RemindedOf == due || !new RuleTrigger(RuleTriggerKind.DueIn, Days: Days).IsTime(due, since, today, workingDays))
        {
            return false;
        }

        RemindedOf = due;
        return true;
    }
}
