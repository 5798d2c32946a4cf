using System.Text.Json;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;
using Microsoft.Kiota.Abstractions;

namespace Workspace.Graph;

/// <summary>What kind of failure Graph, or the way to it, answered with.</summary>
public enum GraphFailureKind
{
    Invalid,
    NoToken,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
    Precondition,
    Throttled,
    Unavailable,
}

/// <summary>One failed call, whatever the SDK made of it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Code">Graph's <c>error.code</c>, often empty for Planner.</param>
/// <param name="RetryAfter">The wait that was asked for.</param>
/// <param name="MayHaveHappened">The request was sent, and no answer tells what became of it.</param>
public sealed record GraphFailure(GraphFailureKind Kind, string? Code, TimeSpan? RetryAfter, bool MayHaveHappened);

/// <summary>Sends one request through the gate of its organisation and workload, and sorts what can go wrong.</summary>
public sealed class GraphCalls(Throttling throttling)
{
    /// <summary>Organisations whose gate for a workload is closed now.</summary>
    public IReadOnlyCollection<Guid> Closed(string workload) => throttling.Closed(workload);

    /// <param name="organisation">Whose budget the request counts against.</param>
    /// <param name="workload">Graph throttles each of its workloads apart.</param>
    /// <param name="send">The request; it is sent once.</param>
    /// <param name="translate">The exception to throw for a failure.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<T> SendAsync<T>(
        Guid organisation, string workload, Func<CancellationToken, Task<T>> send, Func<GraphFailure, Exception, Exception> translate, CancellationToken ct)
    {
        if (throttling.Wait(organisation, workload) is { } wait)
        {
            var closed = new HttpRequestException("Graph asked to wait.");
            throw translate(new GraphFailure(GraphFailureKind.Throttled, "waiting", wait, MayHaveHappened: false), closed);
        }

        try
        {
            return await send(ct);
        }
        catch (Exception exception) when (Sort(exception, organisation, workload, ct) is { } failure)
        {
            throw translate(failure, exception);
        }
    }

    private GraphFailure? Sort(Exception exception, Guid organisation, string workload, CancellationToken ct) => exception switch
    {
        MsalUiRequiredException e => new(GraphFailureKind.NoToken, e.ErrorCode, null, false),
        MsalServiceException { StatusCode: >= 400 and < 500 and not 429 } e => new(GraphFailureKind.NoToken, e.ErrorCode, null, false),
        MsalException e => new(GraphFailureKind.Unavailable, e.ErrorCode, null, false),
        ODataError e => Sort(e, e.Error?.Code, organisation, workload),
        ApiException e => Sort(e, null, organisation, workload),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new(GraphFailureKind.Unavailable, "unreachable", null, false),
        OperationCanceledException when ct.IsCancellationRequested => null,

        // A broken connection, a timeout, an answer cut short, a proxy's page of HTML: sent, and nobody knows.
        HttpRequestException or OperationCanceledException or IOException or JsonException or InvalidOperationException =>
            new(GraphFailureKind.Unavailable, "no-answer", null, true),
        _ => null,
    };

    private GraphFailure Sort(ApiException e, string? code, Guid organisation, string workload)
    {
        var retryAfter = throttling.ReadRetryAfter(Header(e, "Retry-After"));
        return e.ResponseStatusCode switch
        {
            401 => new(GraphFailureKind.NoToken, code, null, false),
            403 => new(GraphFailureKind.Forbidden, code, null, false),
            404 => new(GraphFailureKind.NotFound, code, null, false),
            409 => new(GraphFailureKind.Conflict, code, null, false),
            410 => new(GraphFailureKind.Gone, code, null, false),
            412 => new(GraphFailureKind.Precondition, code, null, false),
            429 => new(GraphFailureKind.Throttled, code, throttling.Close(organisation, workload, retryAfter), false),
            >= 400 and < 500 => new(GraphFailureKind.Invalid, code, null, false),

            // Whoever is down and says for how long is not asked by anybody meanwhile.
            503 or 504 when retryAfter is not null => new(GraphFailureKind.Unavailable, code, throttling.Close(organisation, workload, retryAfter), true),
            _ => new(GraphFailureKind.Unavailable, code, retryAfter, true),
        };
    }

    private static string? Header(ApiException e, string name) =>
        e.ResponseHeaders.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
}
