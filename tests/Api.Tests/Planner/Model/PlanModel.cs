using System.Globalization;
using Workspace.Domain.Planner;
using Workspace.Features.Planner;

namespace Workspace.Api.Tests.Planner.Model;

/// <summary>What happens to one request or one transaction.</summary>
public enum Mishap
{
    None,

    /// <summary>The process dies before it.</summary>
    CrashBefore,

    /// <summary>The process dies after it.</summary>
    CrashAfter,

    /// <summary>No answer, and nothing was stored.</summary>
    Timeout,

    /// <summary>No answer, although it was stored.</summary>
    AnswerLost,

    Conflict,
    Precondition,
    Throttled,
    Unavailable,
}

/// <summary>The process ended here.</summary>
public sealed class CrashException : Exception;

/// <summary>
/// A plan as Graph v1.0 offers it, in memory: each resource with a version of its own, a change on an old version accepted where it touches
/// nothing that changed since, hints computed by the service, new tasks that lists lack for a while.
/// </summary>
internal sealed class PlanModel(TimeProvider clock, Func<bool, Mishap> next) : IPlanner
{
    /// <summary>For so long a new task is missing in lists and answers "not found".</summary>
    public static readonly TimeSpan VisibleAfter = TimeSpan.FromSeconds(12);

    private readonly Dictionary<string, TaskModel> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _hidden = new(StringComparer.Ordinal);
    private readonly Resource _plan = new();
    private long _version;
    private int _number;

    public int Requests { get; private set; }

    /// <summary>Every text that ever stood in the plan.</summary>
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Tasks => _tasks.Keys;

