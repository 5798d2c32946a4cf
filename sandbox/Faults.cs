using System.Globalization;
using System.IO.Enumeration;

namespace Workspace.Sandbox;

/// <summary>What goes wrong with a request. Build one by the static methods and refine it with <c>with</c>.</summary>
public sealed record Fault
{
    public string Method { get; init; } = "*";

    /// <summary>
    /// <c>*</c> stands for any text. For Graph the path below <c>/v1.0</c> (<c>/planner/tasks/*</c>), for the channel the one below the
    /// service address (<c>/v3/conversations/*/activities</c>).
    /// </summary>
    public required string Path { get; init; }

    /// <summary>How many matching requests it hits; null = all, until it is removed.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How many matching requests pass before it begins.</summary>
    public int After { get; init; }

    /// <summary>Zero = no answer at all, the connection breaks.</summary>
    public int Status { get; init; }

    /// <summary>As it goes into the header: "2", "2.128", an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    public string Code { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>The request is carried out first and only its answer is replaced: the caller can't know.</summary>
    public bool AfterStore { get; init; }

    /// <summary>An empty body instead of Graph's error (SDKs stumble over it), or an HTML page of a proxy.</summary>
    public bool EmptyBody { get; init; }

    public string? Html { get; init; }

    public static Fault Throttled(string path, string retryAfter = "1", string method = "*") =>
        new() { Path = path, Method = method, Status = 429, RetryAfter = retryAfter, Code = "TooManyRequests", Message = "Too Many Requests" };

    public static Fault Unavailable(string path, string? retryAfter = null, string method = "*") =>
        new() { Path = path, Method = method, Status = 503, RetryAfter = retryAfter, Code = "ServiceUnavailable", Message = "Service Unavailable" };

    public static Fault TimedOut(string path, string method = "*") =>
        new() { Path = path, Method = method, Status = 504, Code = "UnknownError", Message = "Gateway Timeout" };

    /// <summary>The change is stored and the answer never arrives.</summary>
    public static Fault AnswerLost(string path, string method = "*") => new() { Path = path, Method = method, AfterStore = true };

    /// <summary>The change is stored and a gateway answers 504 all the same.</summary>
    public static Fault StoredButTimedOut(string path, string method = "*") => TimedOut(path, method) with { AfterStore = true };

    public static Fault Conflict(string path, string method = "PATCH") => new()
    {
        Path = path,
        Method = method,
        Status = 409,
        Message = "The attempted changes conflicted with already accepted changes. Read the latest state and resolve differences.",
    };

    public static Fault PreconditionFailed(string path, string method = "PATCH") =>
        new() { Path = path, Method = method, Status = 412, Message = "The If-Match header contains an invalid value." };
}

/// <summary>Faults in store, requests held at the door, and a request rate per tenant.</summary>
public sealed class Faults(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _planned = [];
    private readonly List<HeldRequest> _holds = [];
    private readonly Dictionary<Guid, Queue<DateTimeOffset>> _recent = [];
    private long _injected;

    /// <summary>Called for each request that no planned fault hits; a soak test draws its faults here.</summary>
    public Func<string, string, Fault?>? Chaos { get; set; }

    /// <summary>Every request waits this long on the injected clock.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>At most this many requests of one tenant within <see cref="ThrottleWindow"/>; more are answered 429. Null = no limit.</summary>
    public int? ThrottleAbove { get; set; }

    public TimeSpan ThrottleWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many requests have suffered so far.</summary>
    public long Injected => Interlocked.Read(ref _injected);

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _planned.Add(new Planned(fault));
        }
    }

    public void Clear()
    {
        List<HeldRequest> holds;
        lock (_gate)
        {
            _planned.Clear();
            holds = [.. _holds];
            _holds.Clear();
        }

        (Chaos, Delay, ThrottleAbove) = (null, TimeSpan.Zero, null);
        holds.ForEach(hold => hold.Release());
    }

    /// <summary>The next matching request stops at the door until the test releases it.</summary>
    public HeldRequest Hold(string method, string path)
    {
        var hold = new HeldRequest(method, path);
        lock (_gate)
        {
            _holds.Add(hold);
        }

        return hold;
    }

    /// <param name="tenant">Whose share of requests this one uses.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path, in the form that faults name.</param>
    /// <param name="answer">Carries the request out.</param>
    /// <param name="isRefused">Whether an answer says that nothing was stored.</param>
    /// <param name="fail">Makes the answer of a fault.</param>
    /// <param name="ct">Ends a wait at the door.</param>
    internal async Task<TAnswer> AroundAsync<TAnswer>(
        Guid tenant, string method, string path, Func<TAnswer> answer, Func<TAnswer, bool> isRefused, Func<Fault, TAnswer> fail, CancellationToken ct)
    {
        if (TakeHold(method, path) is { } hold)
        {
            await hold.ArriveAsync(ct);
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, clock, ct);
        }

        if ((Throttle(tenant) ?? Take(method, path)) is not { } fault)
        {
            return answer();
        }

        Interlocked.Increment(ref _injected);
        if (fault.AfterStore)
        {
            var real = answer();
            if (isRefused(real))
            {
                return real; // nothing was stored, so there is nothing to hide
            }
        }

        return fail(fault);
    }

    internal static bool Fits(string methodPattern, string pathPattern, string method, string path) =>
        (methodPattern == "*" || string.Equals(methodPattern, method, StringComparison.OrdinalIgnoreCase))
        && FileSystemName.MatchesSimpleExpression(pathPattern, path, ignoreCase: false);

    private Fault? Take(string method, string path)
    {
        lock (_gate)
        {
            foreach (var planned in _planned)
            {
                if (!Fits(planned.Fault.Method, planned.Fault.Path, method, path))
                {
                    continue;
                }

                planned.Seen++;
                if (planned.Seen <= planned.Fault.After)
                {
                    continue;
                }

                planned.Hits++;
                if (planned.Hits >= planned.Fault.Times)
                {
                    _ = _planned.Remove(planned);
                }

                return planned.Fault;
            }
        }

        return Chaos?.Invoke(method, path);
    }

    private HeldRequest? TakeHold(string method, string path)
    {
        lock (_gate)
        {
            var hold = _holds.Find(candidate => Fits(candidate.Method, candidate.Path, method, path));
            if (hold is not null)
            {
                _ = _holds.Remove(hold);
            }

            return hold;
        }
    }

    private Fault? Throttle(Guid tenant)
    {
        if (ThrottleAbove is not { } limit)
        {
            return null;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!_recent.TryGetValue(tenant, out var recent))
            {
                _recent[tenant] = recent = new Queue<DateTimeOffset>();
            }

            while (recent.TryPeek(out var oldest) && oldest <= now - ThrottleWindow)
            {
                _ = recent.Dequeue();
            }

            recent.Enqueue(now); // refused calls count too
            return recent.Count <= limit
                ? null
                : Fault.Throttled("*", (recent.Peek() + ThrottleWindow - now).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    private sealed class Planned(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int Seen { get; set; }

        public int Hits { get; set; }
    }
}

/// <summary>A request that waits at the door: lets a test put something exactly between two steps of the product.</summary>
public sealed class HeldRequest
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HeldRequest(string method, string path) => (Method, Path) = (method, path);

    internal string Method { get; }

    internal string Path { get; }

    /// <summary>Completes when the request stands at the door.</summary>
    public Task Arrived => _arrived.Task;

    public void Release() => _released.TrySetResult();

    internal Task ArriveAsync(CancellationToken ct)
    {
        _arrived.TrySetResult();
        return _released.Task.WaitAsync(ct);
    }
}
