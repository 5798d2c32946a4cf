using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.SignalR.Client;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Bench;

/// <summary>The product and the limit, each in a process of its own, with one sign-in.</summary>
internal sealed class Town : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _limit;

    private Town(RunningSandbox sandbox, DirectoryInfo folder, Process limit, Uri limitAddress)
    {
        (Sandbox, _folder, _limit) = (sandbox, folder, limit);
        Token = sandbox.Neighbours.Entra.SsoToken(Musterstadt.Ben);
        Ours = Client(sandbox.HostAddress);
        Limit = Client(limitAddress);
    }

    public RunningSandbox Sandbox { get; }
    public string Token { get; }
    public HttpClient Ours { get; }
    public HttpClient Limit { get; }

    public static async Task<Town> StartAsync()
    {
        // One person stands for many here.
        Environment.SetEnvironmentVariable("Limits__RequestsPerSecond", "1000000");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
        var folder = Directory.CreateTempSubdirectory("workspace-bench-");
        var sandbox = await RunningSandbox.StartAsync(new SandboxOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            Data = Path.Combine(folder.FullName, "data"),
            DemoData = false,
        });
        var (limit, address) = await StartLimitAsync(sandbox.Neighbours, folder.FullName);
        return new Town(sandbox, folder, limit, address);
    }

    /// <summary>A board with so many cards over four columns, made by an import as a person would.</summary>
    public async Task<BoardView> BoardAsync(int cards)
    {
        var created = await SendAsync<BoardSummary>(HttpMethod.Post, "/api/boards", new CreateBoardRequest("Bürgerservice digital", null, null, BoardVisibility.Members, null));
        var board = (await Ours.GetFromJsonAsync<BoardView>(new Uri($"/api/boards/{created.Id}", UriKind.Relative), Wire.Options))!;
        for (var i = 0; i < cards; i++)
        {
            _ = await SendAsync<CardView>(HttpMethod.Post, $"/api/boards/{board.Id}/cards", new CreateCardRequest(
                board.Columns[i % board.Columns.Count].Id, $"Bescheid Nr. {i + 1} digital zustellen und Rückläufe auswerten", null));
        }

        return (await Ours.GetFromJsonAsync<BoardView>(new Uri($"/api/boards/{board.Id}", UriKind.Relative), Wire.Options))!;
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, body.GetType(), options: Wire.Options) };
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        using var answer = await Ours.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(Wire.Options))!;
    }

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

    private HttpClient Client(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
