using Workspace.Contracts.Shared;

namespace Workspace.Features.Planner;

/// <summary>The way to Planner; whose rights count is said once, at the door.</summary>
public interface IPlannerAccess
{
    /// <summary>As the application: all plans of the organisation. Used by the sync.</summary>
    IPlanner AsApplication(Guid organisation);

    /// <summary>Organisations that Microsoft has asked to wait, all their plans together; asking for them now is refused at once.</summary>
    IReadOnlyCollection<Guid> Waiting { get; }

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

    /// <param name="name">Null leaves it as it is.</param>
    /// <param name="orderHint">An expression for the place; null leaves it as it is.</param>
    Task<BucketRead> ChangeBucketAsync(string bucket, string etag, string? name, string? orderHint, CancellationToken ct);

    /// <summary>The names of the plan's labels.</summary>
    Task<CategoriesRead> CategoriesAsync(string plan, CancellationToken ct);

    Task<CategoriesRead> NameCategoriesAsync(string plan, string etag, IReadOnlyDictionary<int, string> names, CancellationToken ct);

    /// <summary>All tasks with their details, to the last page.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="settled">The versions of tasks whose details need not be read again where that costs a request more.</param>
    /// <param name="ct">Cancellation.</param>
    Task<IReadOnlyList<TaskRead>> TasksAsync(string plan, IReadOnlyDictionary<string, string> settled, CancellationToken ct);

    /// <summary>One task with its details.</summary>
    Task<TaskRead> TaskAsync(string task, CancellationToken ct);

    Task<TaskRead> CreateTaskAsync(string plan, TaskWrite write, CancellationToken ct);

    /// <summary>Sends only what <paramref name="write"/> names. The answer holds the new version.</summary>
    Task<TaskRead> ChangeTaskAsync(string task, string etag, TaskWrite write, CancellationToken ct);

    /// <summary>The same for a task's details, by their own version.</summary>
    Task<DetailsRead> ChangeDetailsAsync(string task, string etag, DetailsWrite write, CancellationToken ct);

    /// <summary>Deletes a task; Planner keeps no way back.</summary>
    Task DeleteTaskAsync(string task, string etag, CancellationToken ct);

    /// <summary>Puts a task at another place of its bucket, by the version of that place.</summary>
    /// <param name="task">The task.</param>
    /// <param name="etag">The version.</param>
    /// <param name="orderHint">An expression for the place.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The hint that the service made of it.</returns>
    Task<string> PlaceTaskAsync(string task, string etag, string orderHint, CancellationToken ct);
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
    bool CreatedByUs)
{
    public DateTimeOffset? Start { get; init; }

    /// <summary>0 to 10.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>The labels that it has: 1 to 25.</summary>
    public IReadOnlyList<int> Categories { get; init; } = [];

    /// <summary>Null where they were not read.</summary>
    public DetailsRead? Details { get; init; }

    /// <summary>The place in its bucket on the board of buckets, and the version of that; null where it was not read.</summary>
    public string? Hint { get; init; }

    public string? HintEtag { get; init; }
}

/// <param name="Checklist">In its order.</param>
public sealed record DetailsRead(string Etag, string? Description, IReadOnlyList<ItemRead> Checklist, IReadOnlyList<ReferenceRead> References);

/// <param name="Key">The name of the entry, a GUID as a rule.</param>
public sealed record ItemRead(string Key, string Title, bool Done, string Hint);

/// <param name="Url">The address itself, not as it is encoded in the entry's name.</param>
public sealed record ReferenceRead(string Url, string? Alias);

/// <param name="Names">The categories that have a name.</param>
public sealed record CategoriesRead(string Etag, IReadOnlyDictionary<int, string> Names);

/// <summary>What to write; what is not named keeps its value.</summary>
public sealed record DetailsWrite
{
    public Edit<string>? Description { get; init; }

    /// <summary>Null takes the item away.</summary>
    public IReadOnlyDictionary<string, ItemWrite?> Checklist { get; init; } = new Dictionary<string, ItemWrite?>(StringComparer.Ordinal);

    /// <summary>Titles of references by their address; null takes the reference away.</summary>
    public IReadOnlyDictionary<string, string?> References { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}

/// <param name="Title">Null leaves it as it is.</param>
/// <param name="Done">Always said: the client library sends "not ticked" where nobody says.</param>
/// <param name="OrderHint">An expression; null leaves the place as it is.</param>
public sealed record ItemWrite(string? Title, bool Done, string? OrderHint);

/// <summary>What to write; what is not named keeps its value.</summary>
public sealed record TaskWrite
{
    public Edit<string>? Title { get; init; }
    public Edit<string?>? Bucket { get; init; }
    public Edit<DateTimeOffset?>? Due { get; init; }
    public Edit<int>? PercentComplete { get; init; }
    public Edit<DateTimeOffset?>? Start { get; init; }
    public Edit<int>? Priority { get; init; }

    /// <summary>True sets the label, false takes it away.</summary>
    public IReadOnlyDictionary<int, bool> Categories { get; init; } = new Dictionary<int, bool>();

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
