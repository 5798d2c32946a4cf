using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workspace.Contracts.Approvals;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Playground;

/// <summary>The bot against software that is not ours: one run through installation, words, a proactive card and a tap.</summary>
public sealed class TalkingToTheAgentsPlayground
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Install_ask_for_help_get_an_approval_and_decide()
    {
        await using var bot = await BotServer.StartAsync();
        var port = AgentsPlayground.FreePort();
        await using var relay = await SigningRelay.StartAsync(
            new Uri(bot.Server.ClientOptions.BaseAddress, "/api/messages"), new Uri($"http://localhost:{port}"), bot.Channel);
        var (started, missing) = await AgentsPlayground.StartAsync(new Uri(relay.Address, "/api/messages"), port, Ct);
        Assert.SkipWhen(started is null && Environment.GetEnvironmentVariable("CI") != "true", missing ?? "");
        await using var playground = started ?? throw new InvalidOperationException(missing);
        using var http = new HttpClient { BaseAddress = playground.Address };

        using var installed = await http.PostAsync(new Uri($"/_debug/conversation/{AgentsPlayground.PersonalChat}/installation", UriKind.Relative), null, Ct);
        Assert.Equal(HttpStatusCode.OK, installed.StatusCode);
        _ = await relay.WaitForAsync(c => IsSent(c, "Welcome to Workspace"), "the welcome, in the language of the Playground");

        using var said = await http.PostAsJsonAsync(
            new Uri($"/_conversation/v1/conversations/{AgentsPlayground.PersonalChat}/messages", UriKind.Relative),
            new { from = new { id = $"user-{Musterstadt.David.Id:N}" }, text = "hilfe", textFormat = "plain" }, Ct);
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        _ = await relay.WaitForAsync(c => IsSent(c, "What I can do"), "help");

        var (anna, _, board, card, approval) = await bot.AskAsync();
        var sent = await relay.WaitForAsync(c => IsSent(c, "Your approval is needed"), "the approval's card");
        var button = sent.Body!["attachments"]![0]!["content"]!["actions"]!.AsArray().First(a => (string?)a!["verb"] == "approval.approve")!;

        using var tapped = await http.PostAsJsonAsync(new Uri("/_conversation/v1/invoke", UriKind.Relative), new JsonObject
        {
            ["name"] = "adaptiveCard/action",
            ["from"] = new JsonObject { ["id"] = $"user-{Musterstadt.David.Id:N}" },
            ["conversation"] = new JsonObject { ["id"] = AgentsPlayground.PersonalChat },
            ["replyToId"] = sent.Id,
            ["value"] = new JsonObject { ["action"] = button.DeepClone() },
        }, Ct);
        var answer = await tapped.Content.ReadFromJsonAsync<JsonObject>(Ct);

        Assert.Equal(HttpStatusCode.OK, tapped.StatusCode);
        Assert.Contains("Approved", answer!.ToJsonString(), StringComparison.Ordinal);
        _ = await relay.WaitForAsync(c => c is { Method: "PUT", Status: 200 }, "the card updated in place");
        Assert.Equal(ApprovalState.Approved, (await anna.ReadAsync<ApprovalDetail>($"/api/approvals/{approval.Id}")).Approval.State);
        Assert.Equal(board.Columns[1].Id, (await anna.BoardAsync(board.Id)).Cards.Single(c => c.Id == card.Id).Column);
        Assert.All(relay.Activities, a => Assert.Equal(200, a.Status));
    }

    private static bool IsSent(RelayedCall call, string summary) =>
        call is { Method: "POST", Status: 200 or 201 } && ((string?)call.Body?["summary"])?.Contains(summary, StringComparison.Ordinal) == true;
}
