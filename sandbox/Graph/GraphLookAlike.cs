using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Sandbox.Graph;

/// <summary>
/// Microsoft Graph v1.0 as far as the product meets it: people, groups, Planner, batches, faults on demand.
/// Tokens are checked as Graph checks them; state lives in memory and can be kept in a file.
/// </summary>
public sealed class GraphLookAlike
{
    private readonly EntraLookAlike _entra;
    private readonly TimeProvider _clock;
    private readonly GraphDirectory _directory;

    internal GraphLookAlike(EntraLookAlike entra, TimeProvider clock)
    {
        (_entra, _clock) = (entra, clock);
        _directory = new GraphDirectory(this);
        Faults = new Faults(clock);
        Planner = new GraphPlanner(this);
    }

    /// <summary>Ends in <c>/v1.0</c>, without a slash behind it.</summary>
    public Uri BaseUrl { get; internal set; } = null!;

    /// <summary>Limits and moods of Planner; its plans are read and written over HTTP like everybody does.</summary>
    public GraphPlanner Planner { get; }

    /// <summary>What the next requests will suffer.</summary>
    public Faults Faults { get; }

    /// <summary>Every request that was answered, newest last.</summary>
    public GraphLog Log { get; } = new();

    /// <summary>People and groups per tenant; tests change them here.</summary>
    public CityDirectory DirectoryOf(Guid tenant) => _entra.Tenants[tenant].Directory;

    /// <summary>All delta links handed out so far become too old (410).</summary>
    public void ExpireDeltaTokens() => _directory.Expire();

    internal DateTimeOffset Now => _clock.GetUtcNow();

    internal void Map(WebApplication app) => app.Map("/v1.0/{**path}", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var response = context.Response;
        response.Headers.AccessControlAllowOrigin = "*"; // as Graph does: single-page apps call it
        response.Headers.AccessControlExposeHeaders = "ETag, Location, Preference-Applied, Retry-After, request-id, client-request-id, X-Tasks-CorrelationId";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            response.Headers.AccessControlAllowMethods = "GET, POST, PATCH, DELETE";
            response.Headers.AccessControlAllowHeaders = "authorization, content-type, if-match, prefer, client-request-id, consistencylevel";
            response.StatusCode = StatusCodes.Status200OK;
            return;
        }

        var answer = await HandleAsync(context.Request, ct);
        if (answer.Lost)
        {
            context.Abort();
            return;
        }

        response.StatusCode = answer.Status;
        response.Headers["request-id"] = Guid.NewGuid().ToString("D");
        response.Headers["client-request-id"] = context.Request.Headers["client-request-id"].FirstOrDefault() ?? Guid.NewGuid().ToString("D");
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Bytes is { } bytes)
        {
            response.ContentType = answer.ContentType;
            await response.Body.WriteAsync(bytes, ct);
        }
        else if (answer.Body is { } body)
        {
            response.ContentType = answer.ContentType ?? "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), ct);
        }
    }

    private async Task<GraphAnswer> HandleAsync(HttpRequest http, CancellationToken ct)
    {
        var path = http.Path.Value![5..]; // behind "/v1.0"
        var headers = http.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var query = http.Query.ToDictionary(option => option.Key, option => option.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var nobody = new GraphRequest(http.Method, path, query, headers, null, new GraphCaller(s_nowhere, null, "", new HashSet<string>(StringComparer.Ordinal)));
        try
        {
            var caller = Authenticate(headers.GetValueOrDefault("Authorization"));
            var request = nobody with { Caller = caller, Body = await ReadBodyAsync(http, ct) };
            return path is "/$batch" && request.Method == "POST"
                ? await new GraphBatch(this).RunAsync(request, ct)
                : await AnswerOneAsync(request, ct);
        }
        catch (GraphError error)
        {
            var answer = error.ToAnswer(nobody, Now);
            Log.Add(nobody, answer);
            return answer;
        }
    }

    /// <summary>One request or one member of a batch, with its faults and its line in the log.</summary>
    internal async Task<GraphAnswer> AnswerOneAsync(GraphRequest request, CancellationToken ct)
    {
        var answer = await AroundAsync(request, () => Dispatch(request), ct);
        Log.Add(request, answer);
        return answer;
    }

    internal Task<GraphAnswer> AroundAsync(GraphRequest request, Func<GraphAnswer> answer, CancellationToken ct) => Faults.AroundAsync(
        request.Caller.Directory.Tenant, request.Method, request.Path, answer, real => real.Status >= 400, fault => Fail(fault, request), ct);

    private GraphAnswer Fail(Fault fault, GraphRequest request)
    {
        var answer = fault.Status == 0 ? new GraphAnswer(0) { Lost = true }
            : fault.EmptyBody ? new GraphAnswer(fault.Status)
            : fault.Html is { } html ? new GraphAnswer(fault.Status) { Bytes = System.Text.Encoding.UTF8.GetBytes(html), ContentType = "text/html" }
            : new GraphError(fault.Status, fault.Code, fault.Message).ToAnswer(request, Now);
        if (fault.RetryAfter is { } retryAfter)
        {
            answer.Headers["Retry-After"] = retryAfter;
        }

        return answer;
    }

    private GraphAnswer Dispatch(GraphRequest request)
    {
        try
        {
            return Planner.Answer(request) ?? _directory.Answer(request)
                ?? throw new GraphError(400, "BadRequest", $"Resource not found for the segment '{request.Segments.LastOrDefault()}'.");
        }
        catch (GraphError error)
        {
            return error.ToAnswer(request, Now);
        }
    }

    private GraphCaller Authenticate(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            throw new GraphError(401, "InvalidAuthenticationToken", "Access token is empty.");
        }

        var (claims, flaw) = _entra.Judge(authorization[7..].Trim(), EntraLookAlike.GraphAudience, "00000003-0000-0000-c000-000000000000");
        return claims is not null
            ? GraphCaller.From(claims, _entra.Tenants[Guid.Parse((string)claims["tid"]!)].Directory)
            : throw new GraphError(401, "InvalidAuthenticationToken", flaw switch
            {
                "expired" => "Lifetime validation failed, the token is expired.",
                "audience" => "Access token validation failure. Invalid audience.",
                "format" => "CompactToken parsing failed with error code: 80049217",
                _ => $"Access token validation failure. Invalid {flaw}.",
            });
    }

    private static async Task<JsonNode?> ReadBodyAsync(HttpRequest http, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        await http.Body.CopyToAsync(memory, ct);
        if (memory.Length == 0)
        {
            return null;
        }

        if (http.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new GraphError(415, "UnsupportedMediaType", "A Content-Type of application/json is needed.");
        }

        try
        {
            return JsonNode.Parse(memory.ToArray());
        }
        catch (JsonException broken)
        {
            throw new GraphError(400, "BadRequest", string.Create(CultureInfo.InvariantCulture, $"Unable to read JSON request payload. {broken.Message}"));
        }
    }

    private static readonly CityDirectory s_nowhere = new(new DemoCity(Guid.Empty, "", "", [], []));
}
