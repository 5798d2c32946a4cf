using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox.Entra;

/// <summary>
/// Entra ID as far as the product meets it: tenants, keys, tokens. This type makes and judges tokens;
/// <see cref="EntraEndpoints"/> speaks the protocol. Tests take tokens straight from here, also flawed ones.
/// </summary>
public sealed class EntraLookAlike
{
    public const string GraphAudience = "https://graph.microsoft.com";
    public const string ChannelAudience = "https://api.botframework.com";
    public const string ApiScope = "access_as_user";

    /// <summary>Teams in a browser: the client that asks for the tab's sign-on token.</summary>
    public const string TeamsWebClient = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346";

    /// <summary>Microsoft's Planner: the application in whose name a manager's own edits are made.</summary>
    public const string PlannerClient = "75f31797-37c9-498e-8dc9-53c16a36afca";

    private static readonly string[] s_plannersOwnScopes = ["User.Read", "User.ReadBasic.All", "GroupMember.Read.All", "Tasks.ReadWrite"];

    private readonly TimeProvider _clock;
    private ImmutableList<SigningKey> _keys = [SigningKey.Shared("entra")];

    internal EntraLookAlike(Guid clientId, string clientSecret, IEnumerable<CityDirectory> directories, TimeProvider clock)
    {
        (ClientId, ClientSecret, _clock) = (clientId, clientSecret, clock);
        Tenants = directories.ToImmutableDictionary(directory => directory.Tenant, directory => new EntraTenant(directory));
    }

    /// <summary>Ends with a slash; the setting <c>AzureAd:Instance</c>.</summary>
    public Uri Instance { get; internal set; } = null!;

    public Guid ClientId { get; }

    public string ClientSecret { get; }

    public IReadOnlyDictionary<Guid, EntraTenant> Tenants { get; }

    internal IEnumerable<SigningKey> Keys => _keys;

    internal TimeProvider Clock => _clock;

    public string IssuerOf(Guid tenant) => $"{Instance}{tenant:D}/v2.0";

    /// <summary>From now on tokens are signed by a new key; the old ones stay published unless <paramref name="forgetOld"/>.</summary>
    public void RotateKeys(bool forgetOld = false) => _keys = forgetOld ? [new SigningKey()] : _keys.Insert(0, new SigningKey());

    /// <summary>The token that Teams hands to the tab for a person. <paramref name="flaw"/> may change the claims before they are signed.</summary>
    public string SsoToken(DemoPerson person, Action<JsonObject>? flaw = null) => SsoToken(TenantOf(person.Id), person.Id, flaw);

    public string SsoToken(Guid tenant, Guid person, Action<JsonObject>? flaw = null) =>
        Sign(ApiClaims(Tenants[tenant], Known(tenant, person), TeamsWebClient), flaw);

    /// <summary>A token for our api that names no person (client credentials): valid, yet nobody signed in.</summary>
    public string AppTokenForApi(Guid tenant, Action<JsonObject>? flaw = null) => Sign(AppClaims(Tenants[tenant], ClientId.ToString("D"), "2.0"), flaw);

    /// <summary>A delegated Graph token, as the manager's own Planner would hold one. Not limited by consents of our registration.</summary>
    public string GraphToken(DemoPerson person, params string[] scopes) => GraphToken(TenantOf(person.Id), person.Id, null, scopes);

    public string GraphToken(Guid tenant, Guid person, Action<JsonObject>? flaw, params string[] scopes)
    {
        var claims = GraphUserClaims(Tenants[tenant], Known(tenant, person), scopes is [] ? s_plannersOwnScopes : scopes);
        claims["appid"] = PlannerClient;
        return Sign(claims, flaw);
    }

    /// <summary>An app-only Graph token with the consented roles, or with exactly those named.</summary>
    public string GraphAppToken(Guid tenant, params string[] roles) => GraphAppToken(tenant, null, roles);

    public string GraphAppToken(Guid tenant, Action<JsonObject>? flaw, params string[] roles) =>
        Sign(GraphAppClaims(Tenants[tenant], roles is [] ? Tenants[tenant].AppRoles.Keys.Order(StringComparer.Ordinal) : roles), flaw);

    /// <summary>What the bot gets for <c>https://api.botframework.com/.default</c>.</summary>
    public string ChannelToken(Guid tenant, Action<JsonObject>? flaw = null) => Sign(AppClaims(Tenants[tenant], ChannelAudience, "1.0"), flaw);

    /// <summary>The same claims under a key that nobody publishes, but with the published key id.</summary>
    public string Forge(string token) => SigningKey.Shared("forger").Sign(Token.ReadClaims(token), _keys[0].Kid);

