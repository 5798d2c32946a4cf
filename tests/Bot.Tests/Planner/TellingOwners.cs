using Workspace.Bot.Tests.Cards;
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
        using var set = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{david.Id}", new Contracts.Boards.SetMemberRequest(Contracts.Boards.BoardRole.Editor));
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
}
