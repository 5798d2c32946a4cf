namespace Workspace.Features.Shared;

/// <summary>
/// An answer that ends a request outside of a rule's refusal: who is asking, what was sent, or what stands behind us
/// failed. Becomes ProblemDetails with this code.
/// </summary>
public sealed class ProblemException(int status, string code, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(code, inner)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Stable, like a refusal's.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the placeholders of the sentence.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>When to try again, for 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
