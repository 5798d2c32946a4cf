using System.Net;
using Workspace.Api.Tests;
using Workspace.Api.Tests.Planner;
using Workspace.Bot.Tests.Cards;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Planner;

public sealed class TellingOwners
{
    [Fact]
    public async Task A_link_that_stops_is_told_to_the_boards_owners_once_with_the_way_to_the_board()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var neighbours = await LookAlikes.StartAsync(null, ct);
        await using var bot = await BotServer.StartAsync(neighbours: neighbours, settings: new() { ["Planner:Busy"] = "00:00:00.2", ["Planner:Idle"] = "00:00:00.2" });
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, david, board, _, _) = await bot.AskAsync();
        using var set = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{david.Id}", new SetMemberRequest(BoardRole.Editor));
        _ = await anna.PostAsync<PlannerLinkView>($"/api/boards/{board.Id}/planner", new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), null, "Bürgerservice 2027"));

        neighbours.Graph.Faults.Add(new Fault { Path = "/planner/plans/*", Status = 403, Times = null });

        var told = await bot.Channel.WaitForAsync(m => m.Summary.StartsWith("Der Abgleich mit Planner ruht", StringComparison.Ordinal), "Anna told");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.Anna), told.Conversation);
        Assert.Equal("Der Abgleich mit Planner ruht: Bürgerservice", told.Summary);
        Assert.Contains("Plan „Bürgerservice 2027“", told.Card.GetProperty("body")[1].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("darf den Plan nicht mehr lesen", told.Card.GetProperty("body")[2].GetProperty("text").GetString(), StringComparison.Ordinal);
        var link = new Uri(told.Card.GetProperty("actions")[0].GetProperty("url").GetString()!);
        Assert.Equal("teams.microsoft.com", link.Host);
        Assert.Equal($"?context={{\"subEntityId\":\"boards/{board.Id}\"}}", Uri.UnescapeDataString(link.Query));
        await CardSchema.AssertValidAsync(told.Card);

        // Trying again in vain tells it again; David, who is no owner, never hears of it.
        _ = await anna.PostAsync<PlannerLinkView>($"/api/boards/{board.Id}/planner/sync");
        await bot.Channel.WaitUntilAsync(() => bot.Channel.Messages.Count(m => m.Summary == told.Summary) == 2, "told again");
        Assert.All(bot.Channel.Messages.Where(m => m.Summary == told.Summary), m => Assert.Equal(told.Conversation, m.Conversation));
    }

    [Fact]
    public async Task What_Planner_does_not_take_is_told_to_the_owner_after_an_hour_once_for_each_trouble()
    {
        await using var town = await Town.StartAsync();
        const string Summary = "Planner nimmt einen Teil nicht an: Bürgerservice";

        var refused = await town.TroubleAsync();
        Assert.DoesNotContain(town.Bot.Channel.Messages, m => m.Summary == Summary);
        town.Clock.Later += TimeSpan.FromHours(1);
        var told = await town.Bot.Channel.WaitForAsync(m => m.Summary == Summary, "Anna told");
        town.Clock.Later += TimeSpan.FromHours(2);
        await town.LookedAsync();
        await town.EditAsync(refused, "Kurz genug");
        _ = await town.UntilAsync(link => link.Problem is null);
        _ = await town.TroubleAsync();
        town.Clock.Later += TimeSpan.FromHours(1);

        await town.Bot.Channel.WaitUntilAsync(() => town.Bot.Channel.Messages.Count(m => m.Summary == Summary) == 2, "told of the second trouble");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.Anna), told.Conversation);
        Assert.Contains("Plan „Bürgerservice 2027“", told.Card.GetProperty("body")[1].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("hat eine Änderung abgelehnt", told.Card.GetProperty("body")[2].GetProperty("text").GetString(), StringComparison.Ordinal);
        await CardSchema.AssertValidAsync(told.Card);
    }

    [Fact]
    public async Task That_a_choice_waits_is_told_to_the_owner_once_a_day()
    {
        await using var town = await Town.StartAsync();
        const string Summary = "Auf Board und Planner steht Verschiedenes: Bürgerservice";
        using var set = await town.Anna.SendAsync(HttpMethod.Put, $"{town.Path}/rules", new PlannerRules(PlannerPolicy.Ask, [], DeletesArchived: false));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        await town.BothAsync("Auf dem Board", "In Planner", 1);
        var told = await town.Bot.Channel.WaitForAsync(m => m.Summary == Summary, "Anna told");
        await town.BothAsync("Wieder auf dem Board", "Wieder in Planner", 2);
        town.Clock.Later += TimeSpan.FromHours(25);
        await town.BothAsync("Am Tag darauf", "Auch am Tag darauf", 3);

        await town.Bot.Channel.WaitUntilAsync(() => town.Bot.Channel.Messages.Count(m => m.Summary == Summary) == 2, "told on the next day");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.Anna), told.Conversation);
        Assert.Contains("Beide Seiten haben dasselbe geändert", told.Card.GetProperty("body")[2].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal($"?context={{\"subEntityId\":\"boards/{town.Board.Id}\"}}", Uri.UnescapeDataString(new Uri(told.Card.GetProperty("actions")[0].GetProperty("url").GetString()!).Query));
        await CardSchema.AssertValidAsync(told.Card);
    }

    /// <summary>Anna's board, followed by a plan that Clara edits; the sync looks several times a second, and hours pass at will.</summary>
    private sealed class Town : IAsyncDisposable
    {
        private readonly LookAlikes _neighbours;
        private readonly Manager _clara;
        private string _plan = "";
        private Guid _card;

        private Town(LookAlikes neighbours, BotServer bot, LaterClock clock, TestPerson anna, BoardView board)
        {
            (_neighbours, Bot, Clock, Anna, Board) = (neighbours, bot, clock, anna, board);
            _clara = new Manager(neighbours, Musterstadt.Clara);
        }

        public BotServer Bot { get; }
        public LaterClock Clock { get; }
        public TestPerson Anna { get; }
        public BoardView Board { get; }
        public string Path => $"/api/boards/{Board.Id}/planner";

        public static async Task<Town> StartAsync()
        {
            var clock = new LaterClock();
            var neighbours = await LookAlikes.StartAsync(null, TestContext.Current.CancellationToken);
            var bot = await BotServer.StartAsync(
                neighbours: neighbours, settings: new() { ["Planner:Open"] = "00:00:00.2", ["Planner:Busy"] = "00:00:00.2", ["Planner:Idle"] = "00:00:00.2" }, clock: clock);
            await bot.InstallAsync(Musterstadt.Anna);
            var anna = bot.Server.As(Musterstadt.Anna);
            var town = new Town(neighbours, bot, clock, anna, await anna.CreateBoardAsync());
            town._card = (await anna.CreateCardAsync(town.Board, "Ausweis verlängern")).Id;
            var link = await anna.PostAsync<PlannerLinkView>(town.Path, new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), null, "Bürgerservice 2027"));
            town._plan = link.Plan.Id;
            _ = await town.UntilAsync(l => l.LastSync is not null);
            return town;
        }

        /// <summary>A card whose title is longer than Planner takes.</summary>
        public async Task<Guid> TroubleAsync()
        {
            var card = await Anna.CreateCardAsync(Board, new string('x', 300));
            _ = await UntilAsync(link => link.Problem is { Code: "planner.refused" });
            return card.Id;
        }

        public async Task EditAsync(Guid card, string title) => _ = await Anna.PatchAsync<CardView>(
            $"/api/boards/{Board.Id}/cards/{card}", new EditCardRequest((await Anna.BoardAsync(Board.Id)).Sequence, new CardEdit(Title: new(title))));

        /// <summary>The sync stands at the door of Graph while both edit the title.</summary>
        public async Task BothAsync(string onBoard, string inPlanner, int conflicts)
        {
            var task = (string)Assert.Single(await _clara.TasksAsync(_plan))["id"]!;
            var hold = _neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{_plan}/tasks");
            await hold.Arrived;
            await EditAsync(_card, onBoard);
            await _clara.EditTaskAsync(task, new() { ["title"] = inPlanner });
            hold.Release();
            _ = await UntilAsync(link => link.Conflicts == conflicts);
        }

        public async Task LookedAsync()
        {
            var before = (await Anna.ReadAsync<PlannerLinkView>(Path)).Requests;
            _ = await UntilAsync(link => link.Requests > before + 2);
        }

        public async Task<PlannerLinkView> UntilAsync(Func<PlannerLinkView, bool> so)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (true)
            {
                var link = await Anna.ReadAsync<PlannerLinkView>(Path);
                if (so(link)) { return link; }
                Assert.False(end.IsCancellationRequested, $"After a minute still: {link}");
                _ = await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            _clara.Dispose();
            await Bot.DisposeAsync();
            await _neighbours.DisposeAsync();
        }
    }
}
