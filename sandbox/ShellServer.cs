using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.FileProviders;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox;

/// <summary>Serves the Teams-like page, tells it who lives here and where everybody answers, and carries what people do in Teams.</summary>
internal sealed class ShellServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PhysicalFileProvider _files = new(Path.Combine(Path.GetDirectoryName(BuiltPaths.Sandbox)!, "Shell"));
    private readonly TeamsApp _teamsApp = TeamsApp.Read();
    private readonly DemoCity _city;
    private readonly LookAlikes _neighbours;

    private ShellServer(WebApplication app, DemoCity city, LookAlikes neighbours) => (_app, _city, _neighbours) = (app, city, neighbours);

    public Uri Address { get; private set; } = null!;

    /// <summary>The product; the page answers as soon as it is known.</summary>
    public Uri? Host { get; set; }

    public static async Task<ShellServer> StartAsync(Uri address, DemoCity city, LookAlikes neighbours, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address.HostNameType == UriHostNameType.IPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, address.Port);
        });
        var app = builder.Build();
        var shell = new ShellServer(app, city, neighbours);
        app.Use(shell.OnlyHereAndReadyAsync);
        app.MapGet("/sandbox", shell.Describe);
        neighbours.MapShell(app.MapGroup("/teams"));
        app.MapGet("/{**path}", shell.File);
        await app.StartAsync(ct);
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;
        shell.Address = new UriBuilder(address) { Port = port }.Uri;
        return shell;
    }

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return _app.DisposeAsync();
    }

    private object Describe() => new
    {
        city = _city.Name,
        tenant = _city.Tenant,
        timeZone = Musterstadt.TimeZone,
        appId = Musterstadt.TeamsAppId,
        tab = Host,
        tabPages = new { _teamsApp.EntityId, content = _teamsApp.ContentUrl(Host!), configuration = _teamsApp.ConfigurationUrl(Host!) },
        graph = _neighbours.GraphBaseUrl.ToString(),
        channelName = "Bürgerservice",
        channelGroup = Musterstadt.CitizenServiceGroup,
        people = _city.People.Select(person => new
        {
            id = person.Id,
            alias = person.UserPrincipalName.Split('@')[0],
            name = person.DisplayName,
            jobTitle = person.JobTitle,
            department = person.Department,
            mail = person.Mail,
        }),
    };

    private IResult File(HttpContext context, string? path)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = $"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; frame-ancestors 'none'; "
            + $"frame-src {Origin(Host!)}; connect-src 'self' {Origin(_neighbours.GraphBaseUrl)}";
        return _files.GetFileInfo(string.IsNullOrEmpty(path) ? "index.html" : path) is { Exists: true, PhysicalPath: { } name } file
            ? Results.File(name, TypeOf(name), lastModified: file.LastModified)
            : Results.NotFound();
    }

    /// <summary>A foreign page that points its name at this computer gets no tokens (DNS rebinding); nobody gets half a sandbox.</summary>
    private Task OnlyHereAndReadyAsync(HttpContext context, RequestDelegate next)
    {
        var here = context.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]";
        if (here && Host is not null)
        {
            return next(context);
        }

        context.Response.StatusCode = here ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
