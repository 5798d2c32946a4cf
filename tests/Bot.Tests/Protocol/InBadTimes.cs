using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workspace.Api.Tests;
using Workspace.Contracts.Boards;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Protocol;

/// <summary>What stands behind the bot fails: whoever tapped gets an answer that says so, and nothing is half done.</summary>
public sealed class InBadTimes
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_database_is_said_on_the_card_and_the_next_tap_counts()
    {
        var settings = await TestBed.Current.NewDatabaseAsync(Store.Sqlite);
        var connectionString = settings["Storage:ConnectionString"] + ";Default Timeout=1";
        await using var bot = await BotServer.StartAsync(settings: new() { ["Storage:ConnectionString"] = connectionString });
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, _, approval) = await bot.AskAsync();
        _ = await bot.Channel.WaitForAsync(m => m.Text.Contains("approval.approve", StringComparison.Ordinal), "David's card");
        var tap = bot.Channel.Taps(Musterstadt.David, "approval.approve", new JsonObject { ["approval"] = approval.Id.ToString(), ["step"] = 1, ["version"] = 1 });

        await using (var other = new SqliteConnection(connectionString))
        {
            await other.OpenAsync(Ct);
            await using var lockedBy = other.BeginTransaction();
            var refused = await bot.InvokeAsync((JsonObject)tap.DeepClone());

            Assert.Equal((500, "application/vnd.microsoft.error", "database-busy"), Error(refused));
        }

        Assert.Equal(CardApprovalState.Open, (await anna.BoardAsync(board.Id)).Cards.Single().Approval!.State);
        _ = await bot.InvokeAsync(tap);
        Assert.Equal(CardApprovalState.Approved, (await anna.BoardAsync(board.Id)).Cards.Single().Approval!.State);
    }

    [Fact]
    public async Task With_Graph_away_somebody_new_is_asked_to_wait()
    {
        await using var neighbours = await LookAlikes.StartAsync(ct: Ct);
        neighbours.Graph.Faults.Add(Fault.Unavailable("/users/*", retryAfter: "7") with { Times = null });
        neighbours.Graph.Faults.Add(Fault.Unavailable("/users/delta*") with { Times = null });
        await using var bot = await BotServer.StartAsync(neighbours: neighbours);

        var tapped = await bot.InvokeAsync(bot.Channel.Taps(Musterstadt.Clara, "approval.show", new JsonObject { ["approval"] = Guid.NewGuid().ToString() }));
        using var said = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.Clara, "hilfe"));

        Assert.Equal((500, "application/vnd.microsoft.error", "graph-unavailable"), Error(tapped));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, said.StatusCode);
        Assert.NotNull(said.Headers.RetryAfter);
    }

    private static (int Status, string? Type, string? Code) Error(System.Text.Json.JsonElement answer) =>
        (answer.GetProperty("statusCode").GetInt32(), answer.GetProperty("type").GetString(), answer.GetProperty("value").GetProperty("code").GetString());
}
