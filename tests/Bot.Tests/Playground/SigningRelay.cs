using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workspace.Bot.Tests.Playground;

/// <summary>What the Playground answered to a call of the bot's.</summary>
internal sealed record RelayedCall(string Method, string Path, JsonObject? Body, int Status, string? Id);

/// <summary>
/// Stands between the Agents Playground and the bot: signs its activities as the channel, because the bot has no way in without
/// a token, and passes the bot's calls on to its connector.
/// </summary>
internal sealed class SigningRelay : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new();

    private SigningRelay(WebApplication server) => _server = server;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<RelayedCall> Calls { get; } = new();

    public ConcurrentQueue<(string Type, int Status)> Activities { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SigningRelay> StartAsync(Uri bot, Uri playground, TestChannel channel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var relay = new SigningRelay(builder.Build());
        relay._server.MapMethods("/api/messages", ["HEAD"], () => Results.Ok()); // the Playground looks whether somebody is there
        relay._server.MapPost("/api/messages", http => relay.SignAsync(http, bot, channel));
        relay._server.Map("/_connector/{**path}", (HttpContext http) => relay.PassOnAsync(http, playground));
        await relay._server.StartAsync(Ct);
        relay.Address = new Uri(relay._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return relay;
    }

    /// <summary>Waits until the Playground has answered a call of the bot's that fits.</summary>
    public async Task<RelayedCall> WaitForAsync(Func<RelayedCall, bool> fits, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var look = 0; look < 600; look++)
        {
            if (Calls.FirstOrDefault(fits) is { } found) { return found; }

            _ = await timer.WaitForNextTickAsync(Ct);
        }

        Assert.Fail($"Never: {what}. Calls: {string.Join(", ", Calls.Select(c => $"{c.Method} {c.Path} {c.Status}"))}; activities: {string.Join(", ", Activities)}");
        return null!;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task SignAsync(HttpContext http, Uri bot, TestChannel channel)
    {
        var activity = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!.AsObject();
        var service = new Uri(Address, "_connector").ToString();
        activity["serviceUrl"] = service;
        using var request = new HttpRequestMessage(HttpMethod.Post, bot) { Content = new StringContent(activity.ToJsonString(), new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new("Bearer", channel.Token(serviceUrl: service));
        using var response = await _http.SendAsync(request, http.RequestAborted);
        Activities.Enqueue(((string)activity["type"]!, (int)response.StatusCode));
        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private async Task PassOnAsync(HttpContext http, Uri playground)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(playground, http.Request.Path + http.Request.QueryString.ToString()));
        if (body.Length > 0) { request.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new("application/json") } }; }
        request.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
        using var response = await _http.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        var answer = await response.Content.ReadAsByteArrayAsync(http.RequestAborted);
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
        Calls.Enqueue(new(
            http.Request.Method, http.Request.Path, body.Length > 0 ? JsonNode.Parse(body.ToArray()) as JsonObject : null, (int)response.StatusCode,
            response.IsSuccessStatusCode && answer.Length > 0 ? (string?)JsonNode.Parse(answer)?["id"] : null));
    }
}
