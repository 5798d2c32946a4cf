using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workspace.Contracts.Live;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Live;

public static class LiveModule
{
    public static ISignalRServerBuilder AddLive(this IServiceCollection services)
    {
        _ = services.AddSingleton<OpenStreams>();
        _ = services.AddSingleton<LivePublisher>().AddHostedService(s => s.GetRequiredService<LivePublisher>());
        _ = services.AddHostedService<LiveHeartbeat>();
        return services.AddSignalR(o => o.EnableDetailedErrors = false).AddJsonProtocol(o => Wire.Configure(o.PayloadSerializerOptions));
    }

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<WorkspaceHub>("/live", o => o.CloseOnAuthenticationExpiration = true).RequireAuthorization();
}

/// <summary>Says every ten seconds where each open stream stands, so that a lost last message is noticed.</summary>
internal sealed class LiveHeartbeat(OpenStreams open, Scans scans, IHubContext<WorkspaceHub, IWorkspaceLive> hub, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var streams = open.All.ToArray();
            if (streams.Length == 0)
            {
                continue;
            }

            try
            {
                var heads = await scans.RunAsync(
                    db => db.Set<StreamRow>().AsNoTracking().IgnoreQueryFilters().Where(s => streams.Contains(s.Id)).ToListAsync(stoppingToken), stoppingToken);
                foreach (var head in heads)
                {
                    await hub.Clients.Group(LivePublisher.Group(head.Id, head.Epoch)).At(head.Id, head.Sequence);
                }
            }
            catch (Exception busy) when (Database.IsBusy(busy))
            {
                // The next beat says it.
            }
        }
    }
}
