using System.Text;
using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Graph;

/// <summary>
/// POST /$batch: up to 20 members, each answered (and throttled) by itself; the batch is 200 even if members fail.
/// Members run one after another, and the answers come in reverse order, so that nobody relies on the order.
/// </summary>
internal sealed class GraphBatch(GraphLookAlike graph)
{
    public async Task<GraphAnswer> RunAsync(GraphRequest batch, CancellationToken ct)
    {
        var answer = await graph.AroundAsync(batch, () => GraphAnswer.NoContent, ct);
        if (answer is { Lost: true } or { Status: >= 400 })
        {
            graph.Log.Add(batch, answer);
            return answer;
        }

        var members = Members(batch);
        var done = new Dictionary<string, GraphAnswer>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
        {
            done[member.Id] = member.DependsOn.Any(id => done[id] is { Lost: true } or { Status: < 200 or >= 300 })
                ? new GraphError(424, "FailedDependency", "The request this one depends on has failed.").ToAnswer(batch, graph.Now)
                : await graph.AnswerOneAsync(member.Request, ct);
        }

        var whole = GraphAnswer.Ok(new JsonObject { ["responses"] = new JsonArray([.. Enumerable.Reverse(members).Select(member => (JsonNode)ToMember(member.Id, done[member.Id]))]) });
        graph.Log.Add(batch, whole);
        return whole;
    }

    private static List<Member> Members(GraphRequest batch)
    {
        if (batch.JsonBody["requests"] is not JsonArray { Count: > 0 } requests)
        {
            throw new GraphError(400, "BadRequest", "Invalid batch payload format.");
        }

        if (requests.Count > 20)
        {
            throw new GraphError(400, "BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
        }

        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var members = new List<Member>();
        foreach (var node in requests)
        {
            if (node is not JsonObject request || (string?)request["id"] is not { Length: > 0 } id || (string?)request["method"] is not { } method || (string?)request["url"] is not { } url)
            {
                throw new GraphError(400, "BadRequest", "Invalid batch payload format: id, method and url are needed.");
            }

            if (!ids.Add(id))
            {
                throw new GraphError(400, "BadRequest", $"Request Id '{id}' is used more than once.");
            }

            var dependsOn = (request["dependsOn"] as JsonArray ?? []).Select(dependency => (string)dependency!).ToList();
            if (dependsOn.Exists(dependency => !ids.Contains(dependency) || string.Equals(dependency, id, StringComparison.OrdinalIgnoreCase)))
            {
                throw new GraphError(400, "BadRequest", $"Request '{id}' depends on a request that does not come before it.");
            }

            var headers = (request["headers"] as JsonObject ?? []).ToDictionary(header => header.Key, header => (string)header.Value!, StringComparer.OrdinalIgnoreCase);
            if (request["body"] is not null && !headers.ContainsKey("Content-Type"))
            {
                throw new GraphError(400, "BadRequest", $"Request '{id}' has a body and needs a Content-Type header.");
            }

            var (path, query) = GraphRequest.Split(url.StartsWith('/') ? url : $"/{url}");
            members.Add(new Member(id, dependsOn, new GraphRequest(method.ToUpperInvariant(), path, query, headers, request["body"]?.DeepClone(), batch.Caller)));
        }

        return members;
    }

    private static JsonObject ToMember(string id, GraphAnswer answer)
    {
        var headers = new JsonObject { ["Cache-Control"] = "no-cache" };
        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        // A member whose connection "broke" inside of Graph is a 504 to the caller of the batch.
        var member = new JsonObject { ["id"] = id, ["status"] = answer.Lost ? 504 : answer.Status, ["headers"] = headers };
        if (answer.Bytes is { } bytes)
        {
            headers["Content-Type"] = answer.ContentType;
            member["body"] = answer.ContentType is "text/html" or "text/plain" ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);
        }
        else if (answer.Body is { } body)
        {
            headers["Content-Type"] = "application/json";
            member["body"] = body.DeepClone();
        }

        return member;
    }

    private sealed record Member(string Id, List<string> DependsOn, GraphRequest Request);
}
