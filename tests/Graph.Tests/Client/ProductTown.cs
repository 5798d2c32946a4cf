using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Features.People;
using Workspace.Features.Planner;
using Workspace.Graph.Tests.Contract;
using Workspace.Sandbox;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Graph;

namespace Workspace.Graph.Tests.Client;

/// <summary>The product's own way to Graph, put together as the host does it, in front of the look-alikes.</summary>
internal sealed class ProductTown : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ProductTown(LookAlikes neighbours, FakeTimeProvider clock)
    {
        (Neighbours, Clock) = (neighbours, clock);
        var settings = new Dictionary<string, string?>
        {
            ["AzureAd:Instance"] = neighbours.EntraAuthority.ToString(),
            ["AzureAd:ClientId"] = Musterstadt.ClientId.ToString(),
            ["AzureAd:ClientSecret"] = neighbours.ClientSecret,
            ["AzureAd:InstanceDiscovery"] = "false",
            ["Graph:BaseUrl"] = neighbours.GraphBaseUrl.ToString(),
            ["Http:ExtraCaFile"] = neighbours.CaFile,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(clock)
            .AddGraph(configuration)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public LookAlikes Neighbours { get; }

    public FakeTimeProvider Clock { get; }

    public Faults Faults => Neighbours.Graph.Faults;

    public GraphLog Log => Neighbours.Graph.Log;

    public IPlanner App => _services.GetRequiredService<IPlannerAccess>().AsApplication(Musterstadt.Tenant);

    public IPeopleDirectory People => _services.GetRequiredService<IPeopleDirectory>();

    public static async Task<ProductTown> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        return new ProductTown(await LookAlikes.StartAsync(new LookAlikeOptions { Clock = clock }, TestContext.Current.CancellationToken), clock);
    }

    /// <summary>On behalf of a person, by the token with which their tab calls the api.</summary>
    public IPlanner As(DemoPerson person) =>
        _services.GetRequiredService<IPlannerAccess>().OnBehalfOf(Musterstadt.Tenant, Neighbours.Entra.SsoToken(person));

    /// <summary>A plan of the citizen service with one bucket.</summary>
    public async Task<(string Plan, string Bucket)> NewPlanAsync(string title = "Termine")
    {
        var plan = await As(Musterstadt.Clara).CreatePlanAsync(Musterstadt.CitizenServiceGroup.ToString("D"), title, Ct);
        var bucket = await App.CreateBucketAsync(plan.Id, "Offen", " !", Ct);
        return (plan.Id, bucket.Id);
    }

    /// <summary>Ends the town; every request that the product sent in it keeps Graph's own description.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Neighbours.DisposeAsync();
        Assert.Empty(Log.Calls.SelectMany(call =>
            GraphContract.Check(call.Method, call.Path, call.RequestBody, query: call.Query, headers: call.Headers)));
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;
}
