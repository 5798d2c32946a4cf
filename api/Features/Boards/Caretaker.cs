using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workspace.Domain.People;
using Workspace.Features.Approvals;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>
/// What comes with time: recurring cards, the end of the trash, rules, reminders, and the deadlines of approvals. One instance does it, by a lease; each piece of work looks again inside of
/// its own transaction, so that a second run or a crash in between makes nothing twice.
/// </summary>
public sealed partial class Caretaker(
    Scans scans, Leases leases, MakeRecurringCards recurring, EmptyTrash trash, RunTimedRules rules, SendReminders reminders, ApprovalDeadlines approvals, TimeProvider clock, ILogger<Caretaker> log) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(5);

    /// <summary>All that is due now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var organisation in await scans.RunAsync(db => db.Set<Organisation>().IgnoreQueryFilters().Select(o => o.Id).ToListAsync(ct), ct))
        {
            if (await leases.TakeAsync($"caretaker/{organisation}", s_lease, ct))
            {
                await recurring.RunAsync(organisation, ct);
                await trash.RunAsync(organisation, ct);
                await rules.RunAsync(organisation, ct);
                await reminders.RunAsync(organisation, ct);
                await approvals.RunAsync(organisation, ct);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LookFailed(failed);
            }

            await Task.Delay(s_look, clock, stoppingToken);
        }
    }

    [LoggerMessage(EventId = 60, Level = LogLevel.Error, Message = "The caretaker failed; it looks again")]
    private partial void LookFailed(Exception exception);
}
