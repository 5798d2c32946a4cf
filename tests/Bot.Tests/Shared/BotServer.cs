using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Api.Tests;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests;

/// <summary>The whole product with a channel of the test's own.</summary>
public sealed class BotServer : IAsyncDisposable
{
    private readonly HttpClient _http;

    private BotServer(WorkspaceServer server, TestChannel channel)
    {
        (Server, Channel) = (server, channel);
        _http = server.Client(token: null);
    }

    public WorkspaceServer Server { get; }

    public TestChannel Channel { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<BotServer> StartAsync(
        Store store = Store.Sqlite, Dictionary<string, string?>? settings = null, LookAlikes? neighbours = null, TimeProvider? clock = null)
    {
        var channel = await TestChannel.StartAsync(Ct);
        var all = channel.Settings;
        foreach (var (key, value) in settings ?? []) { all[key] = value; }
        return new(await WorkspaceServer.StartAsync(store, all, neighbours, clock is null ? null : services => services.AddSingleton(clock)), channel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        await Channel.DisposeAsync();
    }

    /// <summary>Delivers an activity with the channel's token, or another one; an empty token sends no header.</summary>
    public Task<HttpResponseMessage> DeliverAsync(JsonObject activity, string? token = null) => DeliverAsync(activity.ToJsonString(), token);

    public Task<HttpResponseMessage> DeliverAsync(string body, string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        token ??= Channel.Token();
        if (token.Length > 0) { request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token); }
        return _http.SendAsync(request, Ct);
    }

    /// <summary>Delivers an invoke and returns the body of its answer.</summary>
    public async Task<JsonElement> InvokeAsync(JsonObject activity)
    {
        using var response = await DeliverAsync(activity);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Delivers a tap and returns the card that comes back.</summary>
    public async Task<JsonElement> TapAsync(DemoPerson person, string verb, ApprovalView approval, string? reason = null, int version = 1, int step = 1, ApprovalAnswer? answer = null)
    {
        var data = new JsonObject { ["approval"] = approval.Id.ToString(), ["step"] = step, ["version"] = version };
        if (answer is not null) { data["answer"] = answer.ToString(); }
        if (reason is not null) { data["reason"] = reason; }
        var body = await InvokeAsync(Channel.Taps(person, verb, data));
        Assert.Equal(200, body.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/vnd.microsoft.card.adaptive", body.GetProperty("type").GetString());
        return body.GetProperty("value");
    }

    /// <summary>The channel speaks: somebody installs the app for themselves.</summary>
    public async Task InstallAsync(params DemoPerson[] people)
    {
        foreach (var person in people)
        {
            using var response = await DeliverAsync(Channel.Installs(person));
            Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
            _ = await Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(person), $"welcome to {person.DisplayName}");
        }
    }

    /// <summary>A board of Anna's with a card in its first column, and an approval that David is to decide.</summary>
    public async Task<(TestPerson Anna, TestPerson David, BoardView Board, CardView Card, ApprovalView Approval)> AskAsync(
        string title = "Terminbuchung freischalten", BoardVisibility visibility = BoardVisibility.Members, int column = 0)
    {
        var (anna, david) = (Server.As(Musterstadt.Anna), Server.As(Musterstadt.David));
        _ = await david.GetAsync("/api/me"); // who was never here is not known yet
        var board = await anna.CreateBoardAsync("Bürgerservice", visibility);
        var card = await anna.CreateCardAsync(board, title, column);
        var approval = await anna.AskAsync(board.Id, card.Id, Musterstadt.David.Id, "Bitte bis Freitag.");
        return (anna, david, board, card, approval);
    }
}
