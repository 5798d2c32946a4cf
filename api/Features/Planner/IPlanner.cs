using Workspace.Contracts.Shared;

namespace Workspace.Features.Planner;

/// <summary>The way to Planner; whose rights count is said once, at the door.</summary>
public interface IPlannerAccess
{
    /// <summary>As the application: all plans of the organisation. Used by the sync.</summary>
    IPlanner AsApplication(Guid organisation);

    /// <summary>As a person, by the token with which they called us: what they may see and write.</summary>
    IPlanner OnBehalfOf(Guid organisation, string token);
}

/// <summary>
/// Planner as Graph v1.0 offers it. Each method sends what it says and nothing twice: whoever calls it decides about
/// trying again, because only they can tell whether a lost answer was a lost request.
/// </summary>
/// <exception cref="PlannerException">Each method throws it for everything that is not a success.</exception>
public interface IPlanner
{
    /// <summary>Requests sent through this door so far.</summary>
    int Requests { get; }

    /// <summary>The Microsoft 365 groups that a person is a member of.</summary>
    Task<IReadOnlyList<GroupRead>> GroupsOfAsync(Guid person, CancellationToken ct);

    Task<IReadOnlyList<PlanRead>> PlansAsync(string group, CancellationToken ct);

    Task<PlanRead> PlanAsync(string plan, CancellationToken ct);

    Task<PlanRead> CreatePlanAsync(string group, string title, CancellationToken ct);

    /// <summary>All buckets, to the last page.</summary>
    Task<IReadOnlyList<BucketRead>> BucketsAsync(string plan, CancellationToken ct);

    Task<BucketRead> BucketAsync(string bucket, CancellationToken ct);

    /// <param name="plan">The plan.</param>
    /// <param name="name">The name.</param>
    /// <param name="orderHint">An expression for the place.</param>
    /// <param name="ct">Cancellation.</param>
    Task<BucketRead> CreateBucketAsync(string plan, string name, string orderHint, CancellationToken ct);

    Task<BucketRead> RenameBucketAsync(string bucket, string etag, string name, CancellationToken ct);

    /// <summary>All tasks, to the last page.</summary>
    Task<IReadOnlyList<TaskRead>> TasksAsync(string plan, CancellationToken ct);

    Task<TaskRead> TaskAsync(string task, CancellationToken ct);

    Task<TaskRead> CreateTaskAsync(string plan, TaskWrite write, CancellationToken ct);

    /// <summary>Sends only what <paramref name="write"/> names. The answer holds the new version.</summary>
    Task<TaskRead> ChangeTaskAsync(string task, string etag, TaskWrite write, CancellationToken ct);
}

public sealed record GroupRead(string Id, string Name);

/// <param name="Group">The group that holds the plan; null for plans in other containers.</param>
public sealed record PlanRead(string Id, string Title, string? Group);

public sealed record BucketRead(string Id, string Etag, string Plan, string Name, string OrderHint);

/// <param name="CreatedByUs">Whether this application created it.</param>
public sealed record TaskRead(
    string Id,
    string Etag,
    string Plan,
    string? Bucket,
    string Title,
    DateTimeOffset? Due,
    int PercentComplete,
    IReadOnlyList<Guid> Assignees,
    DateTimeOffset CreatedAt,
    bool CreatedByUs);

/// <summary>What to write; what is not named keeps its value.</summary>
public sealed record TaskWrite
{
    public Edit<string>? Title { get; init; }
    public Edit<string?>? Bucket { get; init; }
    public Edit<DateTimeOffset?>? Due { get; init; }
    public Edit<int>? PercentComplete { get; init; }

    /// <summary>True assigns, false takes away.</summary>
    public IReadOnlyDictionary<Guid, bool> Assignees { get; init; } = new Dictionary<Guid, bool>();
}

/// <summary>Why Planner did not do what it was asked.</summary>
public enum PlannerProblem
{
    /// <summary>400: the request is wrong in Planner's eyes.</summary>
    Invalid,

    /// <summary>Entra gives no token: no consent, or the person has to sign in again.</summary>
    NoToken,

    /// <summary>403: no access to the container.</summary>
    Forbidden,

    /// <summary>403 with the name of a limit.</summary>
    Limit,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: conflicts with changes that were accepted meanwhile.</summary>
    Conflict,

    /// <summary>412: the version is not known any longer.</summary>
    Precondition,

    /// <summary>429, or still waiting after one.</summary>
    Throttled,

    /// <summary>No answer, or 5xx: what was asked may have happened or not.</summary>
    Unavailable,
}

/// <summary>Planner did not do what it was asked.</summary>
/// <param name="problem">Why.</param>
/// <param name="code">Graph's own code, such as the name of a limit.</param>
/// <param name="retryAfter">The wait that the service asked for.</param>
/// <param name="inner">The cause.</param>
public sealed class PlannerException(PlannerProblem problem, string? code = null, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception($"Planner: {problem} {code}".TrimEnd(), inner)
{
    public PlannerProblem Problem { get; } = problem;
    public string? Code { get; } = code;
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The request may have been carried out although no answer says so.</summary>
    public bool MayHaveHappened { get; init; }
}