    /// <summary>Tasks that the sync deleted.</summary>
    public HashSet<string> DeletedByUs { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Buckets => [.. _buckets.OrderBy(b => b.Value["hint"], StringComparer.Ordinal).Select(b => b.Key)];

    public TaskRead Read(string task) => ReadTask(_tasks[task]);

    public BucketRead ReadBucket(string bucket) => new(bucket, _buckets[bucket].Etag, "plan", _buckets[bucket]["name"]!, _buckets[bucket]["hint"]!);

    public IReadOnlyDictionary<int, string> Names => _plan.Entries("name/").Where(n => n.Value.Length > 0).ToDictionary(n => int.Parse(n.Key, CultureInfo.InvariantCulture), n => n.Value);

    /// <summary>A manager's hand: they see the latest version.</summary>
    public string NewTask(string title, string? bucket) => Create(title, bucket, ours: false);

    public string Copy(string task)
    {
        var from = _tasks[task];
        var copy = Create(from.Own["title"]! + " (Kopie)", from.Own["bucket"], ours: false);
        _tasks[copy].Own.CopyFrom(from.Own, ++_version, "title");
        _tasks[copy].Details.CopyFrom(from.Details, ++_version, "");
        return copy;
    }

    public void Edit(string task, string property, string? value) => Write(_tasks[task].Own, [new(property, value)]);

    public void EditDetails(string task, string property, string? value)
    {
        Write(_tasks[task].Details, [new(property, value)]);
        _tasks[task].Own.Touch(++_version);
    }

    public void Place(string task, string? after, string? before) =>
        Write(_tasks[task].Place, [new("hint", Hint(after is null ? null : _tasks[after].Place["hint"], before is null ? null : _tasks[before].Place["hint"]))]);

    public void EditBucket(string bucket, string name) => Write(_buckets[bucket], [new("name", name)]);

    public void PlaceBucket(string bucket, string? after, string? before) =>
        Write(_buckets[bucket], [new("hint", Hint(after is null ? null : _buckets[after]["hint"], before is null ? null : _buckets[before]["hint"]))]);

    public string NewBucket(string name) => CreateBucket(name, $"{_buckets.Values.Select(b => b["hint"]).Max(StringComparer.Ordinal)} !").Id;

    public void NameCategory(int category, string name) => Write(_plan, [new($"name/{category.ToString(CultureInfo.InvariantCulture)}", name)]);

    public void Delete(string task) => _tasks.Remove(task);

    public void DeleteBucket(string bucket)
    {
        foreach (var task in _tasks.Values.Where(t => t.Own["bucket"] == bucket).ToList())
        {
            _ = _tasks.Remove(task.Id);
        }

        _ = _buckets.Remove(bucket);
    }

    /// <summary>Lists lack it for a minute, although whoever asks for it by itself finds it.</summary>
    public void Hide(string task) => _hidden[task] = clock.GetUtcNow() + TimeSpan.FromMinutes(1);

    /// <summary>A version more without any change: such things are seen.</summary>
    public void Touch(string task) => _tasks[task].Own.Touch(++_version);

    public Task<IReadOnlyList<GroupRead>> GroupsOfAsync(Guid person, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<PlanRead>> PlansAsync(string group, CancellationToken ct) => throw new NotSupportedException();

    public Task<PlanRead> PlanAsync(string plan, CancellationToken ct) => throw new NotSupportedException();

    public Task<PlanRead> CreatePlanAsync(string group, string title, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<BucketRead>> BucketsAsync(string plan, CancellationToken ct) =>
        AnswerAsync<IReadOnlyList<BucketRead>>(false, () => [.. _buckets.Keys.Select(ReadBucket)]);

    public Task<BucketRead> BucketAsync(string bucket, CancellationToken ct) =>
        AnswerAsync(false, () => _buckets.ContainsKey(bucket) ? ReadBucket(bucket) : throw new PlannerException(PlannerProblem.NotFound));

    public Task<BucketRead> CreateBucketAsync(string plan, string name, string orderHint, CancellationToken ct) => AnswerAsync(true, () => CreateBucket(name, orderHint));

    public Task<BucketRead> ChangeBucketAsync(string bucket, string etag, string? name, string? orderHint, CancellationToken ct) => AnswerAsync(true, () =>
    {
        if (!_buckets.TryGetValue(bucket, out var found))
        {
            throw new PlannerException(PlannerProblem.NotFound);
        }

        List<KeyValuePair<string, string?>> writes = [];
        if (name is not null)
        {
            writes.Add(new("name", name));
        }

        if (orderHint is not null)
        {
            writes.Add(new("hint", Compute(orderHint)));
        }

        Write(found, writes, etag);
        return ReadBucket(bucket);
    });

    public Task<CategoriesRead> CategoriesAsync(string plan, CancellationToken ct) => AnswerAsync(false, () => new CategoriesRead(_plan.Etag, Names));

    public Task<CategoriesRead> NameCategoriesAsync(string plan, string etag, IReadOnlyDictionary<int, string> names, CancellationToken ct) => AnswerAsync(true, () =>
    {
        Write(_plan, [.. names.Select(n => KeyValuePair.Create($"name/{n.Key.ToString(CultureInfo.InvariantCulture)}", (string?)n.Value))], etag);
        return new CategoriesRead(_plan.Etag, Names);
    });

    public Task<IReadOnlyList<TaskRead>> TasksAsync(string plan, IReadOnlyDictionary<string, string> settled, CancellationToken ct) =>
        AnswerAsync<IReadOnlyList<TaskRead>>(false, () => [.. _tasks.Values.Where(IsVisible).Where(t => !_hidden.TryGetValue(t.Id, out var until) || until <= clock.GetUtcNow()).Select(ReadTask)]);

    public Task<TaskRead> TaskAsync(string task, CancellationToken ct) => AnswerAsync(false, () => ReadTask(Visible(task)));

    public Task<TaskRead> CreateTaskAsync(string plan, TaskWrite write, CancellationToken ct) => AnswerAsync(true, () =>
    {
        var bucket = write.Bucket?.Value;
        if (bucket is not null && !_buckets.ContainsKey(bucket))
        {
            throw new PlannerException(PlannerProblem.Invalid);
        }

        var id = Create(write.Title!.Value, bucket, ours: true);
        Write(_tasks[id].Own, Writes(write));
        return ReadTask(_tasks[id]) with { Details = null, Hint = null };
    });

    public Task<TaskRead> ChangeTaskAsync(string task, string etag, TaskWrite write, CancellationToken ct) => AnswerAsync(true, () =>
    {
        var found = Visible(task);
        if (write.Bucket is { Value: { } bucket } && !_buckets.ContainsKey(bucket))
        {
            throw new PlannerException(PlannerProblem.Invalid);
        }

        var (start, due) = (write.Start is { } s ? s.Value : Moment(found.Own["start"]), write.Due is { } d ? d.Value : Moment(found.Own["due"]));
        if (start > due)
        {
            throw new PlannerException(PlannerProblem.Invalid);
        }

        var moves = write.Bucket is { } to && to.Value != found.Own["bucket"];
        Write(found.Own, Writes(write), etag);
        if (moves)
        {
            Write(found.Place, [new("hint", Top())]);
        }

        return ReadTask(found) with { Details = null, Hint = null };
    });

    public Task<DetailsRead> ChangeDetailsAsync(string task, string etag, DetailsWrite write, CancellationToken ct) => AnswerAsync(true, () =>
    {
        var found = Visible(task);
        List<KeyValuePair<string, string?>> writes = [.. write.References.Select(r => KeyValuePair.Create($"ref/{r.Key}", r.Value))];
        if (write.Description is { } description)
        {
            writes.Add(new("description", description.Value));
        }

        foreach (var (key, item) in write.Checklist)
        {
            if (item is null)
            {
                writes.AddRange([new($"title/{key}", null), new($"done/{key}", null), new($"hint/{key}", null)]);
                continue;
            }

            writes.Add(new($"done/{key}", item.Done ? "true" : "false"));
            if (item.Title is not null)
            {
                writes.Add(new($"title/{key}", item.Title));
            }
            else if (found.Details[$"title/{key}"] is null)
            {
                throw new PlannerException(PlannerProblem.Conflict);
            }

            if (item.OrderHint is not null || found.Details[$"hint/{key}"] is null)
            {
                writes.Add(new($"hint/{key}", item.OrderHint is { } hint ? Compute(hint) : Top()));
            }
        }

        Write(found.Details, writes, etag);
        found.Own.Touch(++_version);
        return ReadDetails(found);
    });

    public Task DeleteTaskAsync(string task, string etag, CancellationToken ct) => AnswerAsync(true, () =>
    {
        if (Visible(task).Own.Etag != etag)
        {
            throw new PlannerException(PlannerProblem.Conflict);
        }

        _ = DeletedByUs.Add(task);
        return _tasks.Remove(task);
    });

    public Task<string> PlaceTaskAsync(string task, string etag, string orderHint, CancellationToken ct) => AnswerAsync(true, () =>
    {
        var found = Visible(task);
        Write(found.Place, [new("hint", Compute(orderHint))], etag);
        return found.Place["hint"]!;
    });

    private static List<KeyValuePair<string, string?>> Writes(TaskWrite write)
    {
        List<KeyValuePair<string, string?>> writes =
        [
            .. write.Assignees.Select(a => KeyValuePair.Create($"person/{a.Key}", a.Value ? "+" : null)),
            .. write.Categories.Select(c => KeyValuePair.Create($"category/{c.Key.ToString(CultureInfo.InvariantCulture)}", c.Value ? "+" : null)),
        ];
        if (write.Title is { } title)
        {
            writes.Add(new("title", title.Value));
        }

        if (write.Bucket is { } bucket)
        {
            writes.Add(new("bucket", bucket.Value));
        }

        if (write.Due is { } due)
        {
            writes.Add(new("due", due.Value?.ToString("O", CultureInfo.InvariantCulture)));
        }

        if (write.Start is { } start)
        {
            writes.Add(new("start", start.Value?.ToString("O", CultureInfo.InvariantCulture)));
        }

        if (write.PercentComplete is { } percent)
        {
            writes.Add(new("percent", percent.Value.ToString(CultureInfo.InvariantCulture)));
        }

        if (write.Priority is { } priority)
        {
            writes.Add(new("priority", priority.Value.ToString(CultureInfo.InvariantCulture)));
        }

        return writes;
    }

    private static DateTimeOffset? Moment(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Compute(string expression) => Sandbox.Graph.OrderHint.Compute(expression);

    private static string? Hint(string? after, string? before) => Compute($"{after} {before}!");

    private Task<T> AnswerAsync<T>(bool writes, Func<T> answer)
    {
        Requests++;
        switch (next(writes))
        {
            case Mishap.CrashBefore:
                throw new CrashException();
            case Mishap.CrashAfter:
                _ = answer();
                throw new CrashException();
            case Mishap.Timeout:
                throw new PlannerException(PlannerProblem.Unavailable) { MayHaveHappened = true };
            case Mishap.AnswerLost:
                _ = answer();
                throw new PlannerException(PlannerProblem.Unavailable) { MayHaveHappened = true };
            case Mishap.Conflict when writes:
                throw new PlannerException(PlannerProblem.Conflict);
            case Mishap.Precondition when writes:
                throw new PlannerException(PlannerProblem.Precondition);
            case Mishap.Throttled:
                throw new PlannerException(PlannerProblem.Throttled, null, TimeSpan.FromSeconds(1));
            case Mishap.Unavailable:
                throw new PlannerException(PlannerProblem.Unavailable) { MayHaveHappened = true };
            default:
                return Task.FromResult(answer());
        }
    }

    private string Create(string title, string? bucket, bool ours)
    {
        var task = new TaskModel($"task{(++_number).ToString(CultureInfo.InvariantCulture)}", clock.GetUtcNow(), ours);
        Write(task.Own, [new("title", title), new("bucket", bucket), new("percent", "0"), new("priority", "5")]);
        Write(task.Place, [new("hint", Top())]);
        Write(task.Details, [new("description", "")]);
        _tasks.Add(task.Id, task);
        return task.Id;
    }

    private BucketRead CreateBucket(string name, string orderHint)
    {
        var bucket = new Resource();
        Write(bucket, [new("name", name), new("hint", Compute(orderHint))]);
        var id = $"bucket{(++_number).ToString(CultureInfo.InvariantCulture)}";
        _buckets.Add(id, bucket);
        return ReadBucket(id);
    }

    /// <summary>The newest on top, as in Planner.</summary>
    private string Top() => Sandbox.Graph.OrderHint.Default(++_version);

    private void Write(Resource resource, IEnumerable<KeyValuePair<string, string?>> writes, string? etag = null)
    {
        var list = writes.ToList();
        if (etag is not null)
        {
            if (resource.VersionOf(etag) is not { } since)
            {
                throw new PlannerException(PlannerProblem.Precondition);
            }

            if (list.Exists(w => resource.ChangedSince(w.Key, since)))
            {
                throw new PlannerException(PlannerProblem.Conflict);
            }
        }

        // Two clients may ask for the same place between the same neighbours: the later one comes close behind.
        var taken = _buckets.Values.Concat(_tasks.Values.Select(t => t.Place)).Where(r => r != resource).Select(r => r["hint"]).ToHashSet(StringComparer.Ordinal);
        for (var at = list.FindIndex(w => w.Key == "hint"); at >= 0 && taken.Contains(list[at].Value);)
        {
            list[at] = new("hint", Sandbox.Graph.OrderHint.JustBehind(list[at].Value!));
        }

        resource.Write(list, ++_version);
        Shown.UnionWith(list.Select(w => w.Value).OfType<string>());
    }

    private TaskModel Visible(string task) => _tasks.TryGetValue(task, out var found) && IsVisible(found) ? found : throw new PlannerException(PlannerProblem.NotFound);

    private bool IsVisible(TaskModel task) => !task.Ours || task.CreatedAt + VisibleAfter <= clock.GetUtcNow();

    private static TaskRead ReadTask(TaskModel task) => new(
        task.Id, task.Own.Etag, "plan", task.Own["bucket"], task.Own["title"]!, Moment(task.Own["due"]), int.Parse(task.Own["percent"]!, CultureInfo.InvariantCulture),
        [.. task.Own.Entries("person/").Select(p => Guid.Parse(p.Key)).Order()], task.CreatedAt, task.Ours)
    {
        Start = Moment(task.Own["start"]),
        Priority = int.Parse(task.Own["priority"]!, CultureInfo.InvariantCulture),
        Categories = [.. task.Own.Entries("category/").Select(c => int.Parse(c.Key, CultureInfo.InvariantCulture)).Order()],
        Details = ReadDetails(task),
        Hint = task.Place["hint"],
        HintEtag = task.Place.Etag,
    };

    private static DetailsRead ReadDetails(TaskModel task) => new(
        task.Details.Etag,
        task.Details["description"],
        [.. task.Details.Entries("title/").Select(i => new ItemRead(i.Key, i.Value, task.Details[$"done/{i.Key}"] == "true", task.Details[$"hint/{i.Key}"] ?? ""))
            .OrderBy(i => i.Hint, OrderHint.Order).ThenBy(i => i.Key, StringComparer.Ordinal)],
        [.. task.Details.Entries("ref/").Select(r => new ReferenceRead(r.Key, r.Value))]);

    private sealed class TaskModel(string id, DateTimeOffset createdAt, bool ours)
    {
        public string Id { get; } = id;
        public DateTimeOffset CreatedAt { get; } = createdAt;
        public bool Ours { get; } = ours;
        public Resource Own { get; } = new();
        public Resource Details { get; } = new();
        public Resource Place { get; } = new();
    }

    /// <summary>Properties, the version that last changed each, and the versions there were.</summary>
    private sealed class Resource
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _changed = new(StringComparer.Ordinal);
        private readonly HashSet<long> _versions = [0];
        private long _version;

        public string Etag => $"W/{_version.ToString(CultureInfo.InvariantCulture)}";

        public string? this[string property] => _values.GetValueOrDefault(property);

        public IEnumerable<(string Key, string Value)> Entries(string prefix) =>
            [.. _values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(v => (v.Key[prefix.Length..], v.Value))];

        public long? VersionOf(string etag) => long.TryParse(etag.AsSpan(2), CultureInfo.InvariantCulture, out var version) && _versions.Contains(version) ? version : null;

        public bool ChangedSince(string property, long version) => _changed.GetValueOrDefault(property) > version;

        public void Touch(long version) => _ = _versions.Add(_version = version);

        public void Write(IEnumerable<KeyValuePair<string, string?>> writes, long version)
        {
            Touch(version);
            foreach (var (property, value) in writes)
            {
                _changed[property] = version;
                if (value is null)
                {
                    _ = _values.Remove(property);
                }
                else
                {
                    _values[property] = value;
                }
            }
        }

        public void CopyFrom(Resource other, long version, string but) =>
            Write([.. other._values.Where(v => v.Key != but).Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))], version);
    }
}
