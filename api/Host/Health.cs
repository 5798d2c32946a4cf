using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workspace.Features.Outbox;
using Workspace.Features.Storage;

namespace Workspace.Host;

/// <summary>The database answers.</summary>
internal sealed class StorageHealth(Scans scans) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await scans.RunAsync(db => db.Database.CanConnectAsync(cancellationToken), cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}

/// <summary>No message to Teams is parked.</summary>
internal sealed class OutboxHealth(Scans scans) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var parked = await scans.RunAsync(
            db => db.Set<OutboxMessage>().IgnoreQueryFilters().CountAsync(m => m.State == OutboxState.Parked, cancellationToken), cancellationToken);
        return parked == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{parked} messages to Teams are parked.");
    }
}
