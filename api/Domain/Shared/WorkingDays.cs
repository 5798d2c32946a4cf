namespace Workspace.Domain.Shared;

/// <summary>
/// The days on which an administration works: Monday to Friday without statutory holidays. Whoever asks needs not know where the
/// holidays come from, so that feasts of a municipality and local days off can join here.
/// </summary>
/// <param name="land">Null: holidays of the whole country alone.</param>
public sealed class WorkingDays(Land? land)
{
    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Holidays.On(day, land) is null;

    /// <summary>The n-th working day after a day, or before it where n is negative; 0 is the day itself.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        var step = Math.Sign(workingDays);
        for (var left = Math.Abs(workingDays); left > 0;)
        {
            day = day.AddDays(step);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>How many working days lie after one day and up to another; 0 where the other is not later.</summary>
    public int Until(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }
}
