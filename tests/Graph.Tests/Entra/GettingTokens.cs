using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Graph.Tests.Entra;

/// <summary>The Entra look-alike gives tokens of Entra's shape, and Entra's errors to whoever asks wrongly.</summary>
public sealed class GettingTokens
{
    private static readonly string s_client = Musterstadt.ClientId.ToString("D");

    [Fact]
    public async Task Discovery_names_issuer_and_keys_and_a_token_validates_by_them()
    {
        await using var town = await Neighbourhood.StartAsync();
        var metadata = await town.EntraAsync($"{Musterstadt.Tenant}/v2.0/.well-known/openid-configuration");
        var keys = await town.EntraAsync(new Uri((string)metadata["jwks_uri"]!).PathAndQuery.TrimStart('/'));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(town.Neighbours.Entra.SsoToken(Musterstadt.Anna), new TokenValidationParameters
        {
            ValidIssuer = (string)metadata["issuer"]!,
            ValidAudience = s_client,
            IssuerSigningKeys = new JsonWebKeySet(keys.ToJsonString()).GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal($"{town.Neighbours.EntraAuthority}{Musterstadt.Tenant}/v2.0", result.Issuer);
        Assert.Equal(Musterstadt.Anna.Id.ToString("D"), result.Claims["oid"]);
        Assert.Equal(Musterstadt.Tenant.ToString("D"), result.Claims["tid"]);
        Assert.Equal("access_as_user", result.Claims["scp"]);
        Assert.Equal("2.0", result.Claims["ver"]);
        Assert.Equal(EntraLookAlike.TeamsWebClient, result.Claims["azp"]);
        Assert.Equal("Anna Müller", result.Claims["name"]);
        Assert.Equal("anna.mueller@musterstadt.example", result.Claims["preferred_username"]);
    }

    [Fact]
    public async Task Discovery_for_all_tenants_has_the_placeholder_and_an_unknown_tenant_is_refused()
    {
        await using var town = await Neighbourhood.StartAsync();

        var common = await town.EntraAsync("organizations/v2.0/.well-known/openid-configuration");
        var unknown = await town.EntraAsync($"{Guid.Empty}/v2.0/.well-known/openid-configuration", HttpStatusCode.BadRequest);

        Assert.Equal($"{town.Neighbours.EntraAuthority}{{tenantid}}/v2.0", (string?)common["issuer"]);
        Assert.Equal("invalid_tenant", (string?)unknown["error"]);
    }

    [Fact]
    public async Task MSAL_gets_tokens_for_the_application_and_on_behalf_of_a_person()
    {
        await using var town = await Neighbourhood.StartAsync();
        var app = ConfidentialClientApplicationBuilder.Create(s_client)
            .WithAuthority(town.Neighbours.AuthorityOf(Musterstadt.Tenant))
            .WithInstanceDiscovery(false)
            .WithClientSecret(town.Neighbours.ClientSecret)
            .WithHttpClientFactory(new TrustingFactory(town.Neighbours.CaFile))
            .Build();

        var forApp = await app.AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync(TestContext.Current.CancellationToken);
        var forBen = await app.AcquireTokenOnBehalfOf(["https://graph.microsoft.com/Tasks.ReadWrite"], new UserAssertion(town.Neighbours.Entra.SsoToken(Musterstadt.Ben)))
            .ExecuteAsync(TestContext.Current.CancellationToken);
        var channel = await app.AcquireTokenForClient(["https://api.botframework.com/.default"]).ExecuteAsync(TestContext.Current.CancellationToken);

        var (appClaims, benClaims) = (new JsonWebToken(forApp.AccessToken), new JsonWebToken(forBen.AccessToken));
        Assert.Equal(EntraLookAlike.GraphAudience, appClaims.Audiences.Single());
        Assert.Contains(appClaims.Claims, claim => claim is { Type: "roles", Value: "Tasks.ReadWrite.All" });
        Assert.DoesNotContain(appClaims.Claims, claim => claim.Type == "scp");
        Assert.Equal(Musterstadt.Ben.Id.ToString("D"), benClaims.GetClaim("oid").Value);
        Assert.Contains("Tasks.ReadWrite", benClaims.GetClaim("scp").Value, StringComparison.Ordinal);
        Assert.Equal(EntraLookAlike.ChannelAudience, new JsonWebToken(channel.AccessToken).Audiences.Single());
    }

    [Fact]
    public async Task Password_grant_signs_a_person_in_for_tests()
    {
        await using var town = await Neighbourhood.StartAsync();

        var answer = await town.TokenAsync(
            Musterstadt.Tenant, HttpStatusCode.OK,
            ("grant_type", "password"), ("client_id", s_client), ("client_secret", town.Neighbours.ClientSecret), ("scope", $"api://localhost/botid-{s_client}/access_as_user openid"),
            ("username", Musterstadt.Eva.UserPrincipalName), ("password", Musterstadt.Password));

        var token = new JsonWebToken((string)answer["access_token"]!);
        Assert.Equal(s_client, token.Audiences.Single());
        Assert.Equal(Musterstadt.Eva.Id.ToString("D"), token.GetClaim("oid").Value);
        Assert.NotNull(answer["id_token"]);
    }

    [Theory]
    [InlineData("client_secret", "guess", HttpStatusCode.Unauthorized, "invalid_client", 7000215)]
    [InlineData("client_secret", "", HttpStatusCode.Unauthorized, "invalid_client", 7000218)]
    [InlineData("scope", "https://graph.microsoft.com/User.Read", HttpStatusCode.BadRequest, "invalid_scope", 1002012)]
    [InlineData("scope", "https://elsewhere.example/.default", HttpStatusCode.BadRequest, "invalid_resource", 500011)]
    [InlineData("scope", "", HttpStatusCode.BadRequest, "invalid_request", 900144)]
    [InlineData("client_id", "6a1e6f0c-3b7d-4c59-8e21-7d4b9a0c2f13", HttpStatusCode.BadRequest, "unauthorized_client", 700016)]
    [InlineData("grant_type", "device", HttpStatusCode.BadRequest, "unsupported_grant_type", 70003)]
    public async Task A_wrong_request_gets_the_error_that_Entra_gives(string field, string value, HttpStatusCode status, string error, int number)
    {
        await using var town = await Neighbourhood.StartAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = s_client,
            ["client_secret"] = town.Neighbours.ClientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
            [field] = value,
        };

        var answer = await town.TokenAsync(Musterstadt.Tenant, status, [.. form.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(error, (string?)answer["error"]);
        Assert.Equal(number, (int?)answer["error_codes"]![0]);
        Assert.StartsWith($"AADSTS{number}: ", (string?)answer["error_description"], StringComparison.Ordinal);
        Assert.NotNull(answer["correlation_id"]);
    }

    [Fact]
    public async Task Unknown_user_wrong_password_and_missing_consent_are_told_apart()
    {
        await using var town = await Neighbourhood.StartAsync();
        var entra = town.Neighbours.Entra;

        var unknown = await SignInAsync("nobody@musterstadt.example", Musterstadt.Password);
        var wrong = await SignInAsync(Musterstadt.Eva.UserPrincipalName, "guess");
        Assert.True(entra.Tenants[Musterstadt.Tenant].DelegatedScopes.TryRemove("Tasks.ReadWrite", out _));
        var unconsented = await OnBehalfOfAsync(entra.SsoToken(Musterstadt.Ben));
        var expired = await OnBehalfOfAsync(entra.SsoToken(Musterstadt.Ben, EntraLookAlike.Expired));
        var forged = await OnBehalfOfAsync(entra.Forge(entra.SsoToken(Musterstadt.Ben)));

        Assert.Equal([50034, 50126, 65001, 500133, 50013], new[] { unknown, wrong, unconsented, expired, forged }.Select(answer => (int)answer["error_codes"]![0]!));
        Assert.All([unknown, wrong, unconsented, expired, forged], answer => Assert.Equal("invalid_grant", (string?)answer["error"]));
        Assert.Equal("consent_required", (string?)unconsented["suberror"]);

        Task<JsonObject> SignInAsync(string user, string password) => town.TokenAsync(
            Musterstadt.Tenant, HttpStatusCode.BadRequest, ("grant_type", "password"), ("client_id", s_client), ("client_secret", town.Neighbours.ClientSecret),
            ("scope", $"{s_client}/.default"), ("username", user), ("password", password));

        Task<JsonObject> OnBehalfOfAsync(string assertion) => town.TokenAsync(
            Musterstadt.Tenant, HttpStatusCode.BadRequest, ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("requested_token_use", "on_behalf_of"),
            ("client_id", s_client), ("client_secret", town.Neighbours.ClientSecret), ("scope", "https://graph.microsoft.com/Tasks.ReadWrite"), ("assertion", assertion));
    }

    [Fact]
    public async Task A_tenant_without_consent_does_not_know_the_registration()
    {
        await using var town = await Neighbourhood.StartAsync();
        town.Neighbours.Entra.Tenants[Nachbarstadt.Tenant].AppInstalled = false;

        var answer = await town.TokenAsync(
            Nachbarstadt.Tenant, HttpStatusCode.BadRequest, ("grant_type", "client_credentials"), ("client_id", s_client),
            ("client_secret", town.Neighbours.ClientSecret), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Equal(700016, (int?)answer["error_codes"]![0]);
    }

    [Fact]
    public async Task A_browser_signs_in_by_choosing_a_person_and_proves_itself_with_its_verifier()
    {
        await using var town = await Neighbourhood.StartAsync();
        var (verifier, back) = ("a-verifier-that-only-this-browser-knows-0123456789", "http://localhost:5081/auth/end");
        var challenge = Base64UrlEncoder.Encode(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        var query = $"client_id={s_client}&response_type=code&redirect_uri={Uri.EscapeDataString(back)}&scope=openid&state=s1&nonce=n1&code_challenge={challenge}&code_challenge_method=S256";

        var page = await town.PageAsync(Musterstadt.Tenant, query);
        Assert.Contains("Anna M", page, StringComparison.Ordinal);
        var code = await SignInAsync();
        var answer = await RedeemAsync(code, verifier, HttpStatusCode.OK);
        var again = await RedeemAsync(code, verifier, HttpStatusCode.BadRequest);
        var stolen = await RedeemAsync(await SignInAsync(), "a-guess", HttpStatusCode.BadRequest);

        Assert.Equal("n1", new JsonWebToken((string)answer["id_token"]!).GetClaim("nonce").Value);
        Assert.Equal(Musterstadt.Anna.Id.ToString("D"), new JsonWebToken((string)answer["access_token"]!).GetClaim("oid").Value);
        Assert.Equal((54005, 501481), ((int)again["error_codes"]![0]!, (int)stolen["error_codes"]![0]!));
        var renewed = await town.TokenAsync(Musterstadt.Tenant, HttpStatusCode.OK, ("grant_type", "refresh_token"), ("client_id", s_client), ("refresh_token", (string)answer["refresh_token"]!));
        Assert.Equal(s_client, new JsonWebToken((string)renewed["access_token"]!).Audiences.Single());

        async Task<string> SignInAsync()
        {
            var target = await town.ChooseAsync(Musterstadt.Tenant, query, Musterstadt.Anna.Id);
            Assert.StartsWith($"{back}?code=", target.ToString(), StringComparison.Ordinal);
            return target.Query.Split("code=")[1].Split('&')[0];
        }

        Task<JsonObject> RedeemAsync(string code, string proof, HttpStatusCode expected) => town.TokenAsync(
            Musterstadt.Tenant, expected, ("grant_type", "authorization_code"), ("client_id", s_client), ("code", code), ("code_verifier", proof), ("redirect_uri", back),
            ("scope", $"api://localhost/botid-{s_client}/access_as_user openid offline_access"));
    }

    [Fact]
    public async Task After_a_change_of_keys_new_tokens_hold_and_old_ones_only_while_their_key_is_published()
    {
        await using var town = await Neighbourhood.StartAsync();
        var old = town.AsApplication();

        town.Neighbours.Entra.RotateKeys();
        (await town.GetAsync(old, "/organization")).Must(HttpStatusCode.OK);
        (await town.GetAsync(town.AsApplication(), "/organization")).Must(HttpStatusCode.OK);
        town.Neighbours.Entra.RotateKeys(forgetOld: true);
        (await town.GetAsync(old, "/organization")).Must(HttpStatusCode.Unauthorized);
    }

    private sealed class TrustingFactory(string caFile) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => Trust.ClientFor(caFile);
    }
}
