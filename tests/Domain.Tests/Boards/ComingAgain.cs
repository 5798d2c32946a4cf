using System.Globalization;
using CsCheck;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Boards;

/// <summary>Cards that recur.</summary>
public sealed class ComingAgain
{
    private static readonly WorkingDays s_bavaria = new(new Municipality(Land.BY));
    private static readonly Gen<DateOnly> s_days = Gen.Int[0, 20_000].Select(n => new DateOnly(2000, 1, 1).AddDays(n));
    private static readonly Gen<int> s_place = Gen.Int[1, 31].Select(n => n == 31 ? -1 : n);
    private static readonly Gen<Recurrence> s_recurrences = Gen.OneOf(
        Gen.Int[1, 9].Select(n => new Recurrence(RecurrenceUnit.Day, n)),
        Gen.Int[1, 9].Select(n => new Recurrence(RecurrenceUnit.WorkingDay, n)),
        Gen.Select(Gen.Int[1, 5], Gen.Enum<DayOfWeek>().HashSet[1, 7], (n, days) => new Recurrence(RecurrenceUnit.Week, n, [.. days])),
        Gen.Select(Gen.Int[1, 14], s_place, (n, day) => new Recurrence(RecurrenceUnit.Month, n, Day: day)),
        Gen.Select(Gen.Int[1, 14], Gen.Int[1, 23], (n, day) => new Recurrence(RecurrenceUnit.Month, n, WorkingDay: day)),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 12], s_place, (n, month, day) => new Recurrence(RecurrenceUnit.Year, n, Day: day, Month: month)));

    public static TheoryData<Recurrence, string> Series => new()
    {
        { new(RecurrenceUnit.Day, 10), "2026-12-29 2027-01-08 2027-01-18" },
        { new(RecurrenceUnit.WorkingDay), "2026-12-28 2026-12-29 2026-12-30 2026-12-31 2027-01-04 2027-01-05 2027-01-07" },
        { new(RecurrenceUnit.Week, 1, [DayOfWeek.Friday, DayOfWeek.Sunday, DayOfWeek.Tuesday]), "2026-12-20 2026-12-22 2026-12-25 2026-12-27 2026-12-29" },
        { new(RecurrenceUnit.Week, 2, [DayOfWeek.Monday, DayOfWeek.Saturday]), "2026-12-28 2027-01-02 2027-01-11 2027-01-16" },
        { new(RecurrenceUnit.Month, 1, Day: 31), "2026-12-31 2027-01-31 2027-02-28 2027-03-31 2027-04-30" },
        { new(RecurrenceUnit.Month, 2, Day: -1), "2026-12-31 2027-02-28 2027-04-30" },
        { new(RecurrenceUnit.Month, 1, WorkingDay: 1), "2027-01-04 2027-02-01 2027-03-01 2027-04-01 2027-05-03" },
        { new(RecurrenceUnit.Month, 1, WorkingDay: 23), "2026-12-31 2027-01-29 2027-02-26" },
        { new(RecurrenceUnit.Month, 3, WorkingDay: -1), "2026-12-31 2027-03-31 2027-06-30" },
        { new(RecurrenceUnit.Year, 1, Day: 29, Month: 2), "2027-02-28 2028-02-29 2029-02-28" },
        { new(RecurrenceUnit.Year, 2, WorkingDay: 2, Month: 1), "2028-01-04 2030-01-03" },
    };

    [Theory, MemberData(nameof(Series), DisableDiscoveryEnumeration = true)]
    public void A_series_has_these_days(Recurrence recurrence, string days)
    {
        Assert.True(recurrence.IsValid);
        var from = recurrence.Every is RecurrenceUnit.Week or RecurrenceUnit.Day or RecurrenceUnit.Month ? new DateOnly(2026, 12, 19) : new DateOnly(2026, 12, 27);
        var found = new List<string>();
        for (var day = recurrence.Next(from, s_bavaria); found.Count < days.Split(' ').Length; day = recurrence.Next(day, s_bavaria))
        {
            found.Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        Assert.Equal(days, string.Join(' ', found));
    }

    public static TheoryData<Recurrence> Impossible =>
    [
        new Recurrence(RecurrenceUnit.Day, 0),
        new Recurrence(RecurrenceUnit.Day, 101),
        new Recurrence(RecurrenceUnit.Day, 1, [DayOfWeek.Monday]),
        new Recurrence(RecurrenceUnit.Week),
        new Recurrence(RecurrenceUnit.Week, 1, []),
        new Recurrence(RecurrenceUnit.Week, 1, [DayOfWeek.Monday, DayOfWeek.Monday]),
        new Recurrence(RecurrenceUnit.Month),
        new Recurrence(RecurrenceUnit.Month, 1, Day: 0),
        new Recurrence(RecurrenceUnit.Month, 1, Day: 32),
        new Recurrence(RecurrenceUnit.Month, 1, Day: 3, WorkingDay: 3),
        new Recurrence(RecurrenceUnit.Month, 1, WorkingDay: 24),
        new Recurrence(RecurrenceUnit.Month, 1, Day: 1, Month: 3),
        new Recurrence(RecurrenceUnit.Year, 1, Day: 1),
        new Recurrence(RecurrenceUnit.Year, 1, Day: 1, Month: 13),
        new Recurrence((RecurrenceUnit)9),
    ];

    [Theory, MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void What_names_no_days_is_refused_and_changes_nothing(Recurrence recurrence)
    {
        var card = NewCard();
        Assert.Equal(Recurrence.Invalid, card.Recur(recurrence, new DateOnly(2026, 12, 1), s_bavaria));
        Assert.Null(card.NextOn);
    }

    [Fact]
    public void The_next_day_is_later_is_one_of_the_series_and_skips_none() =>
        Gen.Select(s_recurrences, s_days).Sample((recurrence, after) =>
        {
            Assert.True(recurrence.IsValid);
            var next = recurrence.Next(after, s_bavaria);
            Assert.True(next > after);
            Assert.True(recurrence.Every switch
            {
                RecurrenceUnit.Week => recurrence.Weekdays!.Contains(next.DayOfWeek),
                RecurrenceUnit.WorkingDay => s_bavaria.IsWorkingDay(next),
                RecurrenceUnit.Month or RecurrenceUnit.Year when recurrence.Day is { } day => next.Day == day || (next.AddDays(1).Day == 1 && (day < 0 || day > next.Day)),
                RecurrenceUnit.Month => s_bavaria.IsWorkingDay(next),
                _ => next == after.AddDays(recurrence.Interval),
            });
            if (recurrence.Interval == 1)
            {
                Assert.True(recurrence.Next(next.AddDays(-1), s_bavaria) <= next);
            }
        });

    [Fact]
    public void Missed_days_make_one_card_and_a_day_makes_one_only() =>
        Gen.Select(s_recurrences, s_days, Gen.Int[0, 900]).Sample((recurrence, start, pause) =>
        {
            var card = NewCard();
            Assert.Null(card.Recur(recurrence, start, s_bavaria));
            var (first, today) = (card.NextOn!.Value, start.AddDays(pause));
            var made = card.TakeOccurrence(today, s_bavaria);
            Assert.Equal(first <= today, made is not null);
            Assert.True(card.NextOn > today && !(made > today));
            Assert.Null(card.TakeOccurrence(today, s_bavaria));
        });

    [Fact]
    public void A_series_begins_after_the_due_day_and_rests_in_the_archive()
    {
        var (card, today) = (NewCard(), new DateOnly(2026, 12, 1));
        Assert.Null(card.Schedule(null, new DateOnly(2026, 12, 24)));
        Assert.Null(card.Recur(new(RecurrenceUnit.Day), today, s_bavaria));
        Assert.Equal(new DateOnly(2026, 12, 25), card.NextOn);
        Assert.Null(card.Archive(DateTimeOffset.UnixEpoch));
        Assert.Null(card.TakeOccurrence(new DateOnly(2027, 12, 1), s_bavaria));
    }

    [Fact]
    public void A_series_ends_on_its_last_day_and_cannot_begin_after_it() =>
        Gen.Select(s_recurrences, s_days, Gen.Int[0, 900], Gen.Int[0, 900]).Sample((recurrence, start, length, pause) =>
        {
            var (card, until) = (NewCard(), start.AddDays(length));
            var ending = recurrence with { Until = until };
            var days = ending.Days(start, 2_000, s_bavaria);
            Assert.All(days, day => Assert.True(day > start && day <= until));
            Assert.Equal(recurrence.Days(start, days.Count + 1, s_bavaria).Where(day => day <= until), days);

            Assert.Equal(days.Count == 0 ? Recurrence.Over : null, card.Recur(ending, start, s_bavaria));
            var made = card.TakeOccurrence(start.AddDays(pause), s_bavaria);
            Assert.Equal(days.LastOrDefault(day => day <= start.AddDays(pause)), made.GetValueOrDefault());
            Assert.Equal(days.FirstOrDefault(day => day > start.AddDays(pause)), card.NextOn.GetValueOrDefault());
        });

    private static Card NewCard()
    {
        var board = Board.Create(Guid.NewGuid(), Guid.NewGuid(), "Board", null, BoardVisibility.Members, DateTimeOffset.UnixEpoch);
        return Card.Create(Guid.NewGuid(), board, Guid.NewGuid(), "Karte", "a0", 1, DateTimeOffset.UnixEpoch);
    }
}
