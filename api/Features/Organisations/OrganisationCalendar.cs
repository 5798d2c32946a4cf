using Microsoft.EntityFrameworkCore;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Organisations;

/// <summary>What a day is for the organisation: its time zone, and on which days it works.</summary>
public sealed record OrganisationCalendar(TimeZoneInfo Zone, Municipality Municipality, WorkingDays WorkingDays)
{
    /// <summary>Of the organisation that the context was opened for.</summary>
    public static async Task<OrganisationCalendar> ReadAsync(WorkspaceDb db, CancellationToken ct)
    {
        var own = await db.Set<Organisation>().AsNoTracking().Select(o => new { o.TimeZone, o.Land, o.Feasts, o.DaysOff }).SingleAsync(ct);
        var municipality = new Municipality(own.Land) { Feasts = own.Feasts, DaysOff = own.DaysOff };
        return new OrganisationCalendar(TimeZoneInfo.FindSystemTimeZoneById(own.TimeZone), municipality, new WorkingDays(municipality));
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
