using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;

namespace Workspace.Host.SignIn;

/// <summary>
/// Sign-in is Entra's alone: Microsoft.Identity.Web validates issuer, audience, signature and life of the token that
/// Teams gives the tab. Everything is closed unless it says otherwise.
/// </summary>
internal static class SignInModule
{
    private const string Scope = "access_as_user";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        // The municipality's tenant signs in; AzureAd:TenantId names it only where the app lives elsewhere.
        var entra = builder.Configuration.GetSection(EntraOptions.Section);
        entra["TenantId"] ??= builder.Configuration[$"{OrganisationOptions.Section}:TenantId"];

        _ = builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApi(
            bearer =>
            {
                entra.Bind(bearer);
                bearer.MapInboundClaims = false;
                bearer.Events = new JwtBearerEvents { OnMessageReceived = TakeFromQuery, OnChallenge = SayWhy };
            },
            identity =>
            {
                entra.Bind(identity);
                identity.TenantId = builder.Configuration[$"{OrganisationOptions.Section}:TenantId"];
            });
        _ = builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<OutgoingHttp>((bearer, http) => bearer.BackchannelHttpHandler = http.CreateHandler());
        _ = builder.Services.Configure<AadIssuerValidatorOptions>(o => o.HttpClientName = EntraTokens.HttpClientName);

        var signedIn = new AuthorizationPolicyBuilder(JwtBearerDefaults.AuthenticationScheme)
            .RequireAuthenticatedUser()
            .RequireAssertion(c => c.User.FindFirst("scp")?.Value.Split(' ').Contains(Scope, StringComparer.Ordinal) == true)
            .Build();
        _ = builder.Services.AddAuthorizationBuilder().SetDefaultPolicy(signedIn).SetFallbackPolicy(signedIn);
    }

    /// <summary>Web sockets can't send headers; the token in the query is read here and never logged.</summary>
    private static Task TakeFromQuery(MessageReceivedContext context)
    {
        if (context.HttpContext.Request.Path.StartsWithSegments("/live", StringComparison.Ordinal)
            && context.Request.Query.TryGetValue("access_token", out var token))
        {
            context.Token = token;
        }

        return Task.CompletedTask;
    }

    private static async Task SayWhy(JwtBearerChallengeContext context)
    {
        var foreign = context.AuthenticateFailure is SecurityTokenInvalidIssuerException;
        context.HandleResponse();
        if (!foreign)
        {
            context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        }

        await (foreign
            ? Problems.Problem(StatusCodes.Status403Forbidden, "organisation-unknown")
            : Problems.Problem(StatusCodes.Status401Unauthorized, "not-signed-in")).ExecuteAsync(context.HttpContext);
    }
}
