using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Workspace.Contracts.Boards;
using Workspace.Contracts.People;
using Workspace.Features.Shared;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Bench;

/// <summary>The product and the limit, each in a process of its own, with one sign-in.</summary>
internal sealed class Town : IAsyncDisposable
{
    public const int People = 1_000;

    private static readonly string[] s_services =
    [
        "Wohngeld", "Hundesteuer", "Anwohnerparkausweis", "Personalausweis", "Bauantrag", "Kita-Platz", "Führungszeugnis", "Gewerbeanmeldung",
        "Sperrmüll", "Eheschließung", "Meldebescheinigung", "Schulanmeldung", "Bibliotheksausweis", "Fundsachen", "Baumfällung",
    ];

    private static readonly string[] s_steps =
    [
        "Antrag online stellen", "Bescheid digital zustellen", "Rückläufe auswerten", "Formular in einfacher Sprache fassen",
        "Schnittstelle zum Fachverfahren prüfen", "Datenschutz-Folgenabschätzung", "Testlauf mit der Außenstelle", "Schulung für das Front Office",
        "Barrierefreiheit prüfen lassen", "Gebührentabelle abstimmen", "Postfach statt Brief",
    ];

    private readonly DirectoryInfo _folder;
    private readonly Process _limit;

    private Town(RunningSandbox sandbox, DirectoryInfo folder, Process limit, Uri limitAddress)
    {
        (Sandbox, _folder, _limit) = (sandbox, folder, limit);
        Token = sandbox.Neighbours.Entra.SsoToken(Musterstadt.Ben);
        ChannelToken = sandbox.Neighbours.Channel.Token(Musterstadt.Tenant);
        Ours = Client(sandbox.HostAddress);
        Limit = Client(limitAddress);
    }

    public RunningSandbox Sandbox { get; }
    public DemoCity City { get; } = Musterstadt.Build(People, new SandboxOptions().Seed);
    public string Token { get; }

    /// <summary>With which the channel delivers activities.</summary>
    public string ChannelToken { get; }
    public HttpClient Ours { get; }
    public HttpClient Limit { get; }

    public static async Task<Town> StartAsync()
    {
        // One person stands for many here.
        Environment.SetEnvironmentVariable("Limits__RequestsPerSecond", "1000000");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");

        // As published: from a build, each request would look whether the tab has been built anew.
        Environment.SetEnvironmentVariable("ReloadStaticAssetsAtRuntime", "false");
        var folder = Directory.CreateTempSubdirectory("workspace-bench-");
        var sandbox = await RunningSandbox.StartAsync(new SandboxOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            Data = Path.Combine(folder.FullName, "data"),
            DemoData = false,
            People = People,
        });
        var (limit, address) = await StartLimitAsync(sandbox.Neighbours, folder.FullName);
        return new Town(sandbox, folder, limit, address);
    }

    /// <summary>
    /// A board with so many cards over four columns, by an import as a person would bring it: most cards have labels, every
    /// second one is due, every third one is somebody's.
    /// </summary>
    public async Task<BoardView> BoardAsync(int cards)
    {
        await EverybodyIsKnownAsync();
        string[] columns = ["Ideen", "In Arbeit", "Freigabe", "Fertig"];
        var people = City.People;
        var rows = Enumerable.Range(0, cards).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{s_services[i % s_services.Length]}: {s_steps[i / 3 % s_steps.Length]} ({i + 1});{columns[i % 4]};Thema {i % 7};{(i % 2 == 0 ? $"2027-{(i % 12) + 1:00}-{(i % 28) + 1:00}" : "")};{(i % 3 == 0 ? people[i % 40].DisplayName : "")};{(i % 5 == 0 ? "Dringend" : "")}"));
        using var answer = await CommandAsync(
            HttpMethod.Post, "/api/boards/imports/table?name=Bürgerservice",
            new StringContent($"Titel;Spalte;Labels;Fällig;Zugewiesen an;Priorität\n{string.Join('\n', rows)}", Encoding.UTF8, "text/csv"));
        var report = (await answer.Content.ReadFromJsonAsync<ImportReport>(Wire.Options))!;
        return (await Ours.GetFromJsonAsync<BoardView>(new Uri($"/api/boards/{report.Board.Id}", UriKind.Relative), Wire.Options))!;
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object body)
    {
        using var answer = await CommandAsync(method, path, JsonContent.Create(body, body.GetType(), options: Wire.Options));
        return (await answer.Content.ReadFromJsonAsync<T>(Wire.Options))!;
    }

    public async Task SendAsync(HttpMethod method, string path, object body) =>
        (await CommandAsync(method, path, JsonContent.Create(body, body.GetType(), options: Wire.Options))).Dispose();

    public async Task<HubConnection> ListenAsync(HttpClient server)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server.BaseAddress!, "/live"), o =>
            {
                o.AccessTokenProvider = () => Task.FromResult<string?>(Token);
                o.SkipNegotiation = true;
                o.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            })
            .AddJsonProtocol(o => Wire.Configure(o.PayloadSerializerOptions))
            .Build();
        await connection.StartAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        Ours.Dispose();
        Limit.Dispose();
        _limit.Kill();
        await _limit.WaitForExitAsync();
        _limit.Dispose();
        await Sandbox.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts the limit's process and waits until it says where it listens.</summary>
    public static async Task<(Process Process, Uri Address)> StartLimitAsync(LookAlikes neighbours, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [LimitServer.Argument])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["AzureAd__Instance"] = neighbours.EntraAuthority.ToString(),
                ["AzureAd__ClientId"] = neighbours.Entra.ClientId.ToString(),
                ["AzureAd__ClientSecret"] = neighbours.ClientSecret,
                ["AzureAd__InstanceDiscovery"] = "false",
                ["Http__ExtraCaFile"] = neighbours.CaFile,
                ["Organisation__TenantId"] = Musterstadt.Tenant.ToString(),
                ["Bot__OpenIdMetadata"] = neighbours.OpenIdMetadata.ToString(),
                ["Limit__Database"] = $"Data Source={Path.Combine(folder, "limit.db")}",
            },
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("Now listening on: ") is [_, var address])
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return (process, new Uri(address));
            }
        }

        throw new InvalidOperationException("The limit's server ended at once.");
    }

    private async Task<HttpResponseMessage> CommandAsync(HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        return (await Ours.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>The directory comes page by page after the start.</summary>
    public async Task EverybodyIsKnownAsync()
    {
        var last = new Uri($"/api/people?ids={City.People[^1].Id}", UriKind.Relative);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await Ours.GetFromJsonAsync<PersonView[]>(last, Wire.Options))!.Length == 0)
        {
            _ = await pulse.WaitForNextTickAsync();
        }
    }

    private HttpClient Client(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
