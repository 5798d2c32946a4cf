using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Features.Storage;

namespace Workspace.Api.Tests.Mechanisms;

public sealed class TakingALease
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task One_instance_at_a_time_until_it_gives_back_or_dies(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var first = await WorkspaceServer.StartAsync(store, services: s => s.AddSingleton<TimeProvider>(clock));
        await using var second = await WorkspaceServer.StartAsync(store, services: s => s.AddSingleton<TimeProvider>(clock), sameDatabaseAs: first);
        var (one, two) = (first.Services.GetRequiredService<Leases>(), second.Services.GetRequiredService<Leases>());
        var (minute, ct) = (TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.True(await one.TakeAsync("work", minute, ct));
        Assert.True(await one.TakeAsync("work", minute, ct));
        Assert.False(await two.TakeAsync("work", minute, ct));
        clock.Advance(minute);
        Assert.True(await two.TakeAsync("work", minute, ct));
        Assert.False(await one.TakeAsync("work", minute, ct));
        _ = await two.ReleaseAsync("work", ct);
        Assert.True(await one.TakeAsync("work", minute, ct));
    }
}
