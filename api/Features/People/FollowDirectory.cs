using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.People;

/// <summary>
/// Keeps people in step with Entra: everybody first, then what changed, page by page; each page with its cursor is one
/// transaction, so that it goes on where it stopped.
/// </summary>
public sealed partial class FollowDirectory(
    Reads reads, Changes changes, Leases leases, IPeopleDirectory directory, FollowGroups groups, IOptions<OrganisationOptions> options, TimeProvider clock,
    ILogger<FollowDirectory> log) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(10);

    /// <summary>Reads all pages that wait.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var tenant = options.Value.TenantId;
        bool more;
        do
        {
            var cursor = await reads.RunAsync(tenant, db => db.Set<Organisation>().Select(o => o.DirectoryCursor).SingleAsync(ct), ct);
            var page = await directory.ChangesAsync(tenant, cursor, ct);
            more = page.More;
            if (page.People.Count == 0 && page.Gone.Count == 0 && !more && cursor is not null)
            {
                return;
            }

            var boards = await FollowGroups.BoardsOfAsync(reads, tenant, UnitKind.Department, await DepartmentsLeftAsync(tenant, page, ct), ct);
            _ = await changes.RunAsync<Done>(Actor.Rule(tenant), Command.Own(), [tenant, .. boards], async work =>
            {
                await ApplyAsync(work, page, ct);
                FollowGroups.AccessChanged(work, boards);
                return Done.Instance;
            }, ct);
        }
        while (more);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, clock);
        do
        {
            try
            {
                if (await leases.TakeAsync("people", s_every / 2, stoppingToken))
                {
                    await RunAsync(stoppingToken);
                    await groups.RunAsync(options.Value.TenantId, stoppingToken);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                NotFollowed(failed);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Departments that somebody of this page is no longer in: their boards are not theirs any more.</summary>
    private Task<List<string>> DepartmentsLeftAsync(Guid tenant, DirectoryPage page, CancellationToken ct)
    {
        var now = page.People.ToDictionary(p => p.Id, p => p.Department);
        var ids = now.Keys.ToArray();
        return reads.RunAsync(tenant, async db =>
            (await db.Set<Person>().Where(p => ids.Contains(p.Id) && p.Department != null).Select(p => new { p.Id, p.Department }).ToListAsync(ct))
                .Where(p => now[p.Id] != p.Department).Select(p => p.Department!).Distinct(StringComparer.Ordinal).ToList(), ct);
    }

    private async Task ApplyAsync(UnitOfWork work, DirectoryPage page, CancellationToken ct)
    {
        var organisation = await work.Db.Set<Organisation>().SingleAsync(ct);
        organisation.DirectoryCursor = page.Cursor;
        var ids = page.People.Select(p => p.Id).Concat(page.Gone).ToArray();
        var known = await work.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var found in page.People)
        {
            if (known.TryGetValue(found.Id, out var person))
            {
                Joining.Update(person, found);
            }
            else
            {
                Joining.Add(work, found, options.Value);
            }
        }

        foreach (var gone in page.Gone.Where(known.ContainsKey))
        {
            known[gone].Active = false;
        }
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Warning, Message = "The directory could not be followed; the next look goes on where this one stopped")]
    private partial void NotFollowed(Exception exception);
}
