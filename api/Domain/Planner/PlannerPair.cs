using Workspace.Domain.Shared;

namespace Workspace.Domain.Planner;

/// <summary>
/// One card and its task. Before the task is created the pair says what is about to be created, so that after an
/// answer that got lost the task is found instead of created twice.
/// </summary>
public sealed class PlannerPair : IOwned
{
    private PlannerPair(Guid organisation, Guid board, Guid card, DateTimeOffset at, PlannerBase known)
    {
        (Organisation, Board, Card, At, Known) = (organisation, board, card, at, known);
    }

    public Guid Organisation { get; private set; }
    public Guid Board { get; private set; }
    public Guid Card { get; private set; }

    /// <summary>The task; null while it is only intended.</summary>
    public string? Task { get; private set; }

    /// <summary>The bucket in which the task was, or is to be, created.</summary>
    public string? Bucket { get; private set; }

    /// <summary>When the task was intended, those of one transaction in the order in which they are sent; from then on when it was created.</summary>
    public DateTimeOffset At { get; private set; }

    public PlannerBase Known { get; private set; }

    /// <summary>The task's version at which, with the card's <see cref="CardVersion"/>, nothing was left to do.</summary>
    public string? Etag { get; private set; }

    public long CardVersion { get; private set; }

    /// <summary>The card's rank in its column when both sides last showed it at the same place; null where they never did there.</summary>
    public string? Rank { get; private set; }

    /// <summary>The task's order hint then; null while a new one is owed or sent.</summary>
    public string? Hint { get; private set; }

    /// <summary>Why Planner refused the last write; the rest of the plan goes on meanwhile.</summary>
    public string? Problem { get; private set; }

    /// <summary>No write of the same card before this time, after a refusal.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>A task that is about to be created, as it will be sent.</summary>
    public static PlannerPair Intend(Guid organisation, Guid board, Guid card, string? bucket, PlannerState sent, DateTimeOffset at) =>
        new(organisation, board, card, at, PlannerBase.Same(sent)) { Bucket = bucket };

    /// <summary>A task that was found in the plan, and the card that was made of it.</summary>
    public static PlannerPair Found(Guid organisation, Guid board, Guid card, string task, PlannerBase known, DateTimeOffset at) =>
        new(organisation, board, card, at, known) { Task = task };

    /// <summary>The same intention once more, with what the card says now.</summary>
    public void IntendAgain(string? bucket, PlannerState sent, DateTimeOffset at) =>
        (Bucket, Known, At, Problem, RetryAt) = (bucket, PlannerBase.Same(sent), at, null, null);

    /// <summary>The task exists. What the service made of the values is what is known of it.</summary>
    public void Join(string task, PlannerState answer, DateTimeOffset at)
    {
        (Task, At, Problem, RetryAt) = (task, at, null, null);
        Known = Known with { Plan = answer };
    }

    /// <summary>A task of this intention was found in the plan; its present state is left to the comparison.</summary>
    public void Adopt(string task) => (Task, Problem, RetryAt) = (task, null, null);

    public void Learn(PlannerBase known) => (Known, Etag) = (known, null);

    /// <summary>Nothing is left to do at these two versions.</summary>
    public void Settle(string etag, long cardVersion) => (Etag, CardVersion) = (etag, cardVersion);

    /// <summary>Something outside of the card changed what it looks like in Planner.</summary>
    public void Unsettle() => Etag = null;

    /// <summary>Both sides show it at the same place among the others.</summary>
    public void Stand(string? rank, string? hint) => (Rank, Hint) = (rank, hint);

    /// <summary>Planner refused a write of the card at this version; it is tried again later, or when the card has changed.</summary>
    public void Refuse(string problem, DateTimeOffset retryAt, long cardVersion) =>
        (Problem, RetryAt, CardVersion, Etag) = (problem, retryAt, cardVersion, null);

    /// <summary>Whether a refusal still stands: the same card would be refused again.</summary>
    public bool Waits(long cardVersion, DateTimeOffset now) => RetryAt > now && CardVersion == cardVersion;

    public void Accept() => (Problem, RetryAt) = (null, null);

