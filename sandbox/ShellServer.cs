using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.FileProviders;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox;

/// <summary>Serves the Teams-like page and tells it who lives here, where everybody answers, and people's tokens.</summary>
internal sealed class ShellServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ShellServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Binds the port; the page answers once <see cref="Serve"/> was called.</summary>
    /// <exception cref="SandboxException">Somebody else has the port.</exception>
    public static async Task<ShellServer> BindAsync(Uri address, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address.HostNameType == UriHostNameType.IPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, address.Port);
        });
        var app = builder.Build();
        try
        {
            app.Use(OnlyUnderItsOwnNameAsync);
            app.UseRouting();
            await app.StartAsync(ct);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            throw new SandboxException($"Port {address.Port} is taken. Stop what uses it (perhaps another sandbox), or choose another: --urls http://127.0.0.1:5090", taken);
        }

        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;
        return new ShellServer(app, new UriBuilder(address) { Port = port }.Uri);
    }

    public void Serve(DemoCity city, LookAlikes neighbours, Uri host)
    {
        var files = new PhysicalFileProvider(Path.Combine(Path.GetDirectoryName(BuiltPaths.Sandbox)!, "Shell"));
        var policy = $"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; frame-src {Origin(host)}; frame-ancestors 'none'; "
            + $"connect-src 'self' {Origin(neighbours.GraphBaseUrl)}";
        var app = TeamsApp.Read();
        _app.MapGet("/sandbox", () => Describe(app, city, neighbours, host));
        _app.MapPost("/sandbox/tokens/{audience}", (string audience, Guid person) => Token(city, neighbours, audience, person));
        _app.MapGet("/{**path}", (HttpContext context, string? path) =>
        {
            var file = files.GetFileInfo(string.IsNullOrEmpty(path) ? "index.html" : path);
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers.CacheControl = "no-cache";
            return file is { Exists: true, PhysicalPath: { } name } ? Results.File(name, TypeOf(name), lastModified: file.LastModified) : Results.NotFound();
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static object Describe(TeamsApp app, DemoCity city, LookAlikes neighbours, Uri host) => new
    {
        city = city.Name,
        tenant = city.Tenant,
        appId = Musterstadt.ClientId,
        tab = host,
        tabPages = new { app.EntityId, content = app.ContentUrl(host), configuration = app.ConfigurationUrl(host) },
        graph = neighbours.GraphBaseUrl.ToString(),
        channelName = "Bürgerservice",
        channelGroup = Musterstadt.CitizenServiceGroup,
        people = city.People.Select(person => new
        {
            id = person.Id,
            alias = person.UserPrincipalName.Split('@')[0],
            name = person.DisplayName,
            jobTitle = person.JobTitle,
            department = person.Department,
            mail = person.Mail,
        }),
    };

    /// <summary>Tokens as Teams would hold them for the person in front of it: anybody here may be anybody, which is why only loopback is served.</summary>
    private static IResult Token(DemoCity city, LookAlikes neighbours, string audience, Guid person)
    {
        var someone = city.People.FirstOrDefault(each => each.Id == person);
        return (audience, someone) switch
        {
            (_, null) => Results.Text($"Nobody here has the id {person}.", statusCode: StatusCodes.Status404NotFound),
            ("tab", _) => Results.Ok(new { token = neighbours.Entra.SsoToken(someone), expiresIn = 3600 }),
            ("graph", _) => Results.Ok(new { token = neighbours.Entra.GraphToken(someone), expiresIn = 3600 }),
            _ => Results.Text($"There are tokens for tab and graph, not for {audience}.", statusCode: StatusCodes.Status404NotFound),
        };
    }

    /// <summary>A foreign page that points its name at this computer gets no tokens (DNS rebinding).</summary>
    private static Task OnlyUnderItsOwnNameAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
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
