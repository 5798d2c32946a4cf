using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Workspace.Sandbox.Channel;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;
using Workspace.Sandbox.Graph;

namespace Workspace.Sandbox;

/// <summary>How the neighbours are started. Everything has a default that suits a test.</summary>
public sealed record LookAlikeOptions
{
    /// <summary>0 = any free port. All of them listen on loopback alone.</summary>
    public int EntraPort { get; init; }

    public int GraphPort { get; init; }

    public int ChannelPort { get; init; }

    /// <summary>Where the CA file goes; null = a folder of its own below the temporary one, removed at the end.</summary>
    public string? Folder { get; init; }

    /// <summary>Keeps plans and chats in a file of the folder, so that they outlive a restart.</summary>
    public bool KeepsState { get; init; }

    public IReadOnlyList<DemoCity> Cities { get; init; } = [Musterstadt.City, Nachbarstadt.City];

    public Guid ClientId { get; init; } = Musterstadt.ClientId;

    /// <summary>Null = a new random one, readable at <see cref="LookAlikes.ClientSecret"/>.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The clock of Graph and of the channel. Tokens always follow the real clock, since the platform judges them by it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// The product's neighbours in one process: Entra over https, Graph and the Teams channel over http, on loopback with free ports.
/// The product meets them through configuration alone; tests and the sandbox's shell also hold the objects behind the wire.
/// </summary>
public sealed class LookAlikes : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];
    private readonly bool _ownsFolder;
    private readonly SemaphoreSlim _saving = new(1);
    private readonly CancellationTokenSource _ending = new();
    private Task _keeping = Task.CompletedTask;
    private bool _keepsState;

    private LookAlikes(string folder, bool ownsFolder, string secret) => (Folder, _ownsFolder, ClientSecret) = (folder, ownsFolder, secret);

    /// <summary>The setting <c>AzureAd:Instance</c>: https, ends with a slash. One tenant's authority is <see cref="AuthorityOf"/>.</summary>
    public Uri EntraAuthority => Entra.Instance;

    /// <summary>The setting <c>Graph:BaseUrl</c>; ends in /v1.0.</summary>
    public Uri GraphBaseUrl => Graph.BaseUrl;

    /// <summary>The setting <c>Http:ExtraCaFile</c>: a PEM file.</summary>
    public string CaFile => Path.Combine(Folder, "entra-ca.pem");

    public string Folder { get; }

    public string ClientSecret { get; }

    public EntraLookAlike Entra { get; private set; } = null!;

    public GraphLookAlike Graph { get; private set; } = null!;

    public ChannelLookAlike Channel { get; private set; } = null!;

    /// <summary>Where the channel and its connector listen.</summary>
    public Uri ChannelUrl => Channel.Url;

    /// <summary>The setting <c>Bot:OpenIdMetadata</c>.</summary>
    public Uri OpenIdMetadata => Channel.OpenIdMetadata;

    public static async Task<LookAlikes> StartAsync(LookAlikeOptions? options = null, CancellationToken ct = default)
    {
        options ??= new LookAlikeOptions();
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("workspace-neighbours-").FullName;
        _ = Directory.CreateDirectory(folder);
        var neighbours = new LookAlikes(folder, options.Folder is null, options.ClientSecret ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(20)));
        try
        {
            await neighbours.StartServersAsync(options, ct);
            return neighbours;
        }
        catch
        {
            await neighbours.DisposeAsync();
            throw;
        }
    }

    public string AuthorityOf(Guid tenant) => $"{Entra.Instance}{tenant:D}";

    /// <summary>The JSON endpoints behind the Teams-like page; listed at the top of <c>ChannelShell.cs</c>.</summary>
    public void MapShell(IEndpointRouteBuilder routes) => new ChannelShell(Channel, Graph).Map(routes);

    /// <summary>Writes plans and chats to the state file now; done by itself every few seconds and at the end if <see cref="LookAlikeOptions.KeepsState"/>.</summary>
    public async Task SaveAsync(CancellationToken ct = default)
    {
        await _saving.WaitAsync(ct);
        try
        {
            // Beside it first: a process that dies while writing leaves the last whole state.
            var state = new JsonObject { ["planner"] = Graph.Planner.Save(), ["channel"] = Channel.Save() };
            await File.WriteAllBytesAsync($"{StateFile}.new", JsonSerializer.SerializeToUtf8Bytes(state), ct);
            File.Move($"{StateFile}.new", StateFile, overwrite: true);
        }
        finally
        {
            _ = _saving.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _keeping;
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        if (_keepsState)
        {
            await SaveAsync(CancellationToken.None);
        }

        _saving.Dispose();
        _ending.Dispose();
        Channel?.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task StartServersAsync(LookAlikeOptions options, CancellationToken ct)
    {
        var (certificate, authority) = SelfMadeCertificate.Make(TimeProvider.System.GetUtcNow());
        await File.WriteAllTextAsync(CaFile, authority, ct);

        Entra = new EntraLookAlike(options.ClientId, ClientSecret, options.Cities.Select(city => new CityDirectory(city)), TimeProvider.System);
        Graph = new GraphLookAlike(Entra, options.Clock);
        Channel = new ChannelLookAlike(Entra, options.Clock);

        var entra = NewServer(options.EntraPort, certificate);
        new EntraEndpoints(Entra).Map(entra);
        var graph = NewServer(options.GraphPort, null);
        Graph.Map(graph);
        var channel = NewServer(options.ChannelPort, null);
        new ChannelConnector(Channel).Map(channel);
        MapShell(channel.MapGroup("/shell"));
        foreach (var server in _servers)
        {
            await server.StartAsync(ct);
        }

        // Only now the ports are known, which tokens and links carry.
        Entra.Instance = new Uri($"https://localhost:{PortOf(entra)}/");
        Graph.BaseUrl = new Uri($"http://127.0.0.1:{PortOf(graph)}/v1.0");
        Channel.Url = new Uri($"http://127.0.0.1:{PortOf(channel)}");
        if (options.KeepsState)
        {
            await LoadAsync(ct);
            _keepsState = true;
            _keeping = KeepAsync(_ending.Token);
        }
    }

    private string StateFile => Path.Combine(Folder, "neighbours.json");

    private async Task LoadAsync(CancellationToken ct)
    {
        if (File.Exists(StateFile))
        {
            var state = (JsonObject)JsonNode.Parse(await File.ReadAllBytesAsync(StateFile, ct))!;
            Graph.Planner.Load((JsonObject)state["planner"]!);
            Channel.Load((JsonObject)state["channel"]!);
        }
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                if (Graph.Planner.HasChanged || Channel.HasChanged)
                {
                    await SaveAsync(ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the last state is written at the end
        }
    }

    private WebApplication NewServer(int port, X509Certificate2? certificate)
    {
        // Empty: no settings file, environment variable or watcher of whoever hosts us reaches the neighbours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var server = builder.Build();
        _servers.Add(server);
        return server;
    }

    private static string PortOf(WebApplication server) => new Uri(
        server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single())
        .Port.ToString(CultureInfo.InvariantCulture);
}
