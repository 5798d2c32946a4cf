using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Role = Workspace.Contracts.People.Role;

namespace Workspace.Features.Approvals;

/// <summary>The statutory holidays that the municipality has beside those of its Land, and the days on which the house stays closed.</summary>
public sealed class ReadHouseCalendar(Reads reads)
{
    public Task<HouseCalendarView> RunAsync(Actor actor, CancellationToken ct) => reads.RunAsync(actor, async db =>
        HouseCalendars.ViewOf(await db.Set<Organisation>().AsNoTracking().SingleAsync(ct)), ct);
}

/// <summary>An administrator saves both lists; deadlines that run keep their day.</summary>
public sealed class SaveHouseCalendar(Changes changes)
{
    private static readonly Refusal s_dayMissing = new("holidays.day-missing");

    public Task<Outcome<HouseCalendarView>> RunAsync(Actor actor, CommandId command, SaveHouseCalendarRequest request, CancellationToken ct) =>
        changes.RunAsync<HouseCalendarView>(actor, Command.For(command, nameof(SaveHouseCalendar), request), [actor.Organisation], async work =>
        {
            if (!actor.Roles.Contains(Role.Administrator)) { return Refusal.NotAllowed; }

            if (request.DaysOff.Any(off => off is { Kind: DayOffKind.Yearly, Month: null } or { Kind: DayOffKind.Yearly, Day: null } or { Kind: DayOffKind.Once, On: null })) { return s_dayMissing; }

            var organisation = await work.Db.Set<Organisation>().SingleAsync(ct);
            var municipality = new Municipality(organisation.Land)
            {
                Feasts = [.. request.Feasts.Select(f => new FeastHere((Domain.Shared.LocalFeast)f.Feast, f.From ?? 1995, f.To ?? int.MaxValue))],
                DaysOff = [.. request.DaysOff.Select(HouseCalendars.ToDomain)],
            };
            if (municipality.Check() is { } refusal) { return refusal; }

            (organisation.Feasts, organisation.DaysOff) = (municipality.Feasts, municipality.DaysOff);
            _ = work.Append(actor.Organisation, new HouseCalendarSaved());
            return HouseCalendars.ViewOf(organisation);
        }, ct);
}

internal static class HouseCalendars
{
    public static HouseCalendarView ViewOf(Organisation own) => new(
        own.Land?.ToString(),
        [.. own.Feasts.Select(f => new LocalFeastView((Contracts.Approvals.LocalFeast)f.Feast, f.From, f.To == int.MaxValue ? null : f.To))],
        [.. own.DaysOff.Select(off => off switch
        {
            DayOff.Yearly yearly => new DayOffView(DayOffKind.Yearly, yearly.Month, yearly.Day, null),
            DayOff.Once once => new DayOffView(DayOffKind.Once, null, null, once.On),
            _ => new DayOffView(DayOffKind.CarnivalMonday, null, null, null),
        })]);

    public static DayOff ToDomain(DayOffView off) => off.Kind switch
    {
        DayOffKind.Yearly => new DayOff.Yearly(off.Month!.Value, off.Day!.Value),
        DayOffKind.Once => new DayOff.Once(off.On!.Value),
        _ => new DayOff.CarnivalMonday(),
    };
}
