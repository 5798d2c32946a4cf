using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;

namespace Workspace.Graph;

/// <summary>
/// A gate per organisation and workload. After a 429 it stays closed for as long as the service asked: whoever
/// comes meanwhile hears at once how long to wait, because every request counts, refused ones too.
/// </summary>
public sealed class Throttling(TimeProvider clock)
{
    private static readonly TimeSpan s_unsaid = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_most = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<(Guid Organisation, string Workload), DateTimeOffset> _closedUntil = new();

    /// <summary>How long the gate stays closed; null where it is open.</summary>
    public TimeSpan? Wait(Guid organisation, string workload)
    {
        if (!_closedUntil.TryGetValue((organisation, workload), out var until))
        {
            return null;
        }

        var wait = until - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        _ = _closedUntil.TryRemove(KeyValuePair.Create((organisation, workload), until));
        return null;
    }

    /// <summary>Organisations whose gate is closed now.</summary>
    public IReadOnlyCollection<Guid> Closed(string workload) =>
        [.. _closedUntil.Keys.Where(k => k.Workload == workload && Wait(k.Organisation, workload) is not null).Select(k => k.Organisation)];

    /// <summary>The service said 429. The wait it asked for, or ten seconds where it did not say.</summary>
    public TimeSpan Close(Guid organisation, string workload, TimeSpan? asked)
    {
        var wait = asked ?? s_unsaid;
        var until = clock.GetUtcNow() + wait;
        _ = _closedUntil.AddOrUpdate((organisation, workload), until, (_, known) => known > until ? known : until);
        return wait;
    }

    /// <summary>
    /// Retry-After in seconds, which Graph also sends with a fraction, or as a date in any of the forms of HTTP; at most a day. The SDK's own
    /// handler knows neither.
    /// </summary>
    public TimeSpan? ReadRetryAfter(string? header)
    {
        if (decimal.TryParse(header, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds < (decimal)s_most.TotalSeconds ? TimeSpan.FromSeconds((double)seconds) : s_most;
        }

        if (RetryConditionHeaderValue.TryParse(header, out var condition) && condition.Date is { } date)
        {
            var wait = date - clock.GetUtcNow();
            return wait > s_most ? s_most : wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }

        return null;
    }
}
