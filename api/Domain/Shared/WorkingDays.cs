namespace Workspace.Domain.Shared;

/// <summary>
/// The days on which an administration works: Monday to Friday without statutory holidays and its own days off. Whoever asks needs
/// not know where they come from.
/// </summary>
public sealed class WorkingDays(Municipality municipality)
{
    public bool IsWorkingDay(DateOnly day) => municipality.WorksOn(day);

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
