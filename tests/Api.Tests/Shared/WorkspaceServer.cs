using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workspace.Features.Shared;
using Workspace.Host;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests;

/// <summary>
/// The whole product on a real socket and a real database of its own, with the look-alikes as neighbours; production
/// code paths only.
/// </summary>
public sealed class WorkspaceServer : WebApplicationFactory<TabOptions>
{
    private static int s_strangers;

    private readonly Dictionary<string, string?> _settings;
    private readonly LookAlikes _neighbours;
    private readonly Action<IServiceCollection>? _services;

    private WorkspaceServer(Dictionary<string, string?> settings, LookAlikes neighbours, Action<IServiceCollection>? services) =>
        (_settings, _neighbours, _services) = (settings, neighbours, services);

    public LookAlikes Neighbours => _neighbours;

    /// <summary>As the product itself connects.</summary>
    public string ConnectionString => _settings["Storage:ConnectionString"]!;

    /// <param name="settings">Settings that differ from the usual.</param>
    /// <param name="neighbours">Look-alikes of this test's own, where it injects faults.</param>
    /// <param name="services">For the clock alone; nothing of the product is replaced.</param>
    /// <param name="sameDatabaseAs">A second instance on the database of another.</param>
    public static async Task<WorkspaceServer> StartAsync(
        Store store = Store.Sqlite, Dictionary<string, string?>? settings = null, LookAlikes? neighbours = null,
        Action<IServiceCollection>? services = null, WorkspaceServer? sameDatabaseAs = null)
    {
        var near = neighbours ?? sameDatabaseAs?.Neighbours ?? TestBed.Current.Neighbours;
        var all = sameDatabaseAs is null ? await SettingsAsync(store, near) : new(sameDatabaseAs._settings);
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        var server = new WorkspaceServer(all, near, services);
        server.UseKestrel(0);
        server.StartServer();
        return server;
    }

    /// <summary>The server of all tests that only add boards, cards, people of their own to it; a start costs more than most tests.</summary>
    public static Task<WorkspaceServer> SharedAsync(Store store = Store.Sqlite) => TestBed.Current.ServerAsync(store);

    /// <summary>All that the product is told: of a new database, and of its neighbours.</summary>
    public static async Task<Dictionary<string, string?>> SettingsAsync(Store store, LookAlikes? neighbours = null)
    {
        var all = await TestBed.Current.NewDatabaseAsync(store);
        foreach (var (key, value) in Usual(neighbours ?? TestBed.Current.Neighbours))
        {
            all[key] = value;
        }

        return all;
    }

    /// <summary>Somebody of a city with a token as Teams would give it.</summary>
    public TestPerson As(DemoPerson person) => new(this, person, _neighbours.Entra.SsoToken(person));

    /// <summary>Somebody who has never been here and whom no other test knows.</summary>
    public TestPerson AsSomebodyNew() => As(Musterstadt.City.People[^Interlocked.Increment(ref s_strangers)]);

    /// <summary>A client with any token, or none.</summary>
    public HttpClient Client(string? token)
    {
        // A busy machine must not turn "may I send this?" into "I send it anyway".
        var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        return client;
    }

    /// <summary>A live connection as the tab opens one.</summary>
    public async Task<HubConnection> LiveAsync(string token, CancellationToken ct)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(ClientOptions.BaseAddress, "/live"), o => o.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .AddJsonProtocol(o => Wire.Configure(o.PayloadSerializerOptions))
            .Build();
        await connection.StartAsync(ct);
        return connection;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        _ = builder.UseEnvironment("Development");
        _ = builder.ConfigureAppConfiguration(c => c.AddInMemoryCollection(_settings));
        foreach (var (key, value) in _settings)
        {
            _ = builder.UseSetting(key, value);
        }

        _ = builder.ConfigureLogging(l => l.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole());
        _ = builder.ConfigureServices(s => _services?.Invoke(s));
    }

    private static Dictionary<string, string?> Usual(LookAlikes near) => new()
    {
        ["AzureAd:Instance"] = near.EntraAuthority.ToString(),
        ["AzureAd:ClientId"] = near.Entra.ClientId.ToString(),
        ["AzureAd:ClientSecret"] = near.ClientSecret,
        ["AzureAd:InstanceDiscovery"] = "false",
        ["Graph:BaseUrl"] = near.GraphBaseUrl.ToString(),
        ["Http:ExtraCaFile"] = near.CaFile,
        ["Organisation:TenantId"] = Musterstadt.Tenant.ToString(),
        ["Organisation:Name"] = "Musterstadt",
        ["Organisation:Administrators:0"] = Musterstadt.Anna.UserPrincipalName,
        ["Limits:RequestsPerSecond"] = "100000",
    };
}
