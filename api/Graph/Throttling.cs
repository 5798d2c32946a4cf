using System.Collections.Concurrent;
using System.Globalization;

namespace Workspace.Graph;

/// <summary>
/// A gate per organisation and workload. After a 429 it stays closed for as long as the service asked: whoever
/// comes meanwhile hears at once how long to wait, because every request counts, refused ones too.
/// </summary>
public sealed class Throttling(TimeProvider clock)
{
    private static readonly TimeSpan s_unsaid = TimeSpan.FromSeconds(10);
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

    /// <summary>The service said 429. The wait it asked for, or ten seconds where it did not say.</summary>
    public TimeSpan Close(Guid organisation, string workload, TimeSpan? asked)
    {
        var wait = asked ?? s_unsaid;
        var until = clock.GetUtcNow() + wait;
        _ = _closedUntil.AddOrUpdate((organisation, workload), until, (_, known) => known > until ? known : until);
        return wait;
    }

    /// <summary>
    /// Retry-After in seconds, which Graph also sends with a fraction, or as a date. The SDK's own handler knows neither.
    /// </summary>
    public TimeSpan? ReadRetryAfter(string? header)
    {
        if (decimal.TryParse(header, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 86_400)
        {
            return TimeSpan.FromSeconds((double)seconds);
        }

        if (DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            var wait = date - clock.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }

        return null;
    }
}
