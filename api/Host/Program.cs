using System.Threading.RateLimiting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Workspace.Bot;
using Workspace.Features.Approvals;
using Workspace.Features.Boards;
using Workspace.Features.Boards.Export;
using Workspace.Features.Live;
using Workspace.Features.Organisations;
using Workspace.Features.Outbox;
using Workspace.Features.People;
using Workspace.Features.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;
using Workspace.Graph;
using Workspace.Host;
using Workspace.Host.SignIn;

var builder = WebApplication.CreateBuilder(args);
if (args.Contains("--migrate", StringComparer.Ordinal))
{
    var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
    try
    {
        await Migrator.RunAsync(storage, CancellationToken.None);
        return 0;
    }
    catch (InvalidOperationException reason)
    {
        await Console.Error.WriteLineAsync(reason.Message);
        return 1;
    }
}

builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

// Started from a build, the compressed copies of the tab's files lie in obj; published, they lie beside the rest and this does nothing.
builder.WebHost.UseStaticWebAssets();
builder.AddSignIn();

var services = builder.Services;
services.AddSingleton(TimeProvider.System);
services.AddRequestChecks().AddOutgoingHttp(builder.Configuration).AddStorage().AddOrganisations().AddPeople().AddOutbox();
services.AddBoards().AddApprovals().AddPlanner().AddTeams();
services.AddGraph(builder.Configuration);
services.AddBot(builder.Configuration);
services.AddTab();

var live = services.AddLive();
if (builder.Configuration["Live:Redis"] is { Length: > 0 } redis)
{
    live.AddStackExchangeRedis(redis, o => o.Configuration.ChannelPrefix = StackExchange.Redis.RedisChannel.Literal("workspace"));
}

services.ConfigureHttpJsonOptions(json => Wire.Configure(json.SerializerOptions));
services.AddProblemDetails(o => o.CustomizeProblemDetails = Problems.Complete).AddExceptionHandler<ProblemHandler>();
services.AddContract();
services.AddHealthChecks().AddCheck<StorageHealth>("storage").AddCheck<OutboxHealth>("outbox");
services.AddRateLimiter(limiter =>
{
    var perSecond = builder.Configuration.GetValue("Limits:RequestsPerSecond", 50);
    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
    limiter.OnRejected = (context, _) =>
    {
        context.HttpContext.Response.Headers.RetryAfter = "1";
        return ValueTask.CompletedTask;
    };
    limiter.AddPolicy("person", http => RateLimitPartition.GetTokenBucketLimiter(
        http.User.FindFirst("oid")?.Value ?? http.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 10,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
});
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
{
    // Where nobody collects, nothing is gathered: each request would pay for it.
    services.AddOpenTelemetry()
        .WithTracing(t => t.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSource("Workspace").AddOtlpExporter())
        .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddMeter("Workspace").AddOtlpExporter());
}

var app = builder.Build();
if (Settings.Wrong(app.Services).ToArray() is { Length: > 0 } wrong)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong));
    return 1;
}

app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseSecurityHeaders(new HeaderPolicyCollection()
    .AddContentTypeOptionsNoSniff()
    .AddReferrerPolicyNoReferrer()
    .AddStrictTransportSecurityMaxAge()
    .AddCrossOriginOpenerPolicy(p => p.SameOriginAllowPopups()));
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();

var api = app.MapGroup("/api").RequireRateLimiting("person");
api.MapPeople();
api.MapBoards();
api.MapApprovals();
api.MapPlanner();
app.MapCalendars().RequireRateLimiting("person");
app.MapBot();
app.MapLive();
app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
app.MapHealthChecks("/health/ready").AllowAnonymous();
if (app.Environment.IsDevelopment())
{
    app.MapOpenApi().AllowAnonymous();
}

app.MapTab();
await app.RunAsync();
return 0;
