using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workspace.Features.Shared;
using MsalException = Microsoft.Identity.Client.MsalException;

namespace Workspace.Bot.Protocol;

/// <summary>What a call to the connector came to, in the terms of what to do next.</summary>
public enum CallEnd
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Not done; the same call may succeed later (401, 412, 429, 502–504, no token to be had, nobody listening).</summary>
    Later,

    /// <summary>Perhaps done: the connection was lost or timed out after the request had left.</summary>
    Unknown,

    /// <summary>The conversation or the message is not there any more (404).</summary>
    Gone,

    /// <summary>The bot is not installed there, was removed, or is switched off (403).</summary>
    NotInstalled,

    /// <summary>The person has blocked the bot (403).</summary>
    Blocked,

    /// <summary>Never: the request itself is wrong (400, 413, 500 …).</summary>
    Refused,
}

/// <summary>The answer of one call; <see cref="Value"/> is there when <see cref="CallEnd.Done"/> and the channel told something.</summary>
public sealed record ConnectorAnswer<T>(CallEnd End, T? Value = default, TimeSpan? RetryAfter = null, int? Status = null, string? Code = null)
    where T : class;

/// <summary>
/// The channel's REST API. It never repeats a call by itself but once after a 401 with a fresh token: what to repeat, and when,
/// is the outbox's decision, because only that knows what is waiting behind.
/// </summary>
public sealed partial class Connector(
    HttpClient http,
    EntraTokens tokens,
    IOptions<BotOptions> bot,
    IOptions<EntraOptions> entra,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<Connector> logger)
{
    /// <summary>Opens the personal conversation with somebody, or finds the one there is.</summary>
    public Task<ConnectorAnswer<ResourceId>> OpenPersonalAsync(ServiceUrl service, Guid tenant, string member, CancellationToken ct) =>
        CallAsync(HttpMethod.Post, service, "v3/conversations",
            JsonSerializer.SerializeToUtf8Bytes(new(IsGroup: false, [new(member)], tenant.ToString()), ProtocolJson.Default.NewConversation),
            ProtocolJson.Default.ResourceId, ct);

    public Task<ConnectorAnswer<ResourceId>> SendAsync(ServiceUrl service, string conversation, Activity activity, CancellationToken ct) =>
        CallAsync(HttpMethod.Post, service, $"v3/conversations/{Segment(conversation)}/activities", Body(activity), ProtocolJson.Default.ResourceId, ct);

    public Task<ConnectorAnswer<ResourceId>> UpdateAsync(ServiceUrl service, string conversation, string id, Activity activity, CancellationToken ct) =>
        CallAsync(HttpMethod.Put, service, $"v3/conversations/{Segment(conversation)}/activities/{Segment(id)}", Body(activity), ProtocolJson.Default.ResourceId, ct);

    public Task<ConnectorAnswer<ResourceId>> DeleteAsync(ServiceUrl service, string conversation, string id, CancellationToken ct) =>
        CallAsync(HttpMethod.Delete, service, $"v3/conversations/{Segment(conversation)}/activities/{Segment(id)}", null, ProtocolJson.Default.ResourceId, ct);

    public Task<ConnectorAnswer<ConversationMember>> MemberAsync(ServiceUrl service, string conversation, string member, CancellationToken ct) =>
        CallAsync(HttpMethod.Get, service, $"v3/conversations/{Segment(conversation)}/members/{Segment(member)}", null, ProtocolJson.Default.ConversationMember, ct);

    /// <summary>One page of 50 to 500 members.</summary>
    public Task<ConnectorAnswer<PagedMembers>> MembersAsync(ServiceUrl service, string conversation, int pageSize, string? continuation, CancellationToken ct) =>
        CallAsync(HttpMethod.Get, service,
            string.Create(CultureInfo.InvariantCulture, $"v3/conversations/{Segment(conversation)}/pagedmembers?pageSize={pageSize}")
            + (continuation is null ? "" : "&continuationToken=" + Uri.EscapeDataString(continuation)),
            null, ProtocolJson.Default.PagedMembers, ct);

    private static string Segment(string id) => Uri.EscapeDataString(id);

    private static byte[] Body(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, ProtocolJson.Default.Activity);

    private async Task<ConnectorAnswer<T>> CallAsync<T>(HttpMethod method, ServiceUrl service, string path, byte[]? body, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var address = new Uri(service.Value + path);
        for (var fresh = false; ; fresh = true)
        {
            string token;
            try { token = await TokenAsync(fresh, ct); }
            catch (Exception e) when (e is MsalException or HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                LogNoToken(e);
                return new(CallEnd.Later);
            }

            using var request = new HttpRequestMessage(method, address);
            if (body is not null) { request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json", "utf-8") } }; }
            request.Headers.Authorization = new("Bearer", token);
            try
            {
                using var response = await http.SendAsync(request, ct);
                if (response.StatusCode is HttpStatusCode.Unauthorized && !fresh) { continue; }

                return await ReadAsync(response, type, ct);
            }
            catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
            {
                LogNotReached(e, address.Host);
                return new(CallEnd.Later);
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                LogLost(e, address.Host);
                return new(CallEnd.Unknown);
            }
        }
    }

    private Task<string> TokenAsync(bool fresh, CancellationToken ct)
    {
        // The bot's own token always comes from the tenant of its registration, not from the customer's.
        var tenant = Guid.TryParse(entra.Value.TenantId, CultureInfo.InvariantCulture, out _)
            ? entra.Value.TenantId!
            : configuration["Organisation:TenantId"] ?? throw new InvalidOperationException("Set AzureAd:TenantId to the tenant of the bot's registration.");
        return fresh ? tokens.NewForAppAsync(tenant, bot.Value.TokenScope, ct) : tokens.ForAppAsync(tenant, bot.Value.TokenScope, ct);
    }

    private async Task<ConnectorAnswer<T>> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            // 202 and 200 may come without a body
            return new(CallEnd.Done, await JsonOrNothingAsync(response, type, ct), Status: status);
        }

        var code = (await JsonOrNothingAsync(response, ProtocolJson.Default.ConnectorProblem, ct))?.Error?.Code;
        var end = status switch
        {
            403 when Is("ConversationBlockedByUser") => CallEnd.Blocked,
            403 when Is("NotEnoughPermissions") || Is("InvalidBotApiHost") => CallEnd.Refused,
            403 => CallEnd.NotInstalled,
            404 or 410 => CallEnd.Gone,
            401 or 408 or 412 or 429 or 502 or 503 or 504 => CallEnd.Later,
            _ => CallEnd.Refused,
        };
        LogSaidNo(status, code ?? "-", end);
        return new(end, RetryAfter: RetryAfter(response.Headers), Status: status, Code: code);

        bool Is(string name) => string.Equals(code, name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Microsoft's services send seconds with a fraction too, which the typed header does not read.</summary>
    private TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ when headers.TryGetValues("Retry-After", out var texts) && double.TryParse(texts.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds < TimeSpan.FromDays(1).TotalSeconds => TimeSpan.FromSeconds(seconds),
        _ => null,
    };

    private static async Task<T?> JsonOrNothingAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        if (bytes.Length == 0) { return null; }

        try { return JsonSerializer.Deserialize(bytes, type); }
        catch (JsonException) { return null; } // some refusals come as HTML; the status says enough
    }

    [LoggerMessage(1, LogLevel.Warning, "No token for the connector")]
    private partial void LogNoToken(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The connector at {Host} was not reached")]
    private partial void LogNotReached(Exception exception, string host);

    [LoggerMessage(3, LogLevel.Warning, "The connector at {Host} gave no answer; the outcome is unknown")]
    private partial void LogLost(Exception exception, string host);

    [LoggerMessage(4, LogLevel.Warning, "The connector answered {Status} {Code}: {End}")]
    private partial void LogSaidNo(int status, string code, CallEnd end);
}
