namespace Workspace.Domain.Shared;

/// <summary>In what a Frist is counted.</summary>
public enum FristUnit
{
    Day,

    /// <summary>Arbeitstage, of which the law on staff councils speaks in many Länder.</summary>
    WorkingDay,
    Week,
    Month,
}

/// <summary>What a Frist begins with.</summary>
public enum FristBegin
{
    /// <summary>An event in the course of a day, as being asked: that day does not count (§ 187 (1) BGB, § 31 (2) VwVfG).</summary>
    Event,

    /// <summary>The beginning of a day: that day counts (§ 187 (2) BGB).</summary>
    Day,
}

/// <summary>A length of time to act in, by §§ 187–193 BGB and § 31 VwVfG.</summary>
/// <param name="Length">From 1 to <see cref="Longest"/> of its unit.</param>
public sealed record Frist(int Length, FristUnit Unit, FristBegin Begin = FristBegin.Event)
{
    public static readonly Refusal Invalid = new("deadlines.length-invalid");

    public const int Longest = 366;

    public Refusal? Check() => Length is >= 1 and <= Longest ? null : Invalid;

    /// <summary>The deadline of a Frist that begins with an event on a day, or with the day itself.</summary>
    public Deadline From(DateOnly start, Municipality municipality)
    {
        var (reckoned, dayMissing) = Reckon(start, municipality);
        var moved = new List<RestDay>();
        var last = reckoned;
        for (; !municipality.MayEndOn(last); last = last.AddDays(1))
        {
            moved.Add(new RestDay(last, municipality.HolidayOn(last)));
        }

        return new Deadline(start, last) { Frist = this, Reckoned = reckoned, DayMissing = dayMissing, MovedOver = moved };
    }

    private (DateOnly Day, bool DayMissing) Reckon(DateOnly start, Municipality municipality)
    {
        // A Frist that counts its first day is over one day sooner.
        var before = Begin is FristBegin.Event ? start : start.AddDays(-1);
        return Unit switch
        {
            FristUnit.Day => (before.AddDays(Length), false),
            FristUnit.WorkingDay => (new WorkingDays(municipality).Add(before, Length), false),
            FristUnit.Week => (before.AddDays(7 * Length), false),
            FristUnit.Month => InMonths(start),
            _ => throw new InvalidOperationException("A unit without a rule."),
        };
    }

    /// <summary>The day of the same number, or the one before it (§ 188 (2)); the last of a month that has no such day (§ 188 (3)).</summary>
    private (DateOnly Day, bool DayMissing) InMonths(DateOnly start)
    {
        var month = new DateOnly(start.Year, start.Month, 1).AddMonths(Length);
        var number = Begin is FristBegin.Event ? start.Day : start.Day - 1;
        if (number == 0) { return (month.AddDays(-1), false); }

        var most = DateTime.DaysInMonth(month.Year, month.Month);
        return (month.AddDays(Math.Min(number, most) - 1), number > most);
    }
}

/// <summary>A day on which no Frist ends.</summary>
/// <param name="Holiday">Null: a Saturday or Sunday.</param>
public sealed record RestDay(DateOnly Day, Holiday? Holiday);

/// <summary>The kinds of reminders of a deadline.</summary>
public enum ReminderKind
{
    HalfTime,
    WorkingDayBefore,
    LastDay,
}

/// <summary>On a morning, somebody is reminded.</summary>
public sealed record Reminder(ReminderKind Kind, DateOnly On);

/// <summary>By when something is due: the end of a <see cref="Shared.Frist"/>, or a named day (Termin), and how it came about.</summary>
/// <param name="Start">The day of the event or the first day.</param>
/// <param name="Last">The last day; all of it counts.</param>
public sealed record Deadline(DateOnly Start, DateOnly Last)
{
    /// <summary>Null: a Termin, which stays where it is, on a Sunday too (§ 31 (5) VwVfG).</summary>
    public Frist? Frist { get; init; }

    /// <summary>Where the Frist would end if every day were a working day.</summary>
    public DateOnly Reckoned { get; init; } = Last;

    /// <summary>The last month has no day of that number (§ 188 (3) BGB).</summary>
    public bool DayMissing { get; init; }

    /// <summary>The days over which its end moved (§ 193 BGB, § 31 (3) VwVfG).</summary>
    public IReadOnlyList<RestDay> MovedOver { get; init; } = [];

    /// <summary>A named day; it does not move.</summary>
    public static Deadline Termin(DateOnly start, DateOnly day) => new(start, day);

    /// <summary>The first instant at which it is too late.</summary>
    public DateTimeOffset Ends(TimeZoneInfo zone)
    {
        var midnight = Last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    /// <summary>Half time, one working day before the end, and the end: on working days after the start, never two on one day.</summary>
    public IReadOnlyList<Reminder> Reminders(WorkingDays workingDays)
    {
        var last = workingDays.IsWorkingDay(Last) ? Last : workingDays.Add(Last, -1);
        var before = workingDays.Add(last, -1);
        var middle = Start.AddDays((Last.DayNumber - Start.DayNumber) / 2);
        var half = workingDays.IsWorkingDay(middle) ? middle : workingDays.Add(middle, 1);
        return [.. new Reminder[] { new(ReminderKind.HalfTime, half), new(ReminderKind.WorkingDayBefore, before), new(ReminderKind.LastDay, last) }
            .Where(r => r.On > Start && (r.Kind is not ReminderKind.HalfTime || r.On < before))];
    }

    /// <summary>The working day on which the line above hears that nothing came.</summary>
    public DateOnly EscalatesOn(WorkingDays workingDays) => workingDays.Add(Last, 1);
}
