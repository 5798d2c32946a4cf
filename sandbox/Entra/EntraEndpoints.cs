using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox.Entra;

/// <summary>
/// Entra's wire: discovery, keys, token endpoint, and a sign-in page on which one picks a demo person.
/// Errors have Entra's shape and AADSTS numbers, because MSAL decides by them.
/// </summary>
internal sealed class EntraEndpoints(EntraLookAlike entra)
{
    private const string OnBehalfOf = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static readonly string[] s_openIdScopes = ["openid", "profile", "email", "offline_access"];

    private readonly ConcurrentDictionary<string, SignInCode> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RefreshToken> _refreshTokens = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", Discovery);
        routes.MapGet("/{tenant}/discovery/v2.0/keys", Keys);
        routes.MapGet("/common/discovery/instance", InstanceDiscovery);
        routes.MapPost("/{tenant}/oauth2/v2.0/token", TokenAsync);
        routes.MapGet("/{tenant}/oauth2/v2.0/authorize", SignInPage);
        routes.MapPost("/{tenant}/oauth2/v2.0/authorize", SignInAsync).DisableAntiforgery();
    }

    private IResult Discovery(string tenant)
    {
        // For several tenants at once Entra names the issuer with a placeholder, which the validating library fills in.
        var issuer = tenant is "common" or "organizations" ? $"{entra.Instance}{{tenantid}}/v2.0"
            : TenantOf(tenant) is { } known ? entra.IssuerOf(known.Id) : null;
        var home = $"{entra.Instance}{tenant}";
        return issuer is null ? UnknownTenant(tenant) : Results.Json(new JsonObject
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = $"{home}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{home}/oauth2/v2.0/token",
            ["jwks_uri"] = $"{home}/discovery/v2.0/keys",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post"),
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query", "fragment"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["claims_supported"] = new JsonArray("sub", "iss", "aud", "exp", "iat", "name", "preferred_username", "oid", "tid", "ver", "nonce"),
        });
    }

    private IResult Keys(string tenant)
    {
        if (TenantOf(tenant) is null && tenant is not ("common" or "organizations"))
        {
            return UnknownTenant(tenant);
        }

        return Results.Json(new JsonObject
        {
            ["keys"] = new JsonArray([.. entra.Keys.Select(key =>
            {
                var jwk = key.ToJwk();
                jwk["issuer"] = $"{entra.Instance}{{tenantid}}/v2.0";
                return (JsonNode)jwk;
            })]),
        });
    }

    private IResult InstanceDiscovery() => Results.Json(new JsonObject
    {
        ["tenant_discovery_endpoint"] = $"{entra.Instance}common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = entra.Instance.Authority,
            ["preferred_cache"] = entra.Instance.Authority,
            ["aliases"] = new JsonArray(entra.Instance.Authority),
        }),
    });

    private async Task<IResult> TokenAsync(string tenant, HttpRequest request)
    {
        if (TenantOf(tenant) is not { } home)
        {
            return UnknownTenant(tenant);
        }

        if (!request.HasFormContentType)
        {
            return Error(900144, "invalid_request", "The request body must contain the following parameter: 'grant_type'.");
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var (grant, client, scope) = ((string?)form["grant_type"], (string?)form["client_id"], (string?)form["scope"]);
        if (grant is null)
        {
            return Error(900144, "invalid_request", "The request body must contain the following parameter: 'grant_type'.");
        }

        if (!Guid.TryParse(client, out var clientId) || clientId != entra.ClientId || !home.AppInstalled)
        {
            return Error(700016, "unauthorized_client", $"Application with identifier '{client}' was not found in the directory '{home.Directory.Name}'.");
        }

        // The sign-in page is for public clients (a browser proves itself by PKCE); everything else proves the registration's secret.
        if (grant is not ("authorization_code" or "refresh_token") || form.ContainsKey("client_secret"))
        {
            var secret = (string?)form["client_secret"];
            if (string.IsNullOrEmpty(secret))
            {
                return Error(7000218, "invalid_client", "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", StatusCodes.Status401Unauthorized);
            }

            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(entra.ClientSecret)))
            {
                return Error(7000215, "invalid_client", $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.", StatusCodes.Status401Unauthorized);
            }
        }

        if (string.IsNullOrWhiteSpace(scope) && grant is not "refresh_token")
        {
            return Error(900144, "invalid_request", "The request body must contain the following parameter: 'scope'.");
        }

        var scopes = (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return grant switch
        {
            "client_credentials" => ForApp(home, scopes),
            "password" => WithPassword(home, form, scopes),
            OnBehalfOf => ForPersonOf(home, form, scopes),
            "authorization_code" => WithCode(home, form, scopes),
            "refresh_token" => WithRefreshToken(home, form, scopes),
            _ => Error(70003, "unsupported_grant_type", $"The app requested an unsupported grant type '{grant}'."),
        };
    }

    private IResult ForApp(EntraTenant tenant, string[] scopes)
    {
        if (scopes is not [var scope] || !scope.EndsWith("/.default", StringComparison.Ordinal))
        {
            return Error(1002012, "invalid_scope", $"The provided value for scope {string.Join(' ', scopes)} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).");
        }

        var claims = ResourceOf(scope) switch
        {
            Resource.Graph => entra.GraphAppClaims(tenant, tenant.AppRoles.Keys.Order(StringComparer.Ordinal)),
            Resource.Channel => entra.AppClaims(tenant, EntraLookAlike.ChannelAudience, "1.0"),
            Resource.Api => entra.AppClaims(tenant, entra.ClientId.ToString("D"), "2.0"),
            _ => null,
        };
        return claims is null ? UnknownResource(tenant, scope) : Results.Json(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = 3_599,
            ["ext_expires_in"] = 3_599,
            ["access_token"] = entra.Sign(claims),
        });
    }

    private IResult WithPassword(EntraTenant tenant, IFormCollection form, string[] scopes)
    {
        var name = (string?)form["username"] ?? "";
        return tenant.Directory.Find(name) is not { } person
            ? Error(50034, "invalid_grant", $"The user account {name} does not exist in the {tenant.Id:D} directory. To sign into this application, the account must be added to the directory.")
            : (string?)form["password"] != Musterstadt.Password
            ? Error(50126, "invalid_grant", "Error validating credentials due to invalid username or password.")
            : ForPerson(tenant, person, scopes, form);
    }

    private IResult ForPersonOf(EntraTenant tenant, IFormCollection form, string[] scopes)
    {
        if ((string?)form["requested_token_use"] != "on_behalf_of" || string.IsNullOrEmpty(form["assertion"]))
        {
            return Error(900144, "invalid_request", "The request body must contain the following parameter: 'assertion' and 'requested_token_use'.");
        }

        var (claims, flaw) = entra.Judge((string)form["assertion"]!, entra.ClientId.ToString("D"));
        if (claims is null)
        {
            return flaw == "expired"
                ? Error(500133, "invalid_grant", "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.")
                : Error(50013, "invalid_grant", $"Assertion failed {flaw} validation.");
        }

        return (string?)claims["tid"] != tenant.Id.ToString("D") || (string?)claims["scp"] is null || tenant.Directory.Find((string?)claims["oid"] ?? "") is not { } person
            ? Error(50013, "invalid_grant", "Assertion names no user of this tenant.")
            : ForPerson(tenant, person, scopes, form);
    }

    private IResult WithCode(EntraTenant tenant, IFormCollection form, string[] scopes)
    {
        if (!_codes.TryRemove((string?)form["code"] ?? "", out var code) || code.Tenant != tenant.Id)
        {
            return Error(54005, "invalid_grant", "OAuth2 Authorization code was already redeemed or never given, please retry with a new valid code.");
        }

        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes((string?)form["code_verifier"] ?? "")));
        return code.RedirectUri != form["redirect_uri"]
            ? Error(500112, "invalid_grant", "The reply address does not match the reply address provided when requesting the authorization code.")
            : proof != code.Challenge
            ? Error(501481, "invalid_grant", "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
            : ForPerson(tenant, code.Person, scopes, form, code.Nonce);
    }

    private IResult WithRefreshToken(EntraTenant tenant, IFormCollection form, string[] scopes) =>
        _refreshTokens.TryRemove((string?)form["refresh_token"] ?? "", out var known) && known.Tenant == tenant.Id
        && tenant.Directory.Find(known.Person) is { } person
            ? ForPerson(tenant, person, scopes is [] ? known.Scopes : scopes, form)
            : Error(700082, "invalid_grant", "The refresh token has expired or was never given.");

    private IResult ForPerson(EntraTenant tenant, DemoPerson person, string[] scopes, IFormCollection form, string? nonce = null)
    {
        if (!person.AccountEnabled)
        {
            return Error(50057, "invalid_grant", "The user account is disabled.");
        }

        var wanted = scopes.Except(s_openIdScopes, StringComparer.OrdinalIgnoreCase).ToList();
        var resources = wanted.Select(ResourceOf).Distinct().ToList();
        if (resources is [] or [Resource.Unknown, ..])
        {
            return UnknownResource(tenant, wanted.FirstOrDefault() ?? "");
        }

        if (resources is not [var resource])
        {
            return Error(28000, "invalid_request", "Provided value for the input parameter scope is not valid because it contains more than one resource.");
        }

        JsonObject claims;
        string granted;
        if (resource == Resource.Graph)
        {
            var names = wanted.Select(NameOf).ToList();
            var missing = names.Find(name => name != ".default" && !tenant.DelegatedScopes.ContainsKey(name));
            if (missing is not null || tenant.DelegatedScopes.IsEmpty)
            {
                return Error(65001, "invalid_grant", $"The user or administrator has not consented to use the application with ID '{entra.ClientId:D}' named 'Workspace'. Send an interactive authorization request for this user and resource.", subError: "consent_required");
            }

            // Entra puts every scope that was ever consented into the token, not only those asked for.
            var consented = tenant.DelegatedScopes.Keys.Order(StringComparer.Ordinal).ToList();
            claims = entra.GraphUserClaims(tenant, person, consented);
            granted = string.Join(' ', consented.Select(name => $"{EntraLookAlike.GraphAudience}/{name}"));
        }
        else if (resource == Resource.Api)
        {
            if (wanted.Find(name => NameOf(name) is not (".default" or EntraLookAlike.ApiScope)) is { } odd)
            {
                return Error(65005, "invalid_scope", $"The application asked for scope '{odd}' that doesn't exist.");
            }

            claims = entra.ApiClaims(tenant, person, (string?)form["grant_type"] is "password" ? EntraLookAlike.TeamsWebClient : entra.ClientId.ToString("D"));
            granted = string.Join(' ', wanted);
        }
        else
        {
            return Error(65001, "invalid_grant", "The resource takes no delegated tokens of this application.", subError: "consent_required");
        }

        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = granted,
            ["expires_in"] = 3_899,
            ["ext_expires_in"] = 3_899,
            ["access_token"] = entra.Sign(claims),
        };
        if (scopes.Contains("offline_access", StringComparer.OrdinalIgnoreCase))
        {
            var refresh = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            _refreshTokens[refresh] = new RefreshToken(tenant.Id, person.Id, scopes);
            answer["refresh_token"] = refresh;
        }

        if (scopes.Contains("openid", StringComparer.OrdinalIgnoreCase))
        {
            answer["id_token"] = entra.Sign(entra.IdClaims(tenant, person, nonce));
        }

        if ((string?)form["client_info"] == "1")
        {
            answer["client_info"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"uid":"{{person.Id:D}}","utid":"{{tenant.Id:D}}"}"""));
        }

        return Results.Json(answer);
    }

    private IResult SignInPage(string tenant, HttpRequest request)
    {
        if (TenantOf(tenant) is not { } home)
        {
            return UnknownTenant(tenant);
        }

        var query = request.Query;
        if (!Guid.TryParse(query["client_id"], out var client) || client != entra.ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256"
            || !IsLoopback(query["redirect_uri"]))
        {
            return Results.Text("AADSTS900144: client_id, response_type=code, code_challenge with S256 and a redirect_uri on this machine are needed.", statusCode: StatusCodes.Status400BadRequest);
        }

        var html = HtmlEncoder.Default;
        var page = new StringBuilder("<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><title>Anmelden</title><style>body{font:16px system-ui;max-width:28rem;margin:3rem auto}button{display:block;width:100%;margin:.5rem 0;padding:.75rem;font:inherit;text-align:left}</style><h1>Anmelden als …</h1><form method=\"post\">");
        foreach (var (name, value) in query)
        {
            page.Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{html.Encode(name)}\" value=\"{html.Encode(value.ToString())}\">");
        }

        foreach (var person in home.Directory.People.Where(person => person.AccountEnabled).Take(12))
        {
            page.Append(CultureInfo.InvariantCulture, $"<button name=\"person\" value=\"{person.Id:D}\">{html.Encode(person.DisplayName)}<br><small>{html.Encode(person.UserPrincipalName)}</small></button>");
        }

        return Results.Content(page.Append("</form></html>").ToString(), "text/html; charset=utf-8");
    }

    private async Task<IResult> SignInAsync(string tenant, HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (TenantOf(tenant) is not { } home || home.Directory.Find((string?)form["person"] ?? "") is not { } person || !IsLoopback(form["redirect_uri"]))
        {
            return Results.Text("AADSTS50034: nobody of this tenant was chosen.", statusCode: StatusCodes.Status400BadRequest);
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var back = (string)form["redirect_uri"]!;
        _codes[code] = new SignInCode(home.Id, person, back, (string?)form["code_challenge"] ?? "", (string?)form["nonce"]);
        var separator = form["response_mode"] == "fragment" ? '#' : '?';
        return Results.Redirect($"{back}{separator}code={code}&state={Uri.EscapeDataString((string?)form["state"] ?? "")}&session_state={Guid.CreateVersion7():D}");
    }

    private static bool IsLoopback(string? uri) => Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.IsLoopback;

    private EntraTenant? TenantOf(string text) => Guid.TryParse(text, out var id)
        ? entra.Tenants.GetValueOrDefault(id)
        : entra.Tenants.Values.FirstOrDefault(tenant => string.Equals(tenant.Directory.Domain, text, StringComparison.OrdinalIgnoreCase));

    private Resource ResourceOf(string scope)
    {
        var at = scope.LastIndexOf('/');
        var resource = at < 0 ? "" : scope[..at];
        var client = entra.ClientId.ToString("D");
        return at < 0 && entra.Tenants.Values.Any(tenant => tenant.DelegatedScopes.ContainsKey(scope)) ? Resource.Graph // a bare name means Graph
            : resource.TrimEnd('/') is EntraLookAlike.GraphAudience or "00000003-0000-0000-c000-000000000000" ? Resource.Graph
            : resource.TrimEnd('/') is EntraLookAlike.ChannelAudience ? Resource.Channel
            : string.Equals(resource, client, StringComparison.OrdinalIgnoreCase)
              || (resource.StartsWith("api://", StringComparison.OrdinalIgnoreCase) && resource.EndsWith(client, StringComparison.OrdinalIgnoreCase)) ? Resource.Api
            : Resource.Unknown;
    }

    private static string NameOf(string scope) => scope[(scope.LastIndexOf('/') + 1)..];

    private IResult UnknownTenant(string tenant) => Error(
        90002, "invalid_tenant", $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");

    private IResult UnknownResource(EntraTenant tenant, string scope) => scope.Contains('/', StringComparison.Ordinal)
        ? Error(500011, "invalid_resource", $"The resource principal named {scope[..scope.LastIndexOf('/')]} was not found in the tenant named {tenant.Directory.Name}.")
        : Error(70011, "invalid_scope", $"The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.");

    private IResult Error(int number, string error, string text, int status = StatusCodes.Status400BadRequest, string? subError = null)
    {
        var (trace, correlation) = (Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));
        var at = entra.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["error"] = error,
            ["error_description"] = string.Create(CultureInfo.InvariantCulture, $"AADSTS{number}: {text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {at}"),
            ["error_codes"] = new JsonArray(number),
            ["timestamp"] = at,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
            ["error_uri"] = string.Create(CultureInfo.InvariantCulture, $"{entra.Instance}error?code={number}"),
        };
        if (subError is not null)
        {
            body["suberror"] = subError;
        }

        return Results.Json(body, statusCode: status);
    }

    private enum Resource
    {
        Unknown,
        Api,
        Graph,
        Channel,
    }

    private sealed record SignInCode(Guid Tenant, DemoPerson Person, string RedirectUri, string Challenge, string? Nonce);

    private sealed record RefreshToken(Guid Tenant, Guid Person, string[] Scopes);
}