    /// <summary>Whether both sides still are at the versions at which nothing was left to do.</summary>
    public bool IsSettledAt(string etag, long cardVersion) =>
        Etag is not null && CardVersion == cardVersion && string.Equals(Etag, etag, StringComparison.Ordinal);
}

/// <summary>One column and its bucket.</summary>
public sealed class PlannerColumnPair : IOwned
{
    private PlannerColumnPair(Guid organisation, Guid board, Guid column, DateTimeOffset at, PlannerBase known)
    {
        (Organisation, Board, Column, At, Known) = (organisation, board, column, at, known);
    }

    public Guid Organisation { get; private set; }
    public Guid Board { get; private set; }
    public Guid Column { get; private set; }

    /// <summary>The bucket; null while it is only intended.</summary>
    public string? Bucket { get; private set; }

    public DateTimeOffset At { get; private set; }
    public PlannerBase Known { get; private set; }

    /// <summary>Why Planner refused the column's name or one more bucket; the rest of the plan goes on meanwhile.</summary>
    public string? Problem { get; private set; }

    /// <summary>The column's rank when both sides last showed it at the same place.</summary>
    public string? Rank { get; private set; }

    /// <summary>The bucket's order hint then; null while a new one is owed or sent.</summary>
    public string? Hint { get; private set; }

    /// <summary>The name that was refused.</summary>
    public string? RefusedName { get; private set; }

    /// <summary>No write of the same name before this time, after a refusal.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>A bucket that is about to be created.</summary>
    public static PlannerColumnPair Intend(Guid organisation, Guid board, Guid column, string name, DateTimeOffset at) =>
        new(organisation, board, column, at, PlannerBase.Same(PlannerState.OfColumn(name)));

    /// <summary>A column and a bucket that belong together.</summary>
    public static PlannerColumnPair Found(Guid organisation, Guid board, Guid column, string bucket, PlannerBase known, DateTimeOffset at) =>
        new(organisation, board, column, at, known) { Bucket = bucket };

    public void IntendAgain(string name, DateTimeOffset at)
    {
        (Known, At) = (PlannerBase.Same(PlannerState.OfColumn(name)), at);
        Accept();
    }

    /// <summary>The bucket exists.</summary>
    public void Join(string bucket, PlannerState answer, DateTimeOffset at)
    {
        (Bucket, At) = (bucket, at);
        Known = Known with { Plan = answer };
        Accept();
    }

    /// <summary>Planner refused a write with this name; it is tried again later, or when the column has another one.</summary>
    public void Refuse(string problem, string name, DateTimeOffset retryAt) => (Problem, RefusedName, RetryAt) = (problem, name, retryAt);

    /// <summary>Whether a refusal still stands: the same name would be refused again.</summary>
    public bool Waits(string name, DateTimeOffset now) => RetryAt > now && string.Equals(RefusedName, name, StringComparison.Ordinal);

    public void Accept() => (Problem, RefusedName, RetryAt) = (null, null, null);

    public void Learn(PlannerBase known) => Known = known;

    /// <summary>Both sides show it at the same place among the others.</summary>
    public void Stand(string? rank, string? hint) => (Rank, Hint) = (rank, hint);
}

/// <summary>One label and its category: Planner has 25 of these in a plan, named or not.</summary>
public sealed class PlannerLabelPair : IOwned
{
    private PlannerLabelPair(Guid organisation, Guid board, Guid label, int category, PlannerBase known)
    {
        (Organisation, Board, Label, Category, Known) = (organisation, board, label, category, known);
    }

    public Guid Organisation { get; private set; }
    public Guid Board { get; private set; }
    public Guid Label { get; private set; }

    /// <summary>1 to <see cref="Most"/>.</summary>
    public int Category { get; private set; }

    /// <summary>The names, as of columns and buckets.</summary>
    public PlannerBase Known { get; private set; }

    /// <summary>Categories of a plan.</summary>
    public const int Most = 25;

    public static PlannerLabelPair Found(Guid organisation, Guid board, Guid label, int category, PlannerBase known) => new(organisation, board, label, category, known);

    public void Learn(PlannerBase known) => Known = known;
}
