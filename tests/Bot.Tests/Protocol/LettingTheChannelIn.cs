using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Protocol;

/// <summary>Nobody but the channel gets in, and only with what the token was made for.</summary>
public sealed class LettingTheChannelIn
{
    [Fact]
    public async Task The_channels_own_token_opens()
    {
        await using var bot = await BotServer.StartAsync();

        using var response = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.Anna, "hilfe"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_is_no_valid_token_is_turned_away_whatever_the_body_says()
    {
        await using var bot = await BotServer.StartAsync();
        var channel = bot.Channel;
        var person = bot.Server.Neighbours.Entra.SsoToken(Musterstadt.Anna);
        var tokens = new Dictionary<string, string>
        {
            ["none"] = "",
            ["nonsense"] = "abc",
            ["three dots"] = "a.b.c",
            ["somebody else's key of the same name"] = channel.Token(key: TestChannel.NewKey("k1")),
            ["an unknown key"] = channel.Token(key: TestChannel.NewKey("k2")),
            ["expired"] = channel.Token(life: TimeSpan.FromMinutes(-6)),
            ["not yet valid"] = channel.Token(life: TimeSpan.FromHours(3)),
            ["wrong audience"] = channel.Token(audience: Guid.NewGuid().ToString()),
            ["wrong issuer"] = channel.Token(issuer: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
            ["wrong algorithm"] = channel.Token(algorithm: SecurityAlgorithms.RsaSha512),
            ["unsigned"] = Unsigned(channel.Token()),
            ["changed after signing"] = Changed(channel.Token()),
            ["a person's own token"] = person,
        };

        foreach (var (what, token) in tokens)
        {
            using var valid = await bot.DeliverAsync(channel.Says(Musterstadt.Anna, "hilfe"), token);
            using var broken = await bot.DeliverAsync("{", token);

            Assert.True(valid.StatusCode == HttpStatusCode.Unauthorized, $"{what}: {valid.StatusCode}");
            Assert.True(broken.StatusCode == HttpStatusCode.Unauthorized, $"{what}, broken body: {broken.StatusCode}");
        }

        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task A_good_token_for_something_else_is_forbidden()
    {
        await using var bot = await BotServer.StartAsync();
        var channel = bot.Channel;
        var other = TestChannel.NewKey("k-other");
        channel.Keys.Add((other, ["webchat"]));
        var elsewhere = channel.Says(Musterstadt.Anna, "hilfe");
        elsewhere["serviceUrl"] = "https://collector.example/";
        var otherChannel = channel.Says(Musterstadt.Anna, "hilfe");
        otherChannel["channelId"] = "directline";
        var foreign = channel.Says(Musterstadt.Anna, "hilfe");
        foreign["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Nachbarstadt.Tenant.ToString() } };
        foreign["conversation"]!["tenantId"] = Nachbarstadt.Tenant.ToString();
        var homeless = channel.Says(Musterstadt.Anna, "hilfe");
        homeless.Remove("channelData");
        homeless["conversation"]!.AsObject().Remove("tenantId");

        var cases = new (string What, JsonObject Activity, string Token)[]
        {
            ("a key that is not endorsed for Teams", channel.Says(Musterstadt.Anna, "hilfe"), channel.Token(key: other)),
            ("a channel the key is not endorsed for", otherChannel, channel.Token()),
            ("a service address the token was not made for", elsewhere, channel.Token()),
            ("no service address in the token", channel.Says(Musterstadt.Anna, "hilfe"), channel.Token(withServiceUrl: false)),
            ("another organisation", foreign, channel.Token()),
            ("no organisation", homeless, channel.Token()),
        };
        foreach (var (what, activity, token) in cases)
        {
            using var response = await bot.DeliverAsync(activity, token);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{what}: {response.StatusCode}");
        }

        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task A_configured_list_of_service_addresses_is_kept_to()
    {
        await using var bot = await BotServer.StartAsync(settings: new() { ["Bot:ServiceUrls:0"] = "https://smba.trafficmanager.net/" });

        using var response = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.Anna, "hilfe"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_key_that_the_channel_just_began_to_use_is_looked_up_once()
    {
        await using var bot = await BotServer.StartAsync();
        var channel = bot.Channel;
        using var first = await bot.DeliverAsync(channel.Says(Musterstadt.Anna, "hilfe"));
        Assert.Equal(1, channel.KeyReads);

        // The hour in which unknown keys cause no second look has begun with the first one.
        for (var i = 0; i < 5; i++)
        {
            using var forged = await bot.DeliverAsync(channel.Says(Musterstadt.Anna, "hilfe"), channel.Token(key: TestChannel.NewKey($"forged-{i}")));
            Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        }

        Assert.Equal(1, channel.KeyReads);
    }

    [Fact]
    public async Task While_the_channels_keys_can_not_be_had_it_is_told_to_come_again()
    {
        await using var bot = await BotServer.StartAsync();
        bot.Channel.KeysAreDown = true;

        using var response = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.Anna, "hilfe"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static string Unsigned(string token)
    {
        var parts = token.Split('.');
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"k1"}""")}.{parts[1]}.";
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        payload["serviceurl"] = "https://collector.example/";
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload.ToJsonString())}.{parts[2]}";
    }
}
