using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Approvals;
using Workspace.Features.Organisations;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>What the house has laid down, as far as it concerns one person today.</summary>
internal sealed record HouseNow(House House, OrganisationCalendar Calendar, DateOnly Today)
{
    /// <param name="person">Whose deputyships count; null: a rule acts, or somebody unknown.</param>
    public static async Task<HouseNow> ReadAsync(WorkspaceDb db, Guid? person, DateTimeOffset now, CancellationToken ct)
    {
        var calendar = await OrganisationCalendar.ReadAsync(db, ct);
        var today = calendar.DayOf(now);
        var deputyships = person is null ? [] : await db.Set<DeputyshipRow>().AsNoTracking().Where(d => d.Deputy == person && d.From <= today && d.To >= today).ToListAsync(ct);
        var powers = await db.Set<SigningPowerRow>().AsNoTracking().ToListAsync(ct);
        var house = new House(calendar.Municipality) { Deputyships = [.. deputyships.Select(d => d.ToDomain())], SigningPowers = [.. powers.Select(p => p.ToDomain())] };
        return new(house, calendar, today);
    }

    /// <param name="principal">For whom a deputy acts.</param>
    public Act ActOf(Guid? by, DateTimeOffset at, Guid? principal = null) => new(by, at, Today, House) { For = principal };

    /// <summary>For whom the person may act in a matter today.</summary>
    public IReadOnlyList<Guid> PrincipalsIn(Matter matter) => [.. House.Deputyships.Where(d => d.Covers(matter, Today)).Select(d => d.Principal).Distinct()];
}
