namespace Workspace.Domain.Planner;

/// <summary>
/// A card is due on a day, a task at an instant. The day of an instant is the day it falls on in the organisation's
/// zone; the instant of a day is 10:00 UTC, as Planner itself writes it, so that people in other zones see the
/// same day.
/// </summary>
public static class PlannerDay
{
    /// <summary>The day on which an instant falls in the organisation's zone.</summary>
    public static DateOnly? Of(DateTimeOffset? instant, TimeZoneInfo zone) =>
        instant is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;

    /// <summary>The instant to write for a day; where 10:00 UTC is another day in that zone, its noon.</summary>
    public static DateTimeOffset? Instant(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } on)
        {
            return null;
        }

        var usual = new DateTimeOffset(on, new TimeOnly(10, 0), TimeSpan.Zero);
        if (Of(usual, zone) == on)
        {
            return usual;
        }

        var noon = on.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, zone.GetUtcOffset(noon)).ToUniversalTime();
    }
}
