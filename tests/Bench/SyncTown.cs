using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Domain.Planner;
using Workspace.Features.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Host;
using Workspace.Sandbox;
using Workspace.Sandbox.City;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;

namespace Workspace.Bench;

/// <summary>
/// The product in this process, with a clock that is moved by hand: hours of polling pass as fast as the work in them is done. Nothing else of
/// the product is replaced; Graph is the look-alike over HTTP.
/// </summary>
internal sealed class SyncTown : WebApplicationFactory<TabOptions>
{
    private readonly DirectoryInfo _folder;
    private readonly LookAlikes _neighbours;
    private readonly HttpClient _manager;
    private HttpClient _ben = null!;

    private SyncTown(DirectoryInfo folder, LookAlikes neighbours)
    {
        (_folder, _neighbours) = (folder, neighbours);
        _manager = new HttpClient { BaseAddress = new Uri($"{neighbours.GraphBaseUrl}/") };
        _manager.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", neighbours.Entra.GraphToken(Musterstadt.Clara));
        neighbours.Graph.Planner.Limits.PlansPerGroup = 5_000;
    }

    public HandClock Clock { get; } = new();

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "workspace.db")}";

    public Faults Faults => _neighbours.Graph.Faults;

    public static async Task<SyncTown> StartAsync()
    {
        var town = new SyncTown(Directory.CreateTempSubdirectory("workspace-bench-"), await LookAlikes.StartAsync());
        await Migrator.RunAsync(new StorageOptions { ConnectionString = town.Database }, CancellationToken.None);
        Directory.SetCurrentDirectory(AppContext.BaseDirectory); // where the factory looks for the list of content roots
        town.UseKestrel(0);
        town.StartServer();
        town._ben = new HttpClient { BaseAddress = town.ClientOptions.BaseAddress };
        town._ben.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", town._neighbours.Entra.SsoToken(Musterstadt.Ben));
        return town;
    }

    /// <summary>A board and a plan with nothing in it, linked; the cards are made before.</summary>
    public async Task<LinkedPlan> LinkAsync(int cards)
    {
        var created = await SendAsync<BoardSummary>(HttpMethod.Post, "/api/boards", new CreateBoardRequest("Bürgerservice digital", null, null, BoardVisibility.Members, null));
        var board = (await _ben.GetFromJsonAsync<BoardView>(new Uri($"/api/boards/{created.Id}", UriKind.Relative), Wire.Options))!;
        var ids = new List<Guid>();
        for (var i = 0; i < cards; i++)
        {
            ids.Add((await SendAsync<CardView>(HttpMethod.Post, $"/api/boards/{board.Id}/cards", new CreateCardRequest(
                board.Columns[i % board.Columns.Count].Id, $"Bescheid Nr. {i + 1} digital zustellen", null))).Id);
        }

        var plan = (string)(await GraphAsync(HttpMethod.Post, "planner/plans", new JsonObject
        {
            ["title"] = $"Plan {board.Id:N}",
            ["container"] = new JsonObject { ["url"] = $"https://graph.microsoft.com/v1.0/groups/{Musterstadt.CitizenServiceGroup}" },
        }))["id"]!;
        _ = await SendAsync<PlannerLinkView>(HttpMethod.Post, $"/api/boards/{board.Id}/planner", new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), plan, null));
        return new LinkedPlan(board.Id, plan, ids);
    }

    public async Task EditCardAsync(LinkedPlan plan, int card, string title)
    {
        var board = (await _ben.GetFromJsonAsync<BoardView>(new Uri($"/api/boards/{plan.Board}", UriKind.Relative), Wire.Options))!;
        _ = await SendAsync<CardView>(HttpMethod.Patch, $"/api/boards/{plan.Board}/cards/{plan.Cards[card]}", new EditCardRequest(board.Sequence, new CardEdit(Title: new(title))));
    }

    public async Task EditTaskAsync(LinkedPlan plan, int task, int percent)
    {
        var all = await TasksAsync(plan);
        var one = all[task]!;
        _ = await GraphAsync(HttpMethod.Patch, $"planner/tasks/{one["id"]}", new JsonObject { ["percentComplete"] = percent }, (string)one["@odata.etag"]!);
    }

    public async Task<JsonArray> TasksAsync(LinkedPlan plan) => (JsonArray)(await GraphAsync(HttpMethod.Get, $"planner/plans/{plan.Plan}/tasks", null))["value"]!;

    public async Task<PlannerLinkView> StatusAsync(LinkedPlan plan) =>
        (await _ben.GetFromJsonAsync<PlannerLinkView>(new Uri($"/api/boards/{plan.Board}/planner", UriKind.Relative), Wire.Options))!;

    /// <summary>Forgets the requests so far.</summary>
    public void Count() => _neighbours.Graph.Log.Clear();

    /// <summary>Requests that the sync sent since <see cref="Count"/>, members of batches one by one.</summary>
    public IReadOnlyList<string> Requests() =>
        [.. _neighbours.Graph.Log.Calls.Where(c => c.ByApplication && c.Path != "/$batch").Select(c => $"{c.Method} {c.Path}")];

    /// <summary>Lets the time pass: from one due reading, or one event, to the next, each done before the clock goes on.</summary>
    public async Task PassAsync(TimeSpan span, params IEnumerable<(TimeSpan After, Func<Task> Do)> events)
    {
        var end = Clock.GetUtcNow() + span;
        var left = new Queue<(DateTimeOffset At, Func<Task> Do)>(events.Select(e => (Clock.GetUtcNow() + e.After, e.Do)).OrderBy(e => e.Item1));
        while (true)
        {
            await QuietAsync();
            var due = await NextAsync();
            var next = left.TryPeek(out var coming) && coming.At < due ? coming.At : due;
            if (next > end)
            {
                Clock.Set(end);
                return;
            }

            Clock.Set(next);
            while (left.TryPeek(out coming) && coming.At <= next)
            {
                await left.Dequeue().Do();
            }
        }
    }

    /// <summary>For how long the link that waits longest is overdue.</summary>
    public async Task<TimeSpan> BehindAsync()
    {
        var now = Clock.GetUtcNow();
        return now - await NextAsync() is { Ticks: > 0 } behind ? behind : TimeSpan.Zero;
    }

    /// <summary>All readings that are due are done.</summary>
    public async Task QuietAsync()
    {
        while (true)
        {
            Services.GetRequiredService<PlannerSignal>().Wake();
            var now = Clock.GetUtcNow();
            if (!await LinksAsync(links => links.AnyAsync(l => l.NextAt <= now || l.LeasedUntil != null)))
            {
                return;
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Makes all links due at once, as after a long stop.</summary>
    public Task DueAsync()
    {
        var now = Clock.GetUtcNow();
        return Services.GetRequiredService<Scans>().RunAsync(
            db => db.Set<PlannerLink>().IgnoreQueryFilters().ExecuteUpdateAsync(s => s.SetProperty(l => l.NextAt, now)), CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _ben.Dispose();
        _manager.Dispose();
        await _neighbours.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureAd:Instance"] = _neighbours.EntraAuthority.ToString(),
            ["AzureAd:ClientId"] = _neighbours.Entra.ClientId.ToString(),
            ["AzureAd:ClientSecret"] = _neighbours.ClientSecret,
            ["AzureAd:InstanceDiscovery"] = "false",
            ["Graph:BaseUrl"] = _neighbours.GraphBaseUrl.ToString(),
            ["Http:ExtraCaFile"] = _neighbours.CaFile,
            ["Organisation:TenantId"] = Musterstadt.Tenant.ToString(),
            ["Organisation:Name"] = "Musterstadt",
            ["Organisation:Administrators:0"] = Musterstadt.Anna.UserPrincipalName,
            ["Limits:RequestsPerSecond"] = "1000000",
            ["Storage:ConnectionString"] = Database,
        };
        _ = builder.UseEnvironment("Development");
        _ = builder.ConfigureAppConfiguration(c => c.AddInMemoryCollection(settings));
        foreach (var (key, value) in settings)
        {
            _ = builder.UseSetting(key, value);
        }

        _ = builder.ConfigureLogging(l => l.ClearProviders().SetMinimumLevel(LogLevel.Error).AddConsole());
        _ = builder.ConfigureServices(s => s.AddSingleton<TimeProvider>(Clock));
    }

    private Task<DateTimeOffset> NextAsync() => LinksAsync(links => links.MinAsync(l => l.NextAt));

    private Task<T> LinksAsync<T>(Func<IQueryable<PlannerLink>, Task<T>> read) => Services.GetRequiredService<Reads>().RunAsync(
        Musterstadt.Tenant, db => read(db.Set<PlannerLink>().Where(l => l.State == PlannerLinkState.Active)), CancellationToken.None);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, body.GetType(), options: Wire.Options) };
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        using var answer = await _ben.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(Wire.Options))!;
    }

    private async Task<JsonObject> GraphAsync(HttpMethod method, string path, JsonObject? body, string? etag = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        _ = etag is null || request.Headers.TryAddWithoutValidation("If-Match", etag);
        using var answer = await _manager.SendAsync(request);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }
}

internal sealed record LinkedPlan(Guid Board, string Plan, IReadOnlyList<Guid> Cards);

/// <summary>Stands still until it is moved, or runs like the system's.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = System.GetUtcNow();
    private TimeSpan? _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _ahead is { } ahead ? System.GetUtcNow() + ahead : _now;
        }
    }

    public void Set(DateTimeOffset now)
    {
        lock (_gate)
        {
            _now = now > _now ? now : _now;
        }
    }

    /// <summary>From now on seconds are seconds.</summary>
    public void Run()
    {
        lock (_gate)
        {
            _ahead = _now - System.GetUtcNow();
        }
    }
}