    public static void Expired(JsonObject claims)
    {
        foreach (var name in new[] { "iat", "nbf", "exp" })
        {
            claims[name] = claims[name]!.GetValue<long>() - 7_200;
        }
    }

    public static void WrongAudience(JsonObject claims) => claims["aud"] = "00000009-0000-0000-c000-000000000000";

    public static void WrongIssuer(JsonObject claims) => claims["iss"] = "https://login.example/00000009-0000-0000-c000-000000000000/v2.0";

    /// <summary>The claims of a token that this look-alike signed for <paramref name="audience"/> and that holds now; otherwise why not.</summary>
    internal (JsonObject? Claims, string? Flaw) Judge(string token, params string[] audience)
    {
        var (claims, flaw) = Token.Judge(token, _keys, _clock.GetUtcNow());
        return claims is null ? (null, flaw)
            : !audience.Contains((string?)claims["aud"], StringComparer.OrdinalIgnoreCase) ? (null, "audience")
            : !Guid.TryParse((string?)claims["tid"], out var tenant) || !Tenants.ContainsKey(tenant) ? (null, "tenant")
            : (string?)claims["iss"] != IssuerOf(tenant) ? (null, "issuer")
            : (claims, null);
    }

    internal string Sign(JsonObject claims, Action<JsonObject>? flaw = null)
    {
        flaw?.Invoke(claims);
        return _keys[0].Sign(claims);
    }

    internal JsonObject ApiClaims(EntraTenant tenant, DemoPerson person, string client)
    {
        var claims = UserClaims(tenant, person, ClientId.ToString("D"), client);
        claims["azp"] = client;
        claims["azpacr"] = "0";
        claims["scp"] = ApiScope;
        claims["ver"] = "2.0";
        return claims;
    }

    internal JsonObject IdClaims(EntraTenant tenant, DemoPerson person, string? nonce)
    {
        var claims = UserClaims(tenant, person, ClientId.ToString("D"), ClientId.ToString("D"));
        claims["ver"] = "2.0";
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return claims;
    }

    internal JsonObject GraphUserClaims(EntraTenant tenant, DemoPerson person, IEnumerable<string> scopes)
    {
        var claims = UserClaims(tenant, person, GraphAudience, ClientId.ToString("D"));
        claims["appid"] = ClientId.ToString("D");
        claims["idtyp"] = "user";
        claims["upn"] = person.UserPrincipalName;
        claims["scp"] = string.Join(' ', scopes);
        claims["ver"] = "1.0";
        return claims;
    }

    internal JsonObject GraphAppClaims(EntraTenant tenant, IEnumerable<string> roles)
    {
        var claims = AppClaims(tenant, GraphAudience, "1.0");
        claims["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]);
        return claims;
    }

    internal JsonObject AppClaims(EntraTenant tenant, string audience, string version)
    {
        var claims = BaseClaims(tenant, audience);
        var client = ClientId.ToString("D");
        claims[version == "2.0" ? "azp" : "appid"] = client;
        claims[version == "2.0" ? "azpacr" : "appidacr"] = "1";
        claims["idtyp"] = "app";
        claims["oid"] = ServicePrincipalOf(tenant);
        claims["sub"] = ServicePrincipalOf(tenant);
        claims["ver"] = version;
        return claims;
    }

    private JsonObject UserClaims(EntraTenant tenant, DemoPerson person, string audience, string client)
    {
        var claims = BaseClaims(tenant, audience);
        claims["name"] = person.DisplayName;
        claims["oid"] = person.Id.ToString("D");
        claims["preferred_username"] = person.UserPrincipalName;

        // Pairwise, as in Entra: the same person has another subject for another client.
        claims["sub"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{client}|{person.Id:D}"))));
        return claims;
    }

    private JsonObject BaseClaims(EntraTenant tenant, string audience)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = IssuerOf(tenant.Id),
            ["iat"] = now,
            ["nbf"] = now - 5,
            ["exp"] = now + 3_900,
            ["tid"] = tenant.Id.ToString("D"),
            ["uti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        };
    }

    /// <summary>Each tenant has its own object id for a registration of ours.</summary>
    private string ServicePrincipalOf(EntraTenant tenant) =>
        new Guid(SHA256.HashData([.. tenant.Id.ToByteArray(), .. ClientId.ToByteArray()]).AsSpan(0, 16)).ToString("D");

    private Guid TenantOf(Guid person) =>
        Tenants.Values.FirstOrDefault(tenant => tenant.Directory.Find(person) is not null)?.Id
        ?? throw new ArgumentException($"No tenant knows the person {person}.", nameof(person));

    private DemoPerson Known(Guid tenant, Guid person) =>
        Tenants[tenant].Directory.Find(person) ?? throw new ArgumentException($"The tenant {tenant} does not know the person {person}.", nameof(person));
}
