using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Workspace.Domain.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Shared;

/// <summary>The one place where a "no" becomes HTTP: ProblemDetails with a stable code, a sentence in the reader's language and the trace id.</summary>
public static class Problems
{
    /// <summary>Refusal → 409 (403 where it is about who asks); nothing → 404; value → what the endpoint makes of it.</summary>
    public static Results<TResult, ProblemHttpResult> ToHttp<T, TResult>(this Outcome<T> outcome, Func<T, TResult> make)
        where T : class
        where TResult : IResult =>
        outcome switch
        {
            { Value: { } value } => make(value),
            { Refusal: { } refusal } => Problem(refusal),
            _ => Problem(StatusCodes.Status404NotFound, "not-found"),
        };

    /// <summary>The usual case: 200 with the value.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToHttp<T>(this Outcome<T> outcome)
        where T : class => outcome.ToHttp(TypedResults.Ok);

    /// <summary>204 where there is nothing to tell.</summary>
    public static Results<NoContent, ProblemHttpResult> ToHttp(this Outcome<Done> outcome) => outcome.ToHttp(_ => TypedResults.NoContent());

    /// <summary>A rule's refusal as HTTP.</summary>
    public static ProblemHttpResult Problem(Refusal refusal) =>
        Problem(refusal.Forbids ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict, refusal.Code, refusal.Arguments);

    /// <summary>Any other answer with a code.</summary>
    public static ProblemHttpResult Problem(int status, string code, IReadOnlyList<string>? arguments = null) =>
        TypedResults.Problem(new ProblemDetails
        {
            Status = status,
            Title = code,
            Extensions = { ["code"] = code, ["arguments"] = arguments },
        });

    /// <summary>Completes every problem that leaves the house: code, sentence in the reader's language, trace id, nothing of the inside.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var code = problem.Extensions.TryGetValue("code", out var given) && given is string text ? text : CodeOf(problem.Status);
        var arguments = problem.Extensions.TryGetValue("arguments", out var values) ? values as IReadOnlyList<string> : null;
        _ = problem.Extensions.Remove("arguments");
        problem.Extensions["code"] = code;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        problem.Type = null;
        problem.Instance = null;
        var language = Language.Of(context.HttpContext.Request);
        problem.Title = Texts.Say(language, "title." + (problem.Status ?? 500).ToString(CultureInfo.InvariantCulture), arguments);
        problem.Detail = Texts.Say(language, code, arguments);
    }

    private static string CodeOf(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid",
        StatusCodes.Status401Unauthorized => "not-signed-in",
        StatusCodes.Status403Forbidden => "not-allowed",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "too-large",
        StatusCodes.Status415UnsupportedMediaType => "not-json",
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => "unexpected",
    };
}

/// <summary>Turns what was thrown into its problem; what nobody expected is logged and answered with a trace id and nothing more.</summary>
public sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = exception switch
        {
            ProblemException known => known,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new ProblemException(413, "too-large"),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new ProblemException(415, "not-json"),
            BadHttpRequestException bad => new ProblemException(bad.StatusCode, "invalid-json"),
            _ when Database.IsBusy(exception) => new ProblemException(503, "database-busy", TimeSpan.FromSeconds(2)),
            _ => null,
        };
        if (problem is null)
        {
            Unexpected(exception);
            problem = new ProblemException(500, "unexpected");
        }

        if (problem.RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        httpContext.Response.StatusCode = problem.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = problem.Status, Extensions = { ["code"] = problem.Code, ["arguments"] = problem.Arguments } },
        });
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A request failed unexpectedly")]
    private partial void Unexpected(Exception exception);
}
