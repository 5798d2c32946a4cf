using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Workspace.Sandbox.Graph;

/// <summary>One request to Graph, whether it came alone or as a member of a batch.</summary>
internal sealed record GraphRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, JsonNode? Body, GraphCaller Caller)
{
    /// <summary>Path parts after the version, decoded: <c>["planner", "tasks", "…"]</c>.</summary>
    public string[] Segments { get; } = [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A query option such as <c>$select</c>; Graph takes it without the dollar sign too.</summary>
    public string? Option(string name) => Query.GetValueOrDefault($"${name}") ?? Query.GetValueOrDefault(name);

    public string[] Select => Option("select")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public JsonObject JsonBody => Body as JsonObject ?? throw new GraphError(400, "BadRequest", "Empty Payload. JSON content expected.");

    public bool Prefers(string preference) => Header("Prefer")?.Contains(preference, StringComparison.OrdinalIgnoreCase) ?? false;

    public static (string Path, Dictionary<string, string> Query) Split(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? [] : QueryHelpers.ParseQuery(url[mark..]);
        return (mark < 0 ? url : url[..mark], query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }
}

internal sealed record GraphAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Instead of a JSON body: a photo, a count.</summary>
    public byte[]? Bytes { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The connection breaks instead of an answer.</summary>
    public bool Lost { get; init; }

    public static GraphAnswer Ok(JsonNode body) => new(StatusCodes.Status200OK, body);

    public static GraphAnswer NoContent => new(StatusCodes.Status204NoContent);
}

/// <summary>Ends the handling of a request with one of Graph's errors.</summary>
internal sealed class GraphError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public GraphAnswer ToAnswer(GraphRequest request, DateTimeOffset now) => new(Status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = Code,
            ["message"] = Message,
            ["innerError"] = new JsonObject
            {
                // Without a zone, as the service writes it.
                ["date"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
                ["request-id"] = Guid.NewGuid().ToString("D"),
                ["client-request-id"] = request.Header("client-request-id") ?? Guid.NewGuid().ToString("D"),
            },
        },
    })
    { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) };
}
