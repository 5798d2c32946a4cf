using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workspace.Features.Shared;

namespace Workspace.Bot.Protocol;

/// <summary>
/// Authenticates the channel: signature, issuer, audience, life time, RS256. It reads the header alone; whether the token fits
/// the body (endorsement, service address) is asked by <see cref="Fits"/> once the body is read.
/// </summary>
public sealed class BotSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ChannelKeys keys,
    IOptions<BotOptions> bot,
    IOptions<EntraOptions> entra,
    TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bot";
    private const string Bearer = "Bearer ";
    private const string ServiceUrlClaim = "serviceurl";
    private const string EndorsementClaim = "urn:workspace:endorsement";
    private static readonly JsonWebTokenHandler s_tokens = new() { MapInboundClaims = false };
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);
    private bool _keysAreMissing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) { return AuthenticateResult.NoResult(); }

        var token = header[Bearer.Length..].Trim();
        if (!s_tokens.CanReadToken(token)) { return AuthenticateResult.Fail("The token can't be read."); }

        JsonWebToken unverified;
        try { unverified = s_tokens.ReadJsonWebToken(token); }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException) { return AuthenticateResult.Fail("The token can't be read."); }

        if (string.IsNullOrEmpty(unverified.Kid)) { return AuthenticateResult.Fail("The token names no key."); }
        if (await keys.ForAsync(unverified.Kid, Context.RequestAborted) is not { } signing)
        {
            _keysAreMissing = true;
            return AuthenticateResult.Fail("The channel's keys can't be had now.");
        }

        var result = await s_tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = bot.Value.Issuer,
            ValidAudience = entra.Value.ClientId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = signing.Where(key => key.Kid == unverified.Kid),
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
        });
        if (!result.IsValid) { return AuthenticateResult.Fail(result.Exception); }

        var identity = new ClaimsIdentity(result.ClaimsIdentity.Claims.Where(c => c.Type is ServiceUrlClaim or "iss" or "aud"), SchemeName);
        if (signing.First(key => key.Kid == unverified.Kid).AdditionalData.TryGetValue("endorsements", out var endorsements))
        {
            identity.AddClaims(Texts(endorsements).Select(name => new Claim(EndorsementClaim, name)));
        }

        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!_keysAreMissing) { return base.HandleChallengeAsync(properties); }

        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        Response.Headers.RetryAfter = "10";
        return Task.CompletedTask;
    }

    /// <summary>The key that signed is endorsed for the activity's channel, and the token was made for its service address.</summary>
    internal static bool Fits(ClaimsPrincipal principal, Activity activity) =>
        activity.ChannelId is { } channel
        && principal.HasClaim(EndorsementClaim, channel)
        && principal.FindFirst(ServiceUrlClaim)?.Value is { Length: > 0 } named
        && string.Equals(named, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase);

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + s_skew && (notBefore is not { } begin || now >= begin - s_skew);
    }

    /// <summary>The library hands over what it does not know as it parsed it, which changed between versions.</summary>
    private static IEnumerable<string> Texts(object values) => values switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(e => ((JsonElement?)e).Text()).OfType<string>(),
        IEnumerable<string> texts => texts,
        IEnumerable<object> objects => objects.Select(o => o is JsonElement e ? ((JsonElement?)e).Text() : o as string).OfType<string>(),
        _ => [],
    };
}
