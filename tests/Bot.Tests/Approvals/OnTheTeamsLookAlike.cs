using System.Text.Json.Nodes;
using Workspace.Api.Tests;
using Workspace.Bot.Tests.Cards;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Sandbox;
using Workspace.Sandbox.Channel;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Approvals;

/// <summary>The same way that the sandbox's chat goes: a connector that refuses as Teams does, cards per viewer, refreshes.</summary>
public sealed class OnTheTeamsLookAlike
{
    private static readonly Guid s_tenant = Musterstadt.Tenant;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approval_from_asking_to_the_moved_card()
    {
        await using var neighbours = await LookAlikes.StartAsync(ct: Ct);
        var channel = neighbours.Channel;
        await using var server = await WorkspaceServer.StartAsync(
            settings: new() { ["Bot:OpenIdMetadata"] = channel.OpenIdMetadata.ToString() }, neighbours: neighbours);
        channel.UseBot(new Uri(server.ClientOptions.BaseAddress, "/api/messages"));
        var (anna, david) = (server.As(Musterstadt.Anna), server.As(Musterstadt.David));
        _ = await david.GetAsync("/api/me");
        var herChat = await channel.InstallAsync(s_tenant, Musterstadt.Anna.Id, Ct);
        var hisChat = await channel.InstallAsync(s_tenant, Musterstadt.David.Id, Ct);

        var board = await anna.CreateBoardAsync();
        var card = await anna.CreateCardAsync(board, "Terminbuchung freischalten");
        var approval = await anna.AskAsync(board.Id, card.Id, Musterstadt.David.Id);

        var asked = await MessageAsync(channel, Musterstadt.David, hisChat, t => t.Contains("approval.approve", StringComparison.Ordinal));
        _ = await MessageAsync(channel, Musterstadt.Anna, herChat, t => t.Contains("approval.show", StringComparison.Ordinal));
        await CardSchema.AssertValidAsync(System.Text.Json.JsonDocument.Parse(Card(asked).ToJsonString()).RootElement);
        var button = Card(asked)["actions"]!.AsArray().First(a => (string?)a!["verb"] == "approval.approve")!.AsObject();

        var reply = await channel.ExecuteAsync(s_tenant, Musterstadt.David.Id, hisChat, (string)asked["id"]!, button, ct: Ct);

        Assert.Equal(200, (int)reply.Body!["statusCode"]!);
        _ = await MessageAsync(channel, Musterstadt.David, hisChat, t => t.Contains("Freigegeben", StringComparison.Ordinal) && !t.Contains("approval.approve", StringComparison.Ordinal));
        _ = await MessageAsync(channel, Musterstadt.Anna, herChat, t => t.Contains("Freigegeben", StringComparison.Ordinal) && t.Contains("approval.show", StringComparison.Ordinal));
        _ = await MessageAsync(channel, Musterstadt.Anna, herChat, t => t.Contains("hat freigegeben", StringComparison.Ordinal));
        Assert.True(await channel.RefreshAsync(s_tenant, Musterstadt.David.Id, hisChat, (string)asked["id"]!, byHand: true, ct: Ct));

        var moved = (await anna.BoardAsync(board.Id)).Cards.Single();
        Assert.Equal((board.Columns[1].Id, CardApprovalState.Approved), (moved.Column, moved.Approval!.State));
        Assert.Empty((await david.ReadAsync<ApprovalDetail>($"/api/approvals/{approval.Id}")).Moves);
    }

    private static JsonObject Card(JsonObject message)
    {
        var text = message.ToJsonString();
        return Find(message) ?? throw new InvalidOperationException("No card in " + text);

        static JsonObject? Find(JsonNode? node) => node switch
        {
            JsonObject o when (string?)(o["type"] as JsonValue) == "AdaptiveCard" => o,
            JsonObject o => o.Select(p => Find(p.Value)).FirstOrDefault(found => found is not null),
            JsonArray a => a.Select(Find).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    private static async Task<JsonObject> MessageAsync(ChannelLookAlike channel, DemoPerson person, string chat, Func<string, bool> fits)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        time.CancelAfter(TimeSpan.FromSeconds(30));
        for (var version = 0L; ; version = await channel.WaitForChangeAsync(version, time.Token))
        {
            var messages = channel.MessagesFor(s_tenant, person.Id, chat)["messages"]!.AsArray().OfType<JsonObject>();
            if (messages.FirstOrDefault(m => fits(m.ToJsonString())) is { } found) { return found; }
        }
    }
}
