using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workspace.Bot.Protocol;

namespace Workspace.Bot.Tests.Protocol;

public sealed class ReadingTheChannelsKeys : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly FakeChannel _channel = new();
    private readonly ChannelKeys _keys;

    public ReadingTheChannelsKeys() => _keys = new(
        _channel, Options.Create(new BotOptions { OpenIdMetadata = "https://channel.example/metadata" }), _clock, NullLogger<ChannelKeys>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Known_keys_serve_for_a_day()
    {
        Assert.Contains("a", await KidsAsync("a"));
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.Contains("a", await KidsAsync("a"));
        Assert.Equal(1, _channel.Reads);

        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("a", await KidsAsync("a"));
        Assert.Equal(2, _channel.Reads);
    }

    [Fact]
    public async Task A_new_key_is_found_at_once_but_unknown_ones_are_looked_for_once_an_hour()
    {
        _ = await KidsAsync("a");
        _clock.Advance(TimeSpan.FromMinutes(61));
        _channel.Kids = ["a", "b"];

        Assert.Contains("b", await KidsAsync("b"));
        Assert.Equal(2, _channel.Reads);

        for (var i = 0; i < 20; i++) { _ = await KidsAsync("forged-" + i.ToString(CultureInfo.InvariantCulture)); }
        Assert.Equal(2, _channel.Reads);

        _clock.Advance(TimeSpan.FromMinutes(61));
        _ = await KidsAsync("forged");
        Assert.Equal(3, _channel.Reads);
    }

    [Fact]
    public async Task Old_keys_stay_good_while_the_channel_is_away_and_a_first_look_is_repeated_soon()
    {
        _channel.IsDown = true;
        Assert.Null(await _keys.ForAsync("a", Ct));
        Assert.Null(await _keys.ForAsync("a", Ct));
        Assert.Equal(1, _channel.Reads);

        _clock.Advance(TimeSpan.FromSeconds(11));
        _channel.IsDown = false;
        Assert.Contains("a", await KidsAsync("a"));

        _clock.Advance(TimeSpan.FromHours(25));
        _channel.IsDown = true;
        Assert.Contains("a", await KidsAsync("a"));
    }

    [Fact]
    public async Task Keys_are_not_taken_from_an_unprotected_address()
    {
        _channel.KeysAddress = "http://keys.example/keys";

        Assert.Null(await _keys.ForAsync("a", Ct));
    }

    private async Task<IEnumerable<string>> KidsAsync(string keyId) => (await _keys.ForAsync(keyId, Ct))!.Select(k => k.Kid);

    private sealed class FakeChannel : HttpMessageHandler, IHttpClientFactory
    {
        public int Reads { get; private set; }

        public bool IsDown { get; set; }

        public string[] Kids { get; set; } = ["a"];

        public string KeysAddress { get; set; } = "https://channel.example/keys";

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var keys = request.RequestUri!.AbsolutePath == "/keys";
            if (!keys) { Reads++; }
            var body = keys
                ? $$"""{"keys":[{{string.Join(',', Kids.Select(k => $$"""{"kty":"RSA","kid":"{{k}}","n":"AQAB","e":"AQAB","endorsements":["msteams"]}"""))}}]}"""
                : $$"""{"jwks_uri":"{{KeysAddress}}"}""";
            return Task.FromResult(IsDown
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) });
        }
    }
}
