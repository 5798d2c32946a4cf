using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workspace.Sandbox;
using Workspace.Sandbox.Channel;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Graph.Tests.Channel;

/// <summary>The channel between people and a bot: signed activities in one direction, the connector in the other.</summary>
public sealed class TalkingToTheBot
{
    [Fact]
    public async Task Installing_tells_the_bot_twice_with_tokens_that_hold_by_the_published_keys()
    {
        await using var street = await Street.StartAsync();

        var chat = await street.Channel.InstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);

        Assert.Equal("installationUpdate conversationUpdate", string.Join(' ', street.Heard.Select(heard => (string?)heard.Activity["type"])));
        var (activity, token) = street.Heard[0];
        Assert.Equal(("add", "msteams", chat), ((string?)activity["action"], (string?)activity["channelId"], (string?)activity["conversation"]!["id"]));
        Assert.Equal(Musterstadt.Ben.Id.ToString("D"), (string?)activity["from"]!["aadObjectId"]);
        Assert.StartsWith("29:", (string?)activity["from"]!["id"], StringComparison.Ordinal);
        Assert.Equal($"28:{Musterstadt.ClientId:D}", (string?)street.Heard[1].Activity["membersAdded"]![0]!["id"]);

        var metadata = (await street.Client.GetFromJsonAsync<JsonObject>(street.Town.OpenIdMetadata, TestContext.Current.CancellationToken))!;
        var keys = await street.Client.GetStringAsync(new Uri((string)metadata["jwks_uri"]!), TestContext.Current.CancellationToken);
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = ChannelLookAlike.Issuer,
            ValidAudience = Musterstadt.ClientId.ToString("D"),
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
        };
        var good = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);
        var forged = await new JsonWebTokenHandler().ValidateTokenAsync(street.Channel.ForgedToken(Musterstadt.Tenant), parameters);
        Assert.True(good.IsValid, good.Exception?.Message);
        Assert.False(forged.IsValid);
        Assert.Equal((string?)activity["serviceUrl"], good.Claims["serviceurl"]);
        Assert.Equal("msteams", (string?)JsonNode.Parse(keys)!["keys"]!.AsArray().Single(key => (string?)key!["kid"] == ((JsonWebToken)good.SecurityToken).Kid)!["endorsements"]![0]);
    }

    [Fact]
    public async Task What_the_bot_sends_updates_and_deletes_is_seen_by_the_person()
    {
        await using var street = await Street.StartAsync();
        var chat = await street.Channel.InstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);
        var path = $"v3/conversations/{Uri.EscapeDataString(chat)}/activities";

        var sent = await street.ConnectorAsync(HttpMethod.Post, path, Message("Hallo"), HttpStatusCode.Created);
        var id = (string)sent!["id"]!;
        await street.ConnectorAsync(HttpMethod.Put, $"{path}/{id}", Message("Guten Tag"), HttpStatusCode.OK);
        var edited = street.Channel.MessagesFor(Musterstadt.Tenant, Musterstadt.Ben.Id, chat)["messages"]!.AsArray().Single()!;
        await street.ConnectorAsync(HttpMethod.Delete, $"{path}/{id}", null, HttpStatusCode.OK);
        var deleted = street.Channel.MessagesFor(Musterstadt.Tenant, Musterstadt.Ben.Id, chat)["messages"]!.AsArray().Single()!;

        Assert.Equal(("Guten Tag", true, false), ((string?)edited["text"], (bool?)edited["edited"], (bool?)edited["deleted"]));
        Assert.True((bool?)deleted["deleted"]);
        Assert.Null((string?)deleted["text"]);
    }

    [Fact]
    public async Task The_connector_says_no_as_Teams_does()
    {
        await using var street = await Street.StartAsync();
        var channel = street.Channel;
        var chat = await channel.InstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);
        var (mine, _) = await channel.SayAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, chat, "Hallo", ct: TestContext.Current.CancellationToken);
        var path = $"v3/conversations/{Uri.EscapeDataString(chat)}/activities";

        await street.RefusedAsync(HttpMethod.Post, "v3/conversations/a:1unknown/activities", Message("x"), HttpStatusCode.NotFound, "ConversationNotFound");
        await street.RefusedAsync(HttpMethod.Put, $"{path}/1", Message("x"), HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        await street.RefusedAsync(HttpMethod.Put, $"{path}/{mine}", Message("x"), HttpStatusCode.Forbidden, "NotEnoughPermissions");
        await street.RefusedAsync(HttpMethod.Post, path, Message(new string('x', 60_000)), HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig");
        await street.RefusedAsync(HttpMethod.Post, path, new JsonObject { ["type"] = "poem" }, HttpStatusCode.BadRequest, "BadSyntax");
        await street.RefusedAsync(HttpMethod.Post, "v3/conversations", Open(Musterstadt.Eva), HttpStatusCode.Forbidden, "ForbiddenOperationException");
        await street.RefusedAsync(HttpMethod.Post, path, Message("x"), HttpStatusCode.Unauthorized, "Unauthorized", token: street.Town.Entra.ChannelToken(Musterstadt.Tenant, EntraLookAlike.Expired));
        await street.RefusedAsync(HttpMethod.Post, path, Message("x"), HttpStatusCode.Unauthorized, "Unauthorized", token: street.Town.Entra.GraphAppToken(Musterstadt.Tenant));
        await street.RefusedAsync(HttpMethod.Post, path, Message("x"), HttpStatusCode.NotFound, "ConversationNotFound", tenant: Nachbarstadt.Tenant);
        channel.Block(Musterstadt.Tenant, Musterstadt.Ben.Id);
        await street.RefusedAsync(HttpMethod.Post, path, Message("x"), HttpStatusCode.Forbidden, "ConversationBlockedByUser");
        channel.Block(Musterstadt.Tenant, Musterstadt.Ben.Id, blocked: false);
        await channel.UninstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);
        await street.RefusedAsync(HttpMethod.Post, path, Message("x"), HttpStatusCode.Forbidden, "BotNotInConversationRoster");

        Assert.Single(channel.MessagesFor(Musterstadt.Tenant, Musterstadt.Ben.Id, chat)["messages"]!.AsArray());
    }

    [Fact]
    public async Task Throttling_and_lost_answers_come_on_demand()
    {
        await using var street = await Street.StartAsync();
        var chat = await street.Channel.InstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);
        var path = $"v3/conversations/{Uri.EscapeDataString(chat)}/activities";
        street.Channel.Faults.Add(Fault.Throttled("/v3/conversations/*/activities", "4"));
        street.Channel.Faults.Add(Fault.AnswerLost("/v3/conversations/*/activities", "POST") with { After = 0 });

        using var throttled = await street.SendAsync(HttpMethod.Post, path, Message("eins"));
        await Assert.ThrowsAsync<HttpRequestException>(() => street.SendAsync(HttpMethod.Post, path, Message("zwei")));

        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(4), throttled.Headers.RetryAfter?.Delta);
        Assert.Equal("zwei", (string?)street.Channel.MessagesFor(Musterstadt.Tenant, Musterstadt.Ben.Id, chat)["messages"]!.AsArray().Single()!["text"]);
    }

    [Fact]
    public async Task A_card_in_the_answer_is_for_the_one_who_pressed_until_the_base_is_replaced()
    {
        await using var street = await Street.StartAsync();
        var (tenant, ben, anna) = (Musterstadt.Tenant, Musterstadt.Ben.Id, Musterstadt.Anna.Id);
        var chat = await street.Channel.StartGroupChatAsync(tenant, "Freigaben", [ben, anna], TestContext.Current.CancellationToken);
        var path = $"v3/conversations/{Uri.EscapeDataString(chat)}/activities";
        var id = (string)(await street.ConnectorAsync(HttpMethod.Post, path, CardMessage("Grundkarte", ben), HttpStatusCode.Created))!["id"]!;
        street.Answer = activity => new JsonObject
        {
            ["statusCode"] = 200,
            ["type"] = ChannelLookAlike.CardType,
            ["value"] = Card($"für {(string?)activity["from"]!["name"]} ({(string?)activity["value"]!["trigger"]})", ben),
        };

        var reply = await street.Channel.ExecuteAsync(tenant, ben, chat, id, new JsonObject { ["type"] = "Action.Execute", ["verb"] = "approve" }, ct: TestContext.Current.CancellationToken);
        Assert.Equal((200, "für Ben Schulz (manual)", "Grundkarte"), (reply.Status, TextSeenBy(ben), TextSeenBy(anna)));
        Assert.False(await street.Channel.RefreshAsync(tenant, ben, chat, id, ct: TestContext.Current.CancellationToken)); // asked less than a minute ago
        Assert.False(await street.Channel.RefreshAsync(tenant, anna, chat, id, ct: TestContext.Current.CancellationToken)); // not listed
        Assert.True(await street.Channel.RefreshAsync(tenant, anna, chat, id, byHand: true, ct: TestContext.Current.CancellationToken));
        Assert.Equal("für Anna Müller (manual)", TextSeenBy(anna));
        street.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await street.Channel.RefreshAsync(tenant, ben, chat, id, ct: TestContext.Current.CancellationToken));
        Assert.Equal("für Ben Schulz (automatic)", TextSeenBy(ben));

        await street.ConnectorAsync(HttpMethod.Put, $"{path}/{id}", CardMessage("Erledigt", ben), HttpStatusCode.OK);
        Assert.Equal(("Erledigt", "Erledigt"), (TextSeenBy(ben), TextSeenBy(anna)));

        string? TextSeenBy(Guid person) =>
            (string?)street.Channel.MessagesFor(tenant, person, chat)["messages"]!.AsArray().Single()!["attachments"]![0]!["content"]!["body"]![0]!["text"];
    }

    [Fact]
    public async Task A_bot_that_is_too_slow_or_not_there_is_reported_and_an_activity_can_be_sent_again()
    {
        await using var street = await Street.StartAsync();
        var channel = street.Channel;
        var chat = await channel.InstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        street.Before = async ct =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };
        var slow = channel.SayAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, chat, "Hallo", ct: TestContext.Current.CancellationToken);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        street.Clock.Advance(channel.AnswerWithin);
        Assert.Equal(504, (await slow).Reply?.Status);

        street.Before = _ => Task.CompletedTask;
        var last = channel.Deliveries[^1];
        Assert.Equal(200, (await channel.SendAsync(last.Activity, last.Token, TestContext.Current.CancellationToken)).Status);
        Assert.Equal((string?)last.Activity["id"], (string?)street.Heard[^1].Activity["id"]);

        channel.UseBot(new Uri("http://127.0.0.1:1/api/messages"));
        Assert.Equal(502, (await channel.SendAsync(last.Activity, null, TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task Members_teams_and_new_conversations_are_found()
    {
        await using var street = await Street.StartAsync();
        var (tenant, ben) = (Musterstadt.Tenant, Musterstadt.Ben);
        var everybody = Musterstadt.City.People.Take(120).Select(person => person.Id).ToList();
        var team = await street.Channel.StartTeamAsync(tenant, "Bürgerservice", everybody, TestContext.Current.CancellationToken);
        var chat = await street.Channel.InstallAsync(tenant, ben.Id, TestContext.Current.CancellationToken);

        var first = await street.ConnectorAsync(HttpMethod.Get, $"v3/conversations/{Uri.EscapeDataString(team)}/pagedmembers?pageSize=100", null, HttpStatusCode.OK);
        var second = await street.ConnectorAsync(HttpMethod.Get, $"v3/conversations/{Uri.EscapeDataString(team)}/pagedmembers?pageSize=100&continuationToken={(string?)first!["continuationToken"]}", null, HttpStatusCode.OK);
        var byUpn = await street.ConnectorAsync(HttpMethod.Get, $"v3/conversations/{Uri.EscapeDataString(team)}/members/{ben.UserPrincipalName}", null, HttpStatusCode.OK);
        var opened = await street.ConnectorAsync(HttpMethod.Post, "v3/conversations", Open(ben), HttpStatusCode.Created);
        var thread = await street.ConnectorAsync(HttpMethod.Post, "v3/conversations", new JsonObject
        {
            ["isGroup"] = true,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = team } },
            ["activity"] = Message("Neues Thema"),
            ["tenantId"] = tenant.ToString("D"),
        }, HttpStatusCode.Created);
        var reply = await street.ConnectorAsync(HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString((string)thread!["id"]!)}/activities", Message("Antwort"), HttpStatusCode.Created);

        Assert.Equal((100, 20), (first["members"]!.AsArray().Count, second!["members"]!.AsArray().Count));
        Assert.Null(second["continuationToken"]);
        Assert.Equal(ChannelLookAlike.MriOf(tenant, ben.Id), (string?)byUpn!["id"]);
        Assert.Equal(chat, (string?)opened!["id"]);
        var last = street.Channel.MessagesFor(tenant, ben.Id, team)["messages"]!.AsArray()[^1]!;
        Assert.Equal(((string?)reply!["id"], (string?)thread["activityId"]), ((string?)last["id"], (string?)last["thread"]));
    }

    [Fact]
    public async Task The_page_of_the_sandbox_uses_plain_json_and_hears_of_changes()
    {
        await using var street = await Street.StartAsync();
        var (ct, shell) = (TestContext.Current.CancellationToken, $"{street.Town.ChannelUrl}shell");
        var person = $"{shell}/people/{Musterstadt.Ben.Id:D}";

        using var installed = await street.Client.PutAsync(new Uri($"{person}/installation"), null, ct);
        var chat = (string)(await installed.Content.ReadFromJsonAsync<JsonObject>(ct))!["conversation"]!;
        using var said = await street.Client.PostAsJsonAsync(new Uri($"{person}/messages"), new { conversation = chat, text = "Hallo" }, ct);
        var conversations = (await street.Client.GetFromJsonAsync<JsonArray>(new Uri($"{person}/conversations"), ct))!;
        var messages = (await street.Client.GetFromJsonAsync<JsonObject>(new Uri($"{person}/messages?conversation={Uri.EscapeDataString(chat)}"), ct))!;
        var token = (await street.Client.GetFromJsonAsync<JsonObject>(new Uri($"{person}/token"), ct))!;
        var people = (await street.Client.GetFromJsonAsync<JsonArray>(new Uri($"{shell}/people"), ct))!;
        using var wrong = await street.Client.PostAsJsonAsync(new Uri($"{person}/messages"), new { conversation = "a:1other", text = "Hallo" }, ct);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, new Uri($"{person}/token")) { Headers = { Host = "evil.example" } };
        using var misdirected = await street.Client.SendAsync(elsewhere, ct);

        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        Assert.Equal((chat, "Hallo"), ((string?)conversations.Single()!["id"], (string?)messages["messages"]![0]!["text"]));
        Assert.Equal(Musterstadt.Ben.Id.ToString("D"), new JsonWebToken((string)token["token"]!).GetClaim("oid").Value);
        Assert.Equal(303, people.Count);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.MisdirectedRequest), (wrong.StatusCode, misdirected.StatusCode));

        await using var events = await street.Client.GetStreamAsync(new Uri($"{shell}/changes?after={(long?)messages["version"]}"), ct);
        using var reader = new StreamReader(events);
        await street.ConnectorAsync(HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString(chat)}/activities", Message("Neu"), HttpStatusCode.Created);
        Assert.Equal($"data: {(long?)messages["version"] + 1}", await reader.ReadLineAsync(ct));
    }

    [Fact]
    public async Task Plans_and_chats_outlive_a_restart_if_that_is_wanted()
    {
        var folder = Directory.CreateTempSubdirectory("workspace-kept-").FullName;
        try
        {
            var options = new LookAlikeOptions { Folder = folder, KeepsState = true };
            string chat;
            string plan;
            await using (var before = await Street.StartAsync(options))
            {
                chat = await before.Channel.InstallAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, TestContext.Current.CancellationToken);
                await before.ConnectorAsync(HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString(chat)}/activities", Message("Bleibt"), HttpStatusCode.Created);
                plan = (await before.Graph.PostAsync(before.Graph.As(Musterstadt.Clara), "/planner/plans", new JsonObject
                {
                    ["container"] = new JsonObject { ["containerId"] = Musterstadt.CitizenServiceGroup.ToString("D"), ["type"] = "group" },
                    ["title"] = "Bleibt auch",
                })).Must(HttpStatusCode.Created).Etag;
            }

            await using var after = await Street.StartAsync(options);
            Assert.Equal("Bleibt", (string?)after.Channel.MessagesFor(Musterstadt.Tenant, Musterstadt.Ben.Id, chat)["messages"]![0]!["text"]);
            Assert.True(after.Channel.IsInstalled(Musterstadt.Tenant, Musterstadt.Ben.Id));
            var plans = await after.Graph.GetAsync(after.Graph.As(Musterstadt.Clara), $"/groups/{Musterstadt.CitizenServiceGroup}/planner/plans");
            Assert.Equal(plan, (string?)plans.Value.Single()["@odata.etag"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonObject Message(string text) => new() { ["type"] = "message", ["text"] = text };

    private static JsonObject Open(DemoPerson person) => new()
    {
        ["isGroup"] = false,
        ["members"] = new JsonArray(new JsonObject { ["id"] = ChannelLookAlike.MriOf(Musterstadt.Tenant, person.Id) }),
        ["tenantId"] = Musterstadt.Tenant.ToString("D"),
    };

    private static JsonObject CardMessage(string text, Guid refreshFor) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = ChannelLookAlike.CardType, ["content"] = Card(text, refreshFor) }),
    };

    private static JsonObject Card(string text, Guid refreshFor) => new()
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text }),
        ["refresh"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "refresh" },
            ["userIds"] = new JsonArray(ChannelLookAlike.MriOf(Musterstadt.Tenant, refreshFor)),
        },
    };

    /// <summary>A town with a bot that only listens.</summary>
    private sealed class Street : IAsyncDisposable
    {
        private readonly WebApplication _bot;
        private readonly Neighbourhood _graph;

        private Street(Neighbourhood graph, WebApplication bot, FakeTimeProvider clock) => (_graph, _bot, Clock) = (graph, bot, clock);

        public LookAlikes Town => _graph.Neighbours;

        public Neighbourhood Graph => _graph;

        public ChannelLookAlike Channel => Town.Channel;

        public FakeTimeProvider Clock { get; }

        public HttpClient Client { get; } = new();

        public List<(JsonObject Activity, string Token)> Heard { get; } = [];

        public Func<JsonObject, JsonObject>? Answer { get; set; }

        public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

        public static async Task<Street> StartAsync(LookAlikeOptions? options = null)
        {
            var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
            var graph = await Neighbourhood.StartAsync((options ?? new LookAlikeOptions()) with { Clock = clock });
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var street = new Street(graph, builder.Build(), clock);
            street._bot.MapPost("/api/messages", async (HttpContext context, JsonObject activity) =>
            {
                await street.Before(context.RequestAborted);
                street.Heard.Add((activity, AuthenticationHeaderValue.Parse(context.Request.Headers.Authorization.ToString()).Parameter!));
                return street.Answer is { } answer ? Results.Json(answer(activity)) : Results.Ok();
            });
            await street._bot.StartAsync(TestContext.Current.CancellationToken);
            street.Channel.UseBot(new Uri($"{street._bot.Urls.Single()}/api/messages"));
            return street;
        }

        public async Task<JsonObject?> ConnectorAsync(HttpMethod method, string path, JsonObject? body, HttpStatusCode expected)
        {
            using var answer = await SendAsync(method, path, body);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
            return text.Length > 0 ? (JsonObject)JsonNode.Parse(text)! : null;
        }

        public async Task RefusedAsync(HttpMethod method, string path, JsonObject? body, HttpStatusCode status, string code, string? token = null, Guid? tenant = null)
        {
            using var answer = await SendAsync(method, path, body, token, tenant);
            var error = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
            Assert.Equal((status, code), (answer.StatusCode, (string?)error!["error"]!["code"]));
        }

        public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body, string? token = null, Guid? tenant = null)
        {
            using var request = new HttpRequestMessage(method, new Uri(Channel.ServiceUrlOf(tenant ?? Musterstadt.Tenant) + path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Town.Entra.ChannelToken(Musterstadt.Tenant));
            request.Content = body is null ? null : JsonContent.Create(body);
            return await Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _graph.DisposeAsync();
            await _bot.DisposeAsync();
        }
    }
}
