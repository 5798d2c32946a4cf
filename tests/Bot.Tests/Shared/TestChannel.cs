using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests;

/// <summary>A message that stands in a conversation.</summary>
public sealed record StandingMessage(string Conversation, string Id, JsonElement Activity, int Edits)
{
    public JsonElement Card => Activity.GetProperty("attachments")[0].GetProperty("content");

    public string Summary => Activity.GetProperty("summary").GetString()!;

    public string Text => Card.GetRawText();
}

/// <summary>
/// The channel of the attack tests: it can sign with wrong keys, lose answers after it has acted, and refuse in every way the
/// documentation names. Its protocol side is the small part of the connector that the bot uses.
/// </summary>
public sealed class TestChannel : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.example";

    private static readonly string[] s_algorithms = ["RS256"];

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, StandingMessage> _messages = new();
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private int _ids;

    private TestChannel(WebApplication server)
    {
        _server = server;
        Key = NewKey("k1");
        Keys = [(Key, ["msteams"])];
    }

    public RsaSecurityKey Key { get; }

    /// <summary>What the metadata publish; tests add and rotate.</summary>
    public List<(RsaSecurityKey Key, string[] Endorsements)> Keys { get; }

    public Uri Base { get; private set; } = null!;

    public string Metadata => new Uri(Base, "metadata").ToString();

    public string ServiceUrl => new Uri(Base, "connector/").ToString();

    public int KeyReads { get; private set; }

    public bool KeysAreDown { get; set; }

    /// <summary>Asked before each connector call; an answer is given instead of acting.</summary>
    public Func<HttpRequest, (int Status, string? Code, int? RetryAfter)?> Fault { get; set; } = _ => null;

    /// <summary>Acts, and then cuts the connection before the answer: the outcome is unknown to the bot.</summary>
    public Func<HttpRequest, bool> LoseAnswer { get; set; } = _ => false;

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<string> Tokens { get; } = new();

    public IReadOnlyCollection<StandingMessage> Messages => [.. _messages.Values.OrderBy(m => int.Parse(m.Id, CultureInfo.InvariantCulture))];

    public Dictionary<string, string?> Settings => new() { ["Bot:OpenIdMetadata"] = Metadata, ["Bot:Issuer"] = Issuer };

    public static string PersonalChat(DemoPerson person) => $"a:1chat-{person.Id:N}";

    public static string TeamsId(DemoPerson person) => $"29:{person.Id:N}";

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public static async Task<TestChannel> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var channel = new TestChannel(builder.Build());
        channel.Map();
        await channel._server.StartAsync(ct);
        channel.Base = new Uri(channel._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return channel;
    }

    /// <summary>A token as the channel gives it, or a wrong one.</summary>
    public string Token(
        RsaSecurityKey? key = null, string? audience = null, string issuer = Issuer, TimeSpan? life = null, string? serviceUrl = null,
        string algorithm = SecurityAlgorithms.RsaSha256, bool withServiceUrl = true)
    {
        var now = DateTime.UtcNow;
        var expires = now + (life ?? TimeSpan.FromHours(1));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience ?? Musterstadt.ClientId.ToString(),
            NotBefore = expires - TimeSpan.FromHours(2),
            Expires = expires,
            Claims = withServiceUrl ? new Dictionary<string, object> { ["serviceurl"] = serviceUrl ?? ServiceUrl } : null,
            SigningCredentials = new SigningCredentials(key ?? Key, algorithm),
        });
    }

    /// <summary>An activity of somebody in their personal chat with the bot.</summary>
    public JsonObject Activity(string type, DemoPerson person, string? id = null) => new()
    {
        ["type"] = type,
        ["id"] = id ?? Guid.NewGuid().ToString("N"),
        ["timestamp"] = "2026-11-23T08:00:00.123Z",
        ["serviceUrl"] = ServiceUrl,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = TeamsId(person), ["name"] = person.DisplayName, ["aadObjectId"] = person.Id.ToString() },
        ["recipient"] = new JsonObject { ["id"] = $"28:{Musterstadt.ClientId}", ["name"] = "Workspace" },
        ["conversation"] = new JsonObject { ["id"] = PersonalChat(person), ["conversationType"] = "personal", ["tenantId"] = Musterstadt.Tenant.ToString() },
        ["locale"] = "de-DE",
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Musterstadt.Tenant.ToString() } },
    };

    public JsonObject Says(DemoPerson person, string text, string? id = null)
    {
        var activity = Activity("message", person, id);
        activity["text"] = text;
        return activity;
    }

    public JsonObject Installs(DemoPerson person, string action = "add")
    {
        var activity = Activity("installationUpdate", person);
        activity["action"] = action;
        return activity;
    }

    /// <summary>A tap on a button of a card, with what was typed.</summary>
    public JsonObject Taps(DemoPerson person, string verb, JsonObject data, string? id = null, string? replyTo = null)
    {
        var activity = Activity("invoke", person, id ?? "f:" + Guid.NewGuid());
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = replyTo;
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data },
            ["trigger"] = "manual",
        };
        return activity;
    }

    /// <summary>A tap in a client that knows no <c>Action.Execute</c>: a message without text.</summary>
    public JsonObject Submits(DemoPerson person, string verb, JsonObject data)
    {
        var activity = Activity("message", person);
        data["verb"] = verb;
        activity["value"] = data;
        return activity;
    }

    /// <summary>Waits until a message is there that fits.</summary>
    public async Task<StandingMessage> WaitForAsync(Func<StandingMessage, bool> fits, string what)
    {
        var end = Task.Delay(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (true)
        {
            var next = NextChange();
            if (Messages.FirstOrDefault(fits) is { } found) { return found; }

            if (await Task.WhenAny(next, end) == end)
            {
                Assert.Fail($"No message: {what}. There are: {string.Join(" | ", Messages.Select(m => m.Conversation + ": " + m.Summary))}; calls: {string.Join(", ", Calls)}");
            }
        }
    }

    /// <summary>Waits until something is true after calls to the connector.</summary>
    public async Task WaitUntilAsync(Func<bool> holds, string what)
    {
        var end = Task.Delay(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (true)
        {
            var next = NextChange();
            if (holds()) { return; }

            if (await Task.WhenAny(next, end) == end) { Assert.Fail($"Never: {what}. Calls: {string.Join(", ", Calls)}"); }
        }
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private Task NextChange()
    {
        lock (_gate)
        {
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(waiter);
            return waiter.Task;
        }
    }

    private void Changed()
    {
        lock (_gate)
        {
            _waiting.ForEach(w => w.TrySetResult());
            _waiting.Clear();
        }
    }

    private void Map()
    {
        _server.MapGet("/metadata", () => KeysAreDown
            ? Results.StatusCode(503)
            : Results.Json(new { issuer = Issuer, jwks_uri = new Uri(Base, "keys").ToString(), id_token_signing_alg_values_supported = s_algorithms }));
        _server.MapGet("/keys", () =>
        {
            KeyReads++;
            return Results.Json(new
            {
                keys = Keys.Select(k =>
                {
                    var parameters = k.Key.Rsa.ExportParameters(false);
                    return new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = k.Key.KeyId,
                        n = Base64UrlEncoder.Encode(parameters.Modulus!),
                        e = Base64UrlEncoder.Encode(parameters.Exponent!),
                        endorsements = k.Endorsements,
                    };
                }),
            });
        });
        var connector = _server.MapGroup("/connector/v3/conversations").AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext.Request;
            Calls.Enqueue($"{request.Method} {request.Path}");
            Tokens.Enqueue(request.Headers.Authorization.ToString());
            try
            {
                if (Fault(request) is { } fault)
                {
                    if (fault.RetryAfter is { } wait) { context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture); }
                    return Results.Json(new { error = new { code = fault.Code, message = "as asked" } }, statusCode: fault.Status);
                }

                var answer = await next(context);
                if (LoseAnswer(request)) { context.HttpContext.Abort(); }
                return answer;
            }
            finally
            {
                Changed();
            }
        });
        connector.MapPost("", (JsonElement body) =>
        {
            var member = body.GetProperty("members")[0].GetProperty("id").GetString()!;
            var person = Musterstadt.City.People.FirstOrDefault(p => p.Id.ToString() == member || TeamsId(p) == member);
            return person is null || body.GetProperty("tenantId").GetString() != Musterstadt.Tenant.ToString()
                ? Results.Json(new { error = new { code = "BadSyntax" } }, statusCode: 400)
                : Results.Json(new { id = PersonalChat(person) }, statusCode: 201);
        });
        connector.MapPost("/{conversation}/activities", (string conversation, JsonElement activity) =>
        {
            var id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
            _messages[id] = new(conversation, id, activity.Clone(), 0);
            return Results.Json(new { id }, statusCode: 201);
        });
        connector.MapPut("/{conversation}/activities/{id}", (string conversation, string id, JsonElement activity) =>
        {
            if (!_messages.TryGetValue(id, out var known) || known.Conversation != conversation)
            {
                return Results.Json(new { error = new { code = "ActivityNotFoundInConversation" } }, statusCode: 404);
            }

            _messages[id] = known with { Activity = activity.Clone(), Edits = known.Edits + 1 };
            return Results.Json(new { id });
        });
    }
}
