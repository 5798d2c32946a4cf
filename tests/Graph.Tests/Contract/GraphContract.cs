using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Sandbox.Graph;

namespace Workspace.Graph.Tests.Contract;

/// <summary>
/// Graph v1.0's own description, in a minimal form (<c>graph-v1.0.json</c>): which operations there are, what may stand in their bodies
/// and answers. Both sides are held to it: the look-alike's answers and the requests that our client sends.
/// </summary>
internal static class GraphContract
{
    /// <summary>Operations that are documented on a reference page, but are missing in the description.</summary>
    private static readonly Dictionary<string, Operation> s_documented = new(StringComparer.Ordinal)
    {
        // learn.microsoft.com/graph/json-batching: "POST /$batch is not part of the published description"
        ["POST /$batch"] = new([200], null, "any", null, []),

        // learn.microsoft.com/graph/api/user-delta: the page writes it without the parentheses that the description has
        ["GET /users/delta"] = new([200], null, "user[]", null, ["$select", "$filter", "$deltatoken"]),

        // learn.microsoft.com/graph/api/user-list-memberof: "GET /me/memberOf", and the cast to groups of the same page
        ["GET /me/memberOf"] = new([200], null, "directoryObject[]", null, ["$select", "$top", "$count", "$filter", "$search", "$orderby"]),
        ["GET /me/memberOf/microsoft.graph.group"] = new([200], null, "group[]", null, ["$select", "$top", "$count", "$filter", "$search", "$orderby"]),
        ["GET /users/{id}/memberOf/microsoft.graph.group"] = new([200], null, "group[]", null, ["$select", "$top", "$count", "$filter", "$search", "$orderby"]),

        // learn.microsoft.com/graph/api/organization-list
        ["GET /organization"] = new([200], null, "any", null, ["$select"]),

        // learn.microsoft.com/graph/api/group-delete-members
        ["DELETE /groups/{id}/members/{id}/$ref"] = new([204], null, null, null, []),

        // learn.microsoft.com/graph/api/profilephoto-get: "GET /users/{id}/photos/{size}"
        ["GET /users/{id}/photos/{id}"] = new([200], null, "profilePhoto", null, ["$select"]),
    };

    private static readonly JsonObject s_contract = Load();

    private static readonly Dictionary<string, Operation> s_operations = ((JsonObject)s_contract["operations"]!)
        .Select(operation => KeyValuePair.Create(operation.Key, Read((JsonObject)operation.Value!)))
        .Concat(s_documented)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>All operations as "METHOD /path/{id}", without those that only reference pages know.</summary>
    public static IEnumerable<string> Operations => s_operations.Keys.Except(s_documented.Keys, StringComparer.Ordinal);

    /// <summary>The names of a type's properties, without those that lead to other resources.</summary>
    public static IEnumerable<string> PropertiesOf(string type) => ((JsonObject)s_contract["types"]![type]!)
        .Where(property => property.Key != "*" && !((string)property.Value!).EndsWith("[]", StringComparison.Ordinal) && property.Key != "details" && !property.Key.EndsWith("BoardFormat", StringComparison.Ordinal))
        .Select(property => property.Key);

    /// <summary>The operation that a request is, or null if Graph has none like it.</summary>
    public static string? OperationOf(string method, string path)
    {
        var parts = path.Split('/');
        return s_operations.Keys
            .Where(key => key.StartsWith($"{method} ", StringComparison.Ordinal))
            .Where(key => key.Split(' ')[1].Split('/') is var template && template.Length == parts.Length && !template.Where((part, at) => part != "{id}" && part != parts[at]).Any())
            .MinBy(key => key.Count(letter => letter == '{')); // "/users/delta" is no user
    }

