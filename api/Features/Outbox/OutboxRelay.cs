using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workspace.Features.Storage;

namespace Workspace.Features.Outbox;

/// <summary>Brings a message to Teams; the bot does.</summary>
public interface INotices
{
    /// <summary>One attempt. May be called again for the same message after an unknown outcome.</summary>
    Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken ct);
}

/// <summary>How an attempt ended.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>It arrived, or there was nothing left to say.</summary>
    public sealed record Delivered : Delivery;

    /// <summary>Not now; a time where the service named one.</summary>
    /// <param name="MaybeArrived">The request may have been carried out although no answer came.</param>
    public sealed record Later(string Problem, TimeSpan? After = null, bool MaybeArrived = false) : Delivery;

    /// <summary>Never: blocked, not installed, left.</summary>
    public sealed record Undeliverable(string Problem) : Delivery;

    /// <summary>Never, and it is our fault: parked at once, so that what waits behind it goes on.</summary>
    public sealed record Failed(string Problem) : Delivery;
}

/// <summary>Wakes the relay after a commit, so that a message need not wait for the next look.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Dispose() => _signal.Dispose();

    public void Wake()
    {
        try
        {
            _ = _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    internal Task WaitAsync(TimeSpan most, CancellationToken ct) => _signal.WaitAsync(most, ct);
}

/// <summary>
/// Sends what the outbox holds: claims rows by conditional update with a lease, one at a time per conversation and in
/// order, at least once; backs off with jitter, obeys Retry-After, parks what fails again and again. A service that asks one
/// message of an organisation to wait is asked nothing by its others either: refused requests count against the same limit.
/// </summary>
public sealed partial class OutboxRelay(
    Scans scans, IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService
{
    /// <summary>Attempts before a message is parked; with the back-off below about a day.</summary>
    public const int MostAttempts = 20;

    private const int AtOnce = 16;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    /// <summary>The longest that one message's wait holds up the others.</summary>
    private static readonly TimeSpan s_mostHeld = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _heldUntil = new();

    /// <summary>Sends all that is due now; returns how many were tried.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var claimed = await ClaimAsync(ct);
        await Task.WhenAll(claimed.Select(m => SendAsync(m, ct)));
        return claimed.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = s_look;
            try
            {
                wait = await SendDueAsync(stoppingToken) > 0 ? TimeSpan.Zero : await UntilNextAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LookFailed(failed);
            }

            if (wait > TimeSpan.Zero)
            {
                await signal.WaitAsync(wait, stoppingToken);
            }
        }
    }

    private Task<List<OutboxMessage>> ClaimAsync(CancellationToken ct) => scans.RunAsync(async db =>
    {
        var now = clock.GetUtcNow();
        var held = _heldUntil.Where(h => h.Value > now).Select(h => h.Key).ToArray();
        var all = db.Set<OutboxMessage>().IgnoreQueryFilters();

        // The first of each conversation, found among what waits: what was sent long ago is not looked at.
        var first = all.Where(m => m.State == OutboxState.Pending).GroupBy(m => new { m.Organisation, m.Conversation }).Select(same => same.Min(m => m.Number));
        var due = await all.AsNoTracking()
            .Where(m => first.Contains(m.Number) && m.NotBefore <= now && (m.LeasedUntil == null || m.LeasedUntil < now) && !held.Contains(m.Organisation))
            .OrderBy(m => m.Number)
            .Take(AtOnce)
            .ToListAsync(ct);
        var until = now + s_lease;
        var claimed = new List<OutboxMessage>();
        foreach (var message in due)
        {
            var taken = await all
                .Where(m => m.Number == message.Number && m.State == OutboxState.Pending && (m.LeasedUntil == null || m.LeasedUntil < now))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
            if (taken == 1)
            {
                // A lease that ran out means that an instance died between sending and noting it.
                message.MaybeArrived |= message.LeasedUntil is not null;
                message.Attempts++;
                claimed.Add(message);
            }
        }

        return claimed;
    }, ct);

    /// <summary>How long nothing is due, as far as is known; never longer than a look.</summary>
    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = await scans.RunAsync(db => db.Set<OutboxMessage>().IgnoreQueryFilters()
            .Where(m => m.State == OutboxState.Pending && m.NotBefore > now)
            .OrderBy(m => m.NotBefore)
            .Select(m => (DateTimeOffset?)m.NotBefore)
            .FirstOrDefaultAsync(ct), ct);
        var soonest = _heldUntil.Values.Where(until => until > now).Append(next ?? DateTimeOffset.MaxValue).Min();
        return soonest - now < s_look ? soonest - now : s_look;
    }

    private async Task SendAsync(OutboxMessage message, CancellationToken ct)
    {
        Delivery delivery;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            delivery = await scope.ServiceProvider.GetRequiredService<INotices>().DeliverAsync(message, ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            SendFailed(message.Id, message.Kind, failed);
            delivery = new Delivery.Later("unexpected", MaybeArrived: true);
        }

        var now = clock.GetUtcNow();
        var (state, problem, wait) = delivery switch
        {
            Delivery.Delivered => (OutboxState.Sent, null, TimeSpan.Zero),
            Delivery.Undeliverable no => (OutboxState.Undeliverable, no.Problem, TimeSpan.Zero),
            Delivery.Failed failed => (OutboxState.Parked, failed.Problem, TimeSpan.Zero),
            Delivery.Later later when message.Attempts >= MostAttempts => (OutboxState.Parked, later.Problem, TimeSpan.Zero),
            Delivery.Later later => (OutboxState.Pending, (string?)later.Problem, later.After ?? BackOff(message)),
            _ => throw new InvalidOperationException("An end of a delivery without a rule."),
        };
        if (delivery is Delivery.Later { After: { } after })
        {
            _heldUntil[message.Organisation] = now + (after < s_mostHeld ? after : s_mostHeld);
        }

        if (state is OutboxState.Parked)
        {
            Parked(message.Id, message.Kind);
        }

        var maybe = message.MaybeArrived || delivery is Delivery.Later { MaybeArrived: true };
        _ = await scans.RunAsync(db => db.Set<OutboxMessage>().IgnoreQueryFilters()
            .Where(m => m.Number == message.Number)
            .ExecuteUpdateAsync(s => s
                .SetProperty(m => m.State, state)
                .SetProperty(m => m.Problem, problem)
                .SetProperty(m => m.NotBefore, now + wait)
                .SetProperty(m => m.MaybeArrived, maybe)
                .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null), ct), ct);
    }

    /// <summary>2, 4, 8 … seconds, at most two hours, with a jitter that is the same for the same message and attempt.</summary>
    private static TimeSpan BackOff(OutboxMessage message)
    {
        var seconds = Math.Min(Math.Pow(2, message.Attempts), 7_200);
        var jitter = (uint)HashCode.Combine(message.Id, message.Attempts) % 1_000 / 2_000.0;
        return TimeSpan.FromSeconds(seconds * (0.75 + jitter));
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Error, Message = "The outbox could not be looked through")]
    private partial void LookFailed(Exception exception);

    [LoggerMessage(EventId = 21, Level = LogLevel.Warning, Message = "Sending message {Message} of kind {Kind} failed")]
    private partial void SendFailed(Guid message, string kind, Exception exception);

    [LoggerMessage(EventId = 22, Level = LogLevel.Error, Message = "Message {Message} of kind {Kind} is parked")]
    private partial void Parked(Guid message, string kind);
}

public static class OutboxModule
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<OutboxSignal>()
        .AddSingleton<OutboxRelay>()
        .AddHostedService(s => s.GetRequiredService<OutboxRelay>());
}
