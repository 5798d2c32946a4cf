using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Graph;

/// <summary>One answered request. Members of a batch are listed one by one, beside the batch itself.</summary>
public sealed record GraphCall(string Method, string Path, string Query, int Status, JsonNode? RequestBody, JsonNode? ResponseBody, bool ByApplication, Guid? Person)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The last requests, for tests that count or read them.</summary>
public sealed class GraphLog
{
    private const int Kept = 20_000;
    private readonly Lock _gate = new();
    private readonly Queue<GraphCall> _calls = new();
    private long _total;

    /// <summary>Answers can be large (a plan with all its details on every poll): kept only on request.</summary>
    public bool KeepsAnswers { get; set; }

    /// <summary>All since the start, also those no longer kept.</summary>
    public long Total => Interlocked.Read(ref _total);

    public IReadOnlyList<GraphCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>How many kept calls have this method and a path like this one (<c>*</c> stands for any text).</summary>
    public int Count(string method, string path) => Calls.Count(call => Faults.Fits(method, path, call.Method, call.Path));

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    internal void Add(GraphRequest request, GraphAnswer answer)
    {
        var call = new GraphCall(
            request.Method, request.Path, string.Join('&', request.Query.Select(option => $"{option.Key}={option.Value}")), answer.Lost ? 0 : answer.Status,
            request.Body, KeepsAnswers ? answer.Body : null, request.Caller.IsApplication, request.Caller.Person?.Id)
        {
            Headers = new Dictionary<string, string>(request.Headers.Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)), StringComparer.OrdinalIgnoreCase),
        };
        lock (_gate)
        {
            _calls.Enqueue(call);
            if (_calls.Count > Kept)
            {
                _ = _calls.Dequeue();
            }
        }

        Interlocked.Increment(ref _total);
    }
}
