using System.Globalization;
using CsCheck;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Shared;

/// <summary>When a Frist ends (§§ 187–193 BGB, § 31 VwVfG), and how that is told.</summary>
public sealed class Deadlines
{
    private static readonly Municipality s_cologne = new(Land.NW) { DaysOff = [new DayOff.CarnivalMonday(), new DayOff.Yearly(12, 24), new DayOff.Yearly(12, 31), new DayOff.Once(new(2026, 5, 15))] };
    private static readonly Gen<DateOnly> s_days = Gen.Int[0, 12_000].Select(n => new DateOnly(2000, 1, 1).AddDays(n));
    private static readonly Gen<Frist> s_fristen = Gen.Select(Gen.Int[1, 60], Gen.Enum<FristUnit>(), Gen.Enum<FristBegin>()).Select((n, unit, begin) => new Frist(n, unit, begin));

    [Theory]
    // Days (§ 188 (1)); begun by an event and by a day.
    [InlineData("2026-03-02", 10, FristUnit.Day, FristBegin.Event, "2026-03-12")]
    [InlineData("2026-03-02", 10, FristUnit.Day, FristBegin.Day, "2026-03-11")]
    [InlineData("2026-03-02", 1, FristUnit.Day, FristBegin.Day, "2026-03-02")]
    // Weeks: the same weekday, or the one before it (§ 188 (2)).
    [InlineData("2026-03-04", 2, FristUnit.Week, FristBegin.Event, "2026-03-18")]
    [InlineData("2026-03-04", 2, FristUnit.Week, FristBegin.Day, "2026-03-17")]
    // Months: the same number, the one before it, or the last of a shorter month (§ 188 (2) and (3)).
    [InlineData("2026-03-05", 1, FristUnit.Month, FristBegin.Event, "2026-04-07")]   // 5 April is Easter Sunday
    [InlineData("2024-01-31", 1, FristUnit.Month, FristBegin.Event, "2024-02-29")]
    [InlineData("2025-01-31", 1, FristUnit.Month, FristBegin.Event, "2025-02-28")]
    [InlineData("2026-01-31", 1, FristUnit.Month, FristBegin.Event, "2026-03-02")]   // 28 February is a Saturday
    [InlineData("2025-01-31", 1, FristUnit.Month, FristBegin.Day, "2025-02-28")]
    [InlineData("2025-01-30", 1, FristUnit.Month, FristBegin.Day, "2025-02-28")]
    [InlineData("2025-01-29", 1, FristUnit.Month, FristBegin.Day, "2025-02-28")]
    [InlineData("2025-01-28", 1, FristUnit.Month, FristBegin.Day, "2025-02-27")]
    [InlineData("2025-04-01", 3, FristUnit.Month, FristBegin.Day, "2025-06-30")]
    [InlineData("2025-02-28", 1, FristUnit.Month, FristBegin.Event, "2025-03-28")]
    [InlineData("2024-02-29", 12, FristUnit.Month, FristBegin.Event, "2025-02-28")]
    [InlineData("2025-11-30", 3, FristUnit.Month, FristBegin.Event, "2026-03-02")]
    // The end moves over weekends and holidays (§ 193), not over days off of the house.
    [InlineData("2026-03-20", 2, FristUnit.Week, FristBegin.Event, "2026-04-07")]   // Good Friday
    [InlineData("2026-12-18", 1, FristUnit.Week, FristBegin.Event, "2026-12-28")]
    [InlineData("2026-12-17", 1, FristUnit.Week, FristBegin.Event, "2026-12-24")]
    [InlineData("2026-05-13", 2, FristUnit.Day, FristBegin.Event, "2026-05-15")]
    // Working days skip both.
    [InlineData("2026-05-13", 2, FristUnit.WorkingDay, FristBegin.Event, "2026-05-19")]
    [InlineData("2026-05-13", 2, FristUnit.WorkingDay, FristBegin.Day, "2026-05-18")]
    [InlineData("2026-02-13", 1, FristUnit.WorkingDay, FristBegin.Event, "2026-02-17")]
    public void A_frist_ends_on_its_day(string start, int length, FristUnit unit, FristBegin begin, string last) =>
        Assert.Equal(Day(last), new Frist(length, unit, begin).From(Day(start), s_cologne).Last);

    [Theory]
    [InlineData(Land.BY, null, "2025-08-08")]
    [InlineData(Land.BY, LocalFeast.AugsburgPeaceFestival, "2025-08-11")]
    [InlineData(Land.NW, null, "2025-08-08")]
    public void The_municipality_decides_where_it_ends(Land land, LocalFeast? feast, string last)
    {
        var here = new Municipality(land) { Feasts = feast is { } one ? [new FeastHere(one)] : [] };
        Assert.Null(here.Check());
        Assert.Equal(Day(last), new Frist(1, FristUnit.Week).From(Day("2025-08-01"), here).Last);
    }

    [Fact]
    public void A_feast_holds_from_its_year_on_and_only_in_its_land()
    {
        var here = new Municipality(Land.BY) { Feasts = [new FeastHere(LocalFeast.BavarianAssumption, From: 2026)] };
        Assert.Null(here.HolidayOn(Day("2025-08-15")));
        Assert.Equal(Holiday.Assumption, here.HolidayOn(Day("2028-08-15")));
        Assert.Equal(Municipality.FeastOfAnotherLand, (here with { Land = Land.TH }).Check());
    }

