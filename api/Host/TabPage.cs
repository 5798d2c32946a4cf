using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Host;

/// <summary>Section <c>Tab</c>.</summary>
public sealed class TabOptions
{
    public const string Section = "Tab";

    /// <summary>Pages that may frame the tab beside Microsoft's own hosts, such as a national cloud's Teams.</summary>
    public IList<string> HostOrigins { get; init; } = [];
}

/// <summary>What the tab must know before anybody is signed in.</summary>
internal sealed record TabConfig(IReadOnlyList<string> HostOrigins, string TeamsAppId, string Version);

/// <summary>
/// Serves the built tab with a strict content security policy: own scripts only, by nonce, framed by Teams only
/// (Teams documentation, "Content security policy headers").
/// </summary>
internal static class TabPage
{
    private const string Placeholder = "__CSP_NONCE__";

    private static readonly string[] s_teams =
        ["https://*.cloud.microsoft", "https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://*.microsoft365.com", "https://*.office.com"];

    public static void AddTab(this IServiceCollection services) => services.AddOptions<TabOptions>().BindConfiguration(TabOptions.Section);

    public static void MapTab(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().Add(endpoint =>
        {
            // Vite's names carry a hash of their content: a file never changes under its name.
            var serve = endpoint.RequestDelegate;
            endpoint.RequestDelegate = serve is null ? null : context =>
            {
                if (context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal))
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        return Task.CompletedTask;
                    });
                }

                return serve(context);
            };
        });
        _ = app.MapGet("/config.json", (IOptions<TabOptions> tab, TeamsLinks links) =>
            TypedResults.Ok(new TabConfig([.. tab.Value.HostOrigins], links.AppId, Version))).AllowAnonymous().ExcludeFromDescription();
        _ = app.MapFallback("{**page:nonfile}", PageAsync).AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    private static string Version { get; } = typeof(TabPage).Assembly.GetName().Version?.ToString() ?? "";

    private static async Task<IResult> PageAsync(HttpContext context, IWebHostEnvironment environment, IOptions<TabOptions> tab, CancellationToken ct)
    {
        var file = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!file.Exists || context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return Problems.Problem(StatusCodes.Status404NotFound, "not-found");
        }

        using var reader = new StreamReader(file.CreateReadStream());
        var page = await reader.ReadToEndAsync(ct);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ContentSecurityPolicy = string.Join("; ",
            "default-src 'none'",
            $"script-src 'self' 'nonce-{nonce}'",
            $"style-src 'self' 'nonce-{nonce}'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data: https://res.cdn.office.net",
            "connect-src 'self' https://res.cdn.office.net",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            $"frame-ancestors 'self' {string.Join(' ', s_teams.Concat(tab.Value.HostOrigins))}");
        return TypedResults.Content(page.Replace(Placeholder, nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
