using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Planner;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

/// <summary>
/// Ben's board and Clara's plan, linked; the sync looks several times a second. Waiting is for a state, with an end.
/// </summary>
internal sealed class LinkedTown : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> s_quick = new()
    {
        ["Planner:Open"] = "00:00:00.2",
        ["Planner:Busy"] = "00:00:00.2",
        ["Planner:Idle"] = "00:00:00.2",
        ["Planner:Buckets"] = "00:00:00.2",
        ["Planner:BucketsAtRest"] = "00:00:00.2",
        ["Planner:Labels"] = "00:00:00.2",
        ["Planner:Settle"] = "00:00:02",
        ["Planner:AfterRefusal"] = "00:00:01",
    };

    private readonly bool _ownNeighbours;

    private LinkedTown(WorkspaceServer server, bool ownNeighbours)
    {
        (Server, _ownNeighbours) = (server, ownNeighbours);
        Ben = server.As(Musterstadt.Ben);
        Clara = new Manager(server.Neighbours, Musterstadt.Clara);
    }

    public WorkspaceServer Server { get; }
    public TestPerson Ben { get; }
    public Manager Clara { get; }
    public BoardView Board { get; private set; } = null!;
    public string Plan { get; private set; } = "";

    public LookAlikes Neighbours => Server.Neighbours;

    /// <summary>The board and a plan, not linked yet.</summary>
    /// <param name="store">The database.</param>
    /// <param name="faulty">With neighbours of its own, which a test can make fail.</param>
    /// <param name="settings">Settings that differ.</param>
    /// <param name="clock">The product's clock, where a test has to pass a day.</param>
    /// <param name="neighbours">Changes the neighbours before the product first speaks to them.</param>
    public static async Task<LinkedTown> PrepareAsync(
        Store store, bool faulty = false, Dictionary<string, string?>? settings = null, TimeProvider? clock = null, Action<LookAlikes>? neighbours = null)
    {
        var own = faulty ? await LookAlikes.StartAsync(null, TestContext.Current.CancellationToken) : null;
        if (own is not null)
        {
            neighbours?.Invoke(own);
        }

        var all = new Dictionary<string, string?>(s_quick);
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        var town = new LinkedTown(await WorkspaceServer.StartAsync(store, all, own, clock is null ? null : services => services.AddSingleton(clock)), own is not null);
        town.Board = await town.Ben.CreateBoardAsync("Bürgerservice", BoardVisibility.Members, "Offen", "In Arbeit", "Wartet");
        town.Plan = await town.Clara.CreatePlanAsync($"Plan {town.Board.Id:N}", Musterstadt.CitizenServiceGroup);
        return town;
    }

    /// <summary>The same, linked, with a card that has its task.</summary>
    public static async Task<(LinkedTown Town, CardView Card, string Task)> StartAsync(
        Store store, bool faulty = false, Dictionary<string, string?>? settings = null, TimeProvider? clock = null, Action<LookAlikes>? neighbours = null)
    {
        var town = await PrepareAsync(store, faulty, settings, clock, neighbours);
        var card = await town.Ben.CreateCardAsync(town.Board, "Ausweis verlängern");
        _ = await town.LinkAsync();
        var task = await LinkedTown.UntilAsync(town.TasksAsync, tasks => tasks.Count == 1);
        return (town, card, (string)task[0]["id"]!);
    }

    public Task<PlannerLinkView> LinkAsync() => Ben.PostAsync<PlannerLinkView>(
        $"/api/boards/{Board.Id}/planner", new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), Plan, null));

    public Task<IReadOnlyList<JsonObject>> TasksAsync() => Clara.TasksAsync(Plan);

    public Task<BoardView> BoardAsync() => Ben.BoardAsync(Board.Id);

    public Task<PlannerLinkView> StatusAsync() => Ben.ReadAsync<PlannerLinkView>($"/api/boards/{Board.Id}/planner");

    public async Task<CardView> CardAsync(Guid card) => (await BoardAsync()).Cards.Single(c => c.Id == card);

    public Task<CardDetails> DetailsAsync(Guid card) => Ben.ReadAsync<CardDetails>($"/api/boards/{Board.Id}/cards/{card}");

    public async Task<IReadOnlyList<string>> TitlesInOrderAsync() => [.. (await Clara.TasksInOrderAsync(Plan)).Select(t => (string)t["title"]!)];

    public async Task<CardView> EditAsync(Guid card, CardEdit fields) =>
        await Ben.PatchAsync<CardView>($"/api/boards/{Board.Id}/cards/{card}", new EditCardRequest((await BoardAsync()).Sequence, fields));

    public async Task MoveAsync(Guid card, int column)
    {
        using var moved = await Ben.MoveAsync(Board.Id, card, Board.Columns[column].Id);
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
    }

    public async Task<IReadOnlyList<JournalEntry>> HistoryAsync(Guid card) =>
        (await Ben.ReadAsync<JournalPage>($"/api/boards/{Board.Id}/cards/{card}/history")).Entries;

    public async Task<string> BucketOfAsync(string column) =>
        (string)(await Clara.BucketsAsync(Plan)).Single(b => (string?)b["name"] == column)["id"]!;

    /// <summary>Looks until it is so; after a minute the last look is the failure's message.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> so)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var seen = await look();
            if (so(seen))
            {
                return seen;
            }

            if (end.IsCancellationRequested)
            {
                Assert.Fail($"After a minute still: {System.Text.Json.JsonSerializer.Serialize(seen)}");
            }

            _ = await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the sync has looked at both sides as a whole after this moment, twice, and found nothing left.</summary>
    public async Task SettledAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var from = DateTimeOffset.UtcNow;
            _ = await UntilAsync(StatusAsync, s => s.LastSync > from && s.Problem is null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Clara.Dispose();
        await Server.DisposeAsync();
        if (_ownNeighbours)
        {
            await Neighbours.DisposeAsync();
        }
    }
}
