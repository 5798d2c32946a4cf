using System.Globalization;
using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

public sealed class DaysAndInstants
{
    [Theory]
    [InlineData("2026-12-01T10:00:00Z", "Europe/Berlin", "2026-12-01")]
    [InlineData("2026-11-30T23:00:00Z", "Europe/Berlin", "2026-12-01")] // midnight in Berlin
    [InlineData("2026-11-30T22:59:59Z", "Europe/Berlin", "2026-11-30")]
    [InlineData("2026-06-30T22:00:00Z", "Europe/Berlin", "2026-07-01")] // summer time
    [InlineData("2026-12-01T00:00:00Z", "UTC", "2026-12-01")]
    public void An_instant_falls_on_a_day_of_the_organisations_zone(string instant, string zone, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), PlannerDay.Of(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("Europe/Berlin", "2026-12-01T10:00:00Z")]
    [InlineData("UTC", "2026-12-01T10:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-11-30T22:00:00Z")] // 14 hours ahead: 10:00 UTC would be the day after
    public void A_day_is_written_as_an_instant_of_that_day(string zone, string instant)
    {
        var day = new DateOnly(2026, 12, 1);
        var written = PlannerDay.Instant(day, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), written);
        Assert.Equal(day, PlannerDay.Of(written, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    [Fact]
    public void No_day_is_no_instant()
    {
        Assert.Null(PlannerDay.Of(null, TimeZoneInfo.Utc));
        Assert.Null(PlannerDay.Instant(null, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("5637", "adhg", "5637 adhg!")]
    [InlineData("adhg !", null, "adhg ! !")]
    [InlineData(null, " !", "  !!")]
    [InlineData(" 5637!", "5637 adhg!", " 5637! 5637 adhg!!")]
    [InlineData(null, null, " !")]
    public void A_place_between_neighbours_is_asked_for_by_an_expression(string? previous, string? next, string hint) =>
        Assert.Equal(hint, OrderHint.Between(previous, next));
}