    [Fact]
    public void A_termin_stays_on_its_sunday() =>
        Assert.Equal((Day("2026-03-01"), 0), (Deadline.Termin(Day("2026-02-02"), Day("2026-03-01")).Last, Deadline.Termin(Day("2026-02-02"), Day("2026-03-01")).MovedOver.Count));

    [Theory]
    [InlineData("2026-03-27", "2026-03-28T00:00:00+01:00")]
    [InlineData("2026-03-28", "2026-03-29T00:00:00+01:00")]
    [InlineData("2026-03-29", "2026-03-30T00:00:00+02:00")]
    public void It_ends_at_midnight_of_the_zone(string last, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Deadline.Termin(Day("2026-03-01"), Day(last)).Ends(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Fact]
    public void A_frist_has_a_length() => Assert.All([0, -1, Frist.Longest + 1], n => Assert.Equal(Frist.Invalid, new Frist(n, FristUnit.Day).Check()));

    [Fact]
    public void An_end_is_never_on_a_day_of_rest_and_moves_no_further_than_it_must() =>
        Gen.Select(s_days, s_fristen, Gen.Enum<Land>()).Sample((start, frist, land) =>
        {
            var here = new Municipality(land) { DaysOff = s_cologne.DaysOff };
            var deadline = frist.From(start, here);
            Assert.True(here.MayEndOn(deadline.Last) && deadline.Last >= start);
            Assert.Equal(deadline.Last.DayNumber - deadline.Reckoned.DayNumber, deadline.MovedOver.Count);
            Assert.DoesNotContain(deadline.MovedOver, d => here.MayEndOn(d.Day));
            Assert.True(frist.Unit is not FristUnit.WorkingDay || here.WorksOn(deadline.Last));
            Assert.True(frist.From(start.AddDays(1), here).Last >= deadline.Last);
        });

    [Fact]
    public void Who_is_asked_is_reminded_on_working_days_in_order() =>
        Gen.Select(s_days, s_fristen).Sample((start, frist) =>
        {
            var (deadline, working) = (frist.From(start, s_cologne), new WorkingDays(s_cologne));
            var reminders = deadline.Reminders(working);
            Assert.All(reminders, r => Assert.True(working.IsWorkingDay(r.On) && r.On > start && r.On <= deadline.Last));
            Assert.Equal(reminders.Select(r => r.On).Distinct().Order(), reminders.Select(r => r.On));
            Assert.True(working.IsWorkingDay(deadline.EscalatesOn(working)) && deadline.EscalatesOn(working) > deadline.Last);
        });

    [Fact]
    public void Half_time_the_day_before_and_the_last_day()
    {
        var working = new WorkingDays(s_cologne);
        var deadline = new Frist(2, FristUnit.Week).From(Day("2026-03-20"), s_cologne);
        Assert.Equal(
            [new(ReminderKind.HalfTime, Day("2026-03-30")), new(ReminderKind.WorkingDayBefore, Day("2026-04-02")), new(ReminderKind.LastDay, Day("2026-04-07"))],
            deadline.Reminders(working));
        Assert.Equal(Day("2026-04-08"), deadline.EscalatesOn(working));
    }

    [Fact]
    public void The_day_is_explained_in_both_languages()
    {
        var moved = new Frist(2, FristUnit.Week).From(Day("2026-03-20"), s_cologne);
        Assert.Equal(
            "Die Frist von 2 Wochen beginnt nach dem Ereignis am Freitag, 20. März 2026; dieser Tag zählt nicht mit (§ 187 Abs. 1 BGB). Gerechnet endet sie am Freitag, 3. April 2026 (§ 188 Abs. 2 BGB). "
            + "An Samstagen, Sonntagen und gesetzlichen Feiertagen endet keine Frist: Sie verschiebt sich über Freitag, 3. April 2026 (Karfreitag); Samstag, 4. April 2026; Sonntag, 5. April 2026 und Montag, 6. April 2026 (Ostermontag) hinaus (§ 193 BGB, § 31 Abs. 3 VwVfG). "
            + "Letzter Tag ist Dienstag, 7. April 2026, bis 24 Uhr.",
            DeadlineInWords.German(moved));
        Assert.Equal(
            "The period of 1 month begins with Friday, 31 January 2025; that day counts (section 187 (2) BGB). The last month has no day of that number, so by count it ends on Friday, 28 February 2025, its last day (section 188 (3) BGB). "
            + "The last day is Friday, 28 February 2025, until midnight.",
            DeadlineInWords.English(new Frist(1, FristUnit.Month, FristBegin.Day).From(Day("2025-01-31"), s_cologne)));
        Assert.Equal(
            "Termin ist Sonntag, 1. März 2026. Ein Termin verschiebt sich nicht, auch nicht von einem Wochenende oder Feiertag (§ 31 Abs. 5 VwVfG).",
            DeadlineInWords.German(Deadline.Termin(Day("2026-02-02"), Day("2026-03-01"))));
    }

    [Fact]
    public void Every_deadline_has_words() =>
        Gen.Select(s_days, s_fristen, Gen.Enum<Land>()).Sample((start, frist, land) =>
        {
            var deadline = frist.From(start, new Municipality(land));
            Assert.EndsWith("bis 24 Uhr.", DeadlineInWords.German(deadline), StringComparison.Ordinal);
            Assert.EndsWith("until midnight.", DeadlineInWords.English(deadline), StringComparison.Ordinal);
        });

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
