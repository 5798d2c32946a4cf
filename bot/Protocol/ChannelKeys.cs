using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Workspace.Bot.Protocol;

/// <summary>
/// The keys with which the channel signs. Read again after 24 hours, and when a token names an unknown key — at most once an
/// hour, or anybody could make us ask by inventing keys. While the channel does not answer, the last keys stay good.
/// </summary>
public sealed partial class ChannelKeys(IHttpClientFactory clients, IOptions<BotOptions> options, TimeProvider clock, ILogger<ChannelKeys> logger)
    : IDisposable
{
    internal const string HttpClientName = "channel-keys";
    private static readonly TimeSpan s_age = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_betweenFailures = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);
    private volatile Known? _known;
    private DateTimeOffset _nextTry;

    /// <summary>The keys that may have signed a token naming <paramref name="keyId"/>; null if they can't be had now.</summary>
    public async Task<IReadOnlyList<JsonWebKey>?> ForAsync(string keyId, CancellationToken ct)
    {
        if (_known is { } known && IsGood(known, keyId)) { return known.Keys; }

        await _one.WaitAsync(ct);
        try
        {
            known = _known;
            var now = clock.GetUtcNow();
            if (known is not null && (IsGood(known, keyId) || now < _nextTry)) { return known.Keys; }
            if (known is null && now < _nextTry) { return null; }

            try
            {
                _known = new(await ReadAsync(ct), now);
                _nextTry = now + s_betweenLooks;
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or ArgumentException or InvalidOperationException
                || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                LogUnreadable(e, options.Value.OpenIdMetadata);
                _nextTry = now + s_betweenFailures;
            }

            return _known?.Keys;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsGood(Known known, string keyId) =>
        clock.GetUtcNow() - known.At < s_age && known.Keys.Any(key => key.Kid == keyId);

    private async Task<IReadOnlyList<JsonWebKey>> ReadAsync(CancellationToken ct)
    {
        var client = clients.CreateClient(HttpClientName);
        using var metadata = JsonDocument.Parse(await client.GetStringAsync(new Uri(options.Value.OpenIdMetadata), ct));
        JsonElement? root = metadata.RootElement;
        if (!Uri.TryCreate(root.At("jwks_uri").Text(), UriKind.Absolute, out var keys)
            || (keys.Scheme != Uri.UriSchemeHttps && !keys.IsLoopback))
        {
            throw new InvalidOperationException("The channel's metadata name no https address of its keys.");
        }

        return [.. JsonWebKeySet.Create(await client.GetStringAsync(keys, ct)).Keys];
    }

    private sealed record Known(IReadOnlyList<JsonWebKey> Keys, DateTimeOffset At);

    [LoggerMessage(1, LogLevel.Error, "The channel's keys could not be read from {Metadata}")]
    private partial void LogUnreadable(Exception exception, string metadata);
}
