using Microsoft.EntityFrameworkCore;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Organisations;

/// <summary>What a day is for the organisation: its time zone, and on which days it works.</summary>
public sealed record OrganisationCalendar(TimeZoneInfo Zone, WorkingDays WorkingDays)
{
    /// <summary>Of the organisation that the context was opened for.</summary>
    public static async Task<OrganisationCalendar> ReadAsync(WorkspaceDb db, CancellationToken ct)
    {
        var own = await db.Set<Organisation>().AsNoTracking().Select(o => new { o.TimeZone, o.Land }).SingleAsync(ct);
        return new OrganisationCalendar(TimeZoneInfo.FindSystemTimeZoneById(own.TimeZone), new WorkingDays(new Municipality(own.Land)));
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
