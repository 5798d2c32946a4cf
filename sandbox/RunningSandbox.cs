using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Workspace.Sandbox.Channel;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox;

/// <summary>
/// A municipality in a box: the look-alikes, the Teams-like page and, as a process of its own, the product.
/// The program and the browser tests start the same one.
/// </summary>
public sealed class RunningSandbox : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts;
    private readonly Func<CancellationToken, Task<HostProcess>> _startHost;
    private HostProcess _host;

    private RunningSandbox(
        Stack<IAsyncDisposable> parts, HostProcess host, Func<CancellationToken, Task<HostProcess>> startHost, LookAlikes neighbours, Uri address, Uri hostAddress) =>
        (_parts, _host, _startHost, Neighbours, Address, HostAddress) = (parts, host, startHost, neighbours, address, hostAddress);

    /// <summary>The Teams-like page.</summary>
    public Uri Address { get; }

    /// <summary>The product itself.</summary>
    public Uri HostAddress { get; }

    public LookAlikes Neighbours { get; }

    /// <summary>Completes if the product ends by itself; nobody but the sandbox should end it.</summary>
    public Task HostEnded => _host.Ended;

    public string HostLastWords => _host.LastWords;

    /// <exception cref="SandboxException">It can't start; the message says why.</exception>
    public static async Task<RunningSandbox> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        var parts = new Stack<IAsyncDisposable>();
        try
        {
            RefuseTakenPorts(options.Url);
            var data = DataFolder.Open(options);
            parts.Push(data);
            var store = await Store.OpenAsync(options, data, ct);
            var city = Musterstadt.Build(options.People, options.Seed);
            LookAlikes neighbours = null!;
            ShellServer shell = null!;
            async Task StartNeighboursAsync()
            {
                parts.Push(neighbours = await LookAlikes.StartAsync(Neighbourhood(options, data, city), ct));
                parts.Push(shell = await ShellServer.StartAsync(options.Url, city, neighbours, ct));
            }

            // The longest step that needs nobody: it runs while the neighbours start.
            await Task.WhenAll(HostProcess.MigrateAsync(store.Migrating, data.HostLog, ct), StartNeighboursAsync());
            var settings = Settings(store, neighbours, shell.Address);
            var (host, address) = await HostProcess.ServeAsync(settings, Beside(options.Url, 1), data.HostLog, ct);
            parts.Push(host);
            neighbours.Channel.UseBot(new Uri(address, "/api/messages"));
            shell.Host = address;
            if (options.DemoData)
            {
                await GiveAppAsync(neighbours, ct);
                await CityWriter.WriteAsync(address, neighbours, data.CityNote, ct);
            }

            async Task<HostProcess> StartHostAsync(CancellationToken again) => (await HostProcess.ServeAsync(settings, address, data.HostLog, again)).Process;
            _ = parts.Pop();   // the product is the one part that can be replaced
            return new RunningSandbox(parts, host, StartHostAsync, neighbours, shell.Address, address);
        }
        catch
        {
            await DisposeAllAsync(parts);
            throw;
        }
    }

    /// <summary>Ends the product as a crash would and starts it again at the same address; returns the time to its first answer.</summary>
    public async Task<TimeSpan> RestartHostAsync(CancellationToken ct = default)
    {
        await _host.DisposeAsync();
        var watch = Stopwatch.StartNew();
        _host = await _startHost(ct);
        var took = watch.Elapsed;
        return took;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await DisposeAllAsync(_parts);
    }

    private static async ValueTask DisposeAllAsync(Stack<IAsyncDisposable> parts)
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private static LookAlikeOptions Neighbourhood(SandboxOptions options, DataFolder data, DemoCity city) => new()
    {
        EntraPort = Beside(options.Url, 2).Port,
        GraphPort = Beside(options.Url, 3).Port,
        ChannelPort = Beside(options.Url, 4).Port,
        Cities = [city, Nachbarstadt.City],
        Folder = data.Neighbours,
        KeepsState = true,
    };

    /// <summary>Looked at before anything starts, so that the sentence names the first port in the way and nothing is half begun.</summary>
    private static void RefuseTakenPorts(Uri url)
    {
        for (var step = 0; url.Port != 0 && step <= 4; step++)
        {
            var port = Beside(url, step).Port;
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
            }
            catch (SocketException taken)
            {
                throw new SandboxException($"Port {port} is taken. Stop what uses it (perhaps another sandbox), or choose another: --urls http://127.0.0.1:5090", taken);
            }
        }
    }

    /// <summary>The named people have the app from the start, so that the bot can write to them; everybody else gets it on opening Teams.</summary>
    private static async Task GiveAppAsync(LookAlikes neighbours, CancellationToken ct)
    {
        foreach (var person in CityWriter.Named)
        {
            var chats = neighbours.Channel.ConversationsOf(Musterstadt.Tenant, person.Id);
            if (chats.Any(chat => (string?)chat!["kind"] == "personal" && !(bool)chat["hasBot"]!))
            {
                _ = await neighbours.Channel.InstallAsync(Musterstadt.Tenant, person.Id, ct);
            }
        }
    }

    /// <summary>Everything the product is told: the same settings an operator gives it, with other addresses.</summary>
    private static Dictionary<string, string> Settings(Store store, LookAlikes neighbours, Uri shell) => new(store.Serving, StringComparer.Ordinal)
    {
        ["AzureAd:Instance"] = neighbours.EntraAuthority.ToString(),
        ["AzureAd:TenantId"] = Musterstadt.Tenant.ToString("D"),
        ["AzureAd:ClientId"] = Musterstadt.ClientId.ToString("D"),
        ["AzureAd:ClientSecret"] = neighbours.ClientSecret,
        ["AzureAd:InstanceDiscovery"] = "false",
        ["Graph:BaseUrl"] = neighbours.GraphBaseUrl.ToString(),
        ["Bot:OpenIdMetadata"] = neighbours.OpenIdMetadata.ToString(),
        ["Bot:Issuer"] = ChannelLookAlike.Issuer,
        ["Bot:ServiceUrls:0"] = neighbours.ChannelUrl.ToString(),
        ["Bot:TokenScope"] = "https://api.botframework.com/.default",
        ["Http:ExtraCaFile"] = neighbours.CaFile,
        ["Tab:HostOrigins:0"] = shell.GetLeftPart(UriPartial.Authority),
        ["Tab:TeamsAppId"] = Musterstadt.TeamsAppId.ToString("D"),
        ["Organisation:TenantId"] = Musterstadt.Tenant.ToString("D"),
        ["Organisation:Name"] = "Stadt Musterstadt",
        ["Organisation:TimeZone"] = Musterstadt.TimeZone,
        ["Organisation:Administrators:0"] = Musterstadt.Anna.UserPrincipalName,
        // Their output is read line by line.
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
    };

    /// <summary>Fixed addresses next to the page's, so that what the product stored of them holds after a restart; or all free ones.</summary>
    private static Uri Beside(Uri url, int step) => new UriBuilder(url) { Port = url.Port == 0 ? 0 : url.Port + step }.Uri;
}