    /// <summary>What is wrong with a request (and, if given, its answer); empty = it keeps the contract.</summary>
    public static IReadOnlyList<string> Check(
        string method, string path, JsonNode? requestBody = null, JsonNode? responseBody = null, int? status = null,
        string query = "", IReadOnlyDictionary<string, string>? headers = null)
    {
        if (OperationOf(method, path) is not { } name)
        {
            return [$"{method} {path} is no operation of Graph v1.0"];
        }

        var operation = s_operations[name];
        var wrong = new List<string>();
        if (operation.Body is { } body && requestBody is not null)
        {
            CheckValue($"{name} request", body, requestBody, wrong);
        }
        else if (operation.Body is null && requestBody is not null && name != "POST /$batch")
        {
            wrong.Add($"{name} takes no body");
        }
        else if (operation.Body is not null && requestBody is null)
        {
            wrong.Add($"{name} needs a body");
        }

        if (headers is not null && operation.Needs is { } header && !headers.ContainsKey(header))
        {
            wrong.Add($"{name} needs the header {header}");
        }

        foreach (var option in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=')[0]))
        {
            // Tokens stand in links that the service itself has given.
            if (option is not ("$skiptoken" or "$deltatoken") && !operation.Options.Contains(option, StringComparer.Ordinal))
            {
                wrong.Add($"{name} has no option {option}");
            }
        }

        if (status is >= 400)
        {
            CheckError(name, responseBody, wrong);
        }
        else if (status is { } success && !operation.Statuses.Contains(success))
        {
            wrong.Add($"{name} does not answer {success.ToString(CultureInfo.InvariantCulture)}");
        }
        else if (responseBody is not null)
        {
            CheckAnswer(name, operation, responseBody, wrong);
        }

        return wrong;
    }

    /// <summary>One line of the look-alike's log. A call without an answer was cut off on purpose.</summary>
    public static IReadOnlyList<string> Check(GraphCall call) =>
        Check(call.Method, call.Path, call.RequestBody, call.ResponseBody, call.Status == 0 ? null : call.Status, call.Query, call.Status is >= 200 and < 300 ? call.Headers : null);

    private static void CheckAnswer(string name, Operation operation, JsonNode answer, List<string> wrong)
    {
        switch (operation.Answer)
        {
            case null or "bytes" or "count":
                wrong.Add($"{name} answers without a JSON body");
                break;
            case "any":
                break;
            case var list when list.EndsWith("[]", StringComparison.Ordinal):
                if (answer["value"] is not JsonArray items)
                {
                    wrong.Add($"{name} answers a list below \"value\"");
                    break;
                }

                foreach (var (property, _) in ((JsonObject)answer).Where(property => property.Key is not ("value" or "@odata.nextLink" or "@odata.deltaLink" or "@odata.count" or "@odata.context")))
                {
                    wrong.Add($"{name} answer: a list has no {property}");
                }

                foreach (var item in items)
                {
                    CheckValue($"{name} answer", list[..^2], item, wrong);
                }

                break;
            case var type:
                CheckValue($"{name} answer", type, answer, wrong);
                break;
        }
    }

    private static void CheckError(string name, JsonNode? answer, List<string> wrong)
    {
        if (answer is not null && (answer["error"] is not JsonObject error || error["code"]?.GetValueKind() != JsonValueKind.String || error["message"]?.GetValueKind() != JsonValueKind.String))
        {
            wrong.Add($"{name}: an error has code and message");
        }
    }

    private static void CheckValue(string where, string type, JsonNode? value, List<string> wrong)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            if (value is not JsonArray items)
            {
                wrong.Add($"{where}: a list is expected");
                return;
            }

            foreach (var item in items)
            {
                CheckValue(where, type[..^2], item, wrong);
            }

            return;
        }

        if (value is null)
        {
            if (!type.EndsWith('?') && type != "any")
            {
                wrong.Add($"{where}: null is not a {type}");
            }

            return;
        }

        type = type.TrimEnd('?');
        var fits = type switch
        {
            "any" => true,
            "string" => value.GetValueKind() == JsonValueKind.String,
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "int" => value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out _),
            "dateTime" => value.GetValueKind() == JsonValueKind.String && DateTimeOffset.TryParse((string)value!, CultureInfo.InvariantCulture, out _) && ((string)value!).Contains('T', StringComparison.Ordinal),
            _ when s_contract["enums"]![type] is JsonArray members => members.Any(member => (string?)member == (value.GetValueKind() == JsonValueKind.String ? (string?)value : null)),
            _ => value is JsonObject,
        };
        if (!fits)
        {
            wrong.Add($"{where}: {value.ToJsonString()} is not a {type}");
        }
        else if (value is JsonObject entity && type != "any")
        {
            CheckProperties(where, ((string?)entity["@odata.type"])?.Split('.')[^1] is { } derived && type == "directoryObject" ? derived : type, entity, wrong);
        }
    }

    private static void CheckProperties(string where, string type, JsonObject entity, List<string> wrong)
    {
        if (s_contract["types"]![type] is not JsonObject properties)
        {
            wrong.Add($"{where}: there is no type {type}");
            return;
        }

        foreach (var (name, value) in entity.Where(property => !property.Key.Contains('@', StringComparison.Ordinal)))
        {
            if (((string?)properties[name] ?? (string?)properties["*"]) is { } expected)
            {
                CheckValue($"{where}.{name}", expected, value, wrong);
            }
            else
            {
                wrong.Add($"{where}: {type} has no property {name}");
            }
        }
    }

    private static Operation Read(JsonObject operation) => new(
        [.. ((JsonArray)operation["status"]!).Select(status => (int)status!)], (string?)operation["body"], (string?)operation["answer"], (string?)operation["needs"],
        [.. (operation["options"] as JsonArray ?? []).Select(option => (string)option!)]);

    private static JsonObject Load()
    {
        using var stream = typeof(GraphContract).Assembly.GetManifestResourceStream("graph-v1.0.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }

    private sealed record Operation(int[] Statuses, string? Body, string? Answer, string? Needs, string[] Options);
}
