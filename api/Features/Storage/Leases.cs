using Microsoft.EntityFrameworkCore;
using Workspace.Features.Journal;

namespace Workspace.Features.Storage;

/// <summary>Decides which instance does a named piece of work: a row with a holder and an end, taken by one conditional update.</summary>
public sealed class Leases(Scans scans, TimeProvider clock)
{
    private readonly string _holder = Guid.CreateVersion7().ToString("N");

    /// <summary>Takes or prolongs a lease; false while another instance holds it.</summary>
    public Task<bool> TakeAsync(string name, TimeSpan length, CancellationToken ct) => scans.RunAsync(async db =>
    {
        var now = clock.GetUtcNow();
        var until = now + length;
        var taken = await db.Set<LeaseRow>()
            .Where(l => l.Name == name && (l.Holder == _holder || l.Until <= now))
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.Holder, _holder).SetProperty(l => l.Until, until), ct);
        if (taken == 1)
        {
            return true;
        }

        if (await db.Set<LeaseRow>().AnyAsync(l => l.Name == name, ct))
        {
            return false;
        }

        _ = db.Add(new LeaseRow { Name = name, Holder = _holder, Until = until });
        try
        {
            return await db.SaveChangesAsync(ct) == 1;
        }
        catch (DbUpdateException raced) when (Database.IsDuplicate(raced))
        {
            return false;
        }
    }, ct);

    /// <summary>Gives a lease back before its end, so that another instance need not wait.</summary>
    public Task<int> ReleaseAsync(string name, CancellationToken ct) => scans.RunAsync(
        db => db.Set<LeaseRow>().Where(l => l.Name == name && l.Holder == _holder).ExecuteDeleteAsync(ct), ct);
}
