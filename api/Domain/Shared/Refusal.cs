namespace Workspace.Domain.Shared;

/// <summary>
/// A rule's "no": nothing was changed. The code is stable and is what programs, tests and translations use;
/// the sentence a person reads is made from it at the edge, in their language.
/// </summary>
/// <param name="Code">Stable, lower case, <c>area.reason</c>; for example <c>boards.column-not-found</c>.</param>
public sealed record Refusal(string Code)
{
    /// <summary>Values for the placeholders <c>{0}</c>, <c>{1}</c> … of the translated sentence.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>It is about who asks, not about the state of things (HTTP 403).</summary>
    public bool Forbids { get; init; }

    /// <summary>The person may see this, but their role does not allow the action (HTTP 403).</summary>
    public static readonly Refusal NotAllowed = new("not-allowed") { Forbids = true };

    /// <summary>What the person saw has been replaced meanwhile; they should look again (HTTP 409).</summary>
    public static readonly Refusal Stale = new("stale");
}
