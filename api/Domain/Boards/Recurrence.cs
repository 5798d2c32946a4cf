using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>In what steps a recurrence counts.</summary>
public enum RecurrenceUnit
{
    Day,
    WorkingDay,
    Week,
    Month,
    Year,
}

/// <summary>
/// When a card comes again. A day of a month that is too short for it is its last; so is a working day that it has not.
/// </summary>
/// <param name="Interval">Every n-th day, week …</param>
/// <param name="Weekdays">For weeks: on which days.</param>
/// <param name="Day">For months and years: the day of the month, -1 for the last.</param>
/// <param name="WorkingDay">For months and years instead of <paramref name="Day"/>: the n-th working day of the month, -1 for the last.</param>
/// <param name="Month">For years.</param>
/// <param name="Until">The last day that may be one of the series; null: it goes on.</param>
public sealed record Recurrence(
    RecurrenceUnit Every, int Interval = 1, IReadOnlyList<DayOfWeek>? Weekdays = null, int? Day = null, int? WorkingDay = null, int? Month = null, DateOnly? Until = null)
{
    public static readonly Refusal Invalid = new("boards.recurrence-invalid");
    public static readonly Refusal Over = new("boards.recurrence-over");

    /// <summary>The longest distance.</summary>
    public const int MostInterval = 100;

    /// <summary>Whether it names exactly what its unit needs.</summary>
    public bool IsValid
    {
        get
        {
            var onDay = Day is -1 or (>= 1 and <= 31);
            var onWorkingDay = WorkingDay is -1 or (>= 1 and <= 23);
            var inMonth = (Day is null) != (WorkingDay is null) && (onDay || onWorkingDay);
            return Interval is >= 1 and <= MostInterval && Every switch
            {
                RecurrenceUnit.Day or RecurrenceUnit.WorkingDay => Weekdays is null && Day is null && WorkingDay is null && Month is null,
                RecurrenceUnit.Week => Weekdays is { Count: >= 1 and <= 7 } && Weekdays.Distinct().Count() == Weekdays.Count && Day is null && WorkingDay is null && Month is null,
                RecurrenceUnit.Month => Weekdays is null && Month is null && inMonth,
                RecurrenceUnit.Year => Weekdays is null && Month is >= 1 and <= 12 && inMonth,
                _ => false,
            };
        }
    }

    /// <summary>As <see cref="Next"/>; null where the series is over by then.</summary>
    public DateOnly? NextUntilEnd(DateOnly after, WorkingDays workingDays) =>
        Next(after, workingDays) is var day && (Until is null || day <= Until) ? day : null;

    /// <summary>The next days of the series, at most so many.</summary>
    public IReadOnlyList<DateOnly> Days(DateOnly after, int most, WorkingDays workingDays)
    {
        var days = new List<DateOnly>();
        while (days.Count < most && NextUntilEnd(after, workingDays) is { } day)
        {
            days.Add(after = day);
        }

        return days;
    }

    /// <summary>The first day of the series after a day of it, wherever it ends; intervals count from there.</summary>
    public DateOnly Next(DateOnly after, WorkingDays workingDays) => Every switch
    {
        RecurrenceUnit.Day => after.AddDays(Interval),
        RecurrenceUnit.WorkingDay => workingDays.Add(after, Interval),
        RecurrenceUnit.Week => NextInWeeks(after),
        RecurrenceUnit.Month => NextInMonths(after, new DateOnly(after.Year, after.Month, 1), Interval, workingDays),
        RecurrenceUnit.Year => NextInMonths(after, new DateOnly(after.Year, Month!.Value, 1), 12 * Interval, workingDays),
        _ => throw new InvalidOperationException("A unit without a rule."),
    };

    private DateOnly NextInWeeks(DateOnly after)
    {
        var monday = after.AddDays(-FromMonday(after.DayOfWeek));
        var days = Weekdays!.Select(FromMonday).Order().ToArray();
        var later = days.Select(d => monday.AddDays(d)).Where(d => d > after).ToArray();
        return later.Length > 0 ? later[0] : monday.AddDays((7 * Interval) + days[0]);
    }

    private DateOnly NextInMonths(DateOnly after, DateOnly month, int step, WorkingDays workingDays) =>
        In(month, workingDays) is var day && day > after ? day : In(month.AddMonths(step), workingDays);

    private DateOnly In(DateOnly month, WorkingDays workingDays)
    {
        var last = month.AddMonths(1).AddDays(-1);
        if (Day is { } day)
        {
            return day < 0 || day > last.Day ? last : month.AddDays(day - 1);
        }

        var latest = workingDays.Add(last.AddDays(1), -1);
        return WorkingDay is { } n and > 0 && workingDays.Add(month.AddDays(-1), n) is var found && found < latest ? found : latest;
    }

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
