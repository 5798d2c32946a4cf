using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workspace.Contracts.Live;
using Workspace.Domain.Planner;
using Workspace.Features.Live;
using Workspace.Features.Storage;

namespace Workspace.Features.Planner;

/// <summary>Wakes the sync, so that a change need not wait for the next look.</summary>
public sealed class PlannerSignal : IDisposable
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
/// Runs the links that are due, the longest waiting first, each on one instance at a time. The journal only wakes it:
/// what there is to do is found by comparison. A link with much to do has turns like all others, and the links of an organisation
/// that Microsoft asked to wait keep their places until the gate opens.
/// </summary>
public sealed partial class PlannerSync(
    Scans scans, SyncBoard sync, IPlannerAccess access, LivePublisher live, OpenStreams open, PlannerSignal signal, TimeProvider clock, IOptions<PlannerPace> pace, ILogger<PlannerSync> log)
    : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<Guid, byte> _changed = new();
    private readonly ConcurrentDictionary<Guid, byte> _linked = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        live.StreamChanged += Hear;
        var running = new List<Task>();
        var look = pace.Value.Open < s_look ? pace.Value.Open : s_look;
        var wake = signal.WaitAsync(look, stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    running.AddRange((await ClaimAsync(AtOnce - running.Count, stoppingToken)).Select(link => RunAsync(link, stoppingToken)));
                }
                catch (Exception failed) when (failed is not OperationCanceledException)
                {
                    LookFailed(failed);
                }

                // One wait at a time: one that nobody listens to any more would swallow the next signal.
                _ = await Task.WhenAny([wake, .. running]);
                _ = running.RemoveAll(r => r.IsCompleted);
                if (wake.IsCompleted)
                {
                    wake = signal.WaitAsync(look, stoppingToken);
                }
            }
        }
        finally
        {
            live.StreamChanged -= Hear;
            await Task.WhenAll(running);
        }
    }

    private void Hear(object? sender, StreamChangedEventArgs e)
    {
        // Its own entries tell the sync nothing new.
        if (e.Entries.Any(entry => entry.Actor.Kind is not ActorKind.Planner))
        {
            // Most streams have no link, and a look is paid by everybody who writes meanwhile: only a board that was synced here
            // wakes at once, the first change of others waits for the next look.
            _changed[e.Stream] = 0;
            if (_linked.ContainsKey(e.Stream))
            {
                signal.Wake();
            }
        }
    }

    private Task<List<PlannerLink>> ClaimAsync(int most, CancellationToken ct) => scans.RunAsync(async db =>
    {
        var now = clock.GetUtcNow();
        var links = db.Set<PlannerLink>().IgnoreQueryFilters().Where(l => l.State == PlannerLinkState.Active);
        var soon = now + pace.Value.Open;
        var changed = _changed.Keys.ToArray();
        if (changed.Length > 0)
        {
            // The first change after a while goes at once. Those right behind it go together, as often as an open board is looked after.
            var woken = links.Where(l => changed.Contains(l.Board) && l.Failures == 0);
            var lately = now - pace.Value.Open;
            _ = await woken.Where(l => l.NextAt > now && (l.ReadAt == null || l.ReadAt <= lately)).ExecuteUpdateAsync(s => s.SetProperty(l => l.NextAt, now), ct);
            _ = await woken.Where(l => l.NextAt > soon && l.ReadAt > lately).ExecuteUpdateAsync(s => s.SetProperty(l => l.NextAt, soon), ct);
        }

        var watched = open.All.ToArray();
        if (watched.Length > 0)
        {
            _ = await links.Where(l => watched.Contains(l.Board) && l.NextAt > soon && l.Failures == 0)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.NextAt, soon), ct);
        }

        foreach (var stream in changed)
        {
            _ = _changed.TryRemove(stream, out _);
        }

        if (most <= 0)
        {
            return [];
        }

        var waiting = access.Waiting.ToArray();
        var due = await links.AsNoTracking().Where(l => l.NextAt <= now && (l.LeasedUntil == null || l.LeasedUntil < now) && !waiting.Contains(l.Organisation))
            .OrderBy(l => l.NextAt).Take(most).ToListAsync(ct);
        var claimed = new List<PlannerLink>();
        var until = now + s_lease;
        foreach (var link in due)
        {
            if (await links.Where(l => l.Board == link.Board && (l.LeasedUntil == null || l.LeasedUntil < now))
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.LeasedUntil, until), ct) == 1)
            {
                claimed.Add(link);
            }
        }

        return claimed;
    }, ct);

    private async Task RunAsync(PlannerLink link, CancellationToken stopping)
    {
        _linked[link.Board] = 0;

        // Ends well before the lease does, so that no second instance starts while this one still writes.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(s_lease * 0.75);
        try
        {
            await sync.RunAsync(link.Organisation, link.Board, deadline.Token);
            _ = await ReleaseAsync(link, null, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Stopped(link.Board);
        }
        catch (OperationCanceledException)
        {
            // Out of time: what is left is due at once.
            _ = await ReleaseAsync(link, null, stopping);
        }
        catch (Exception failed)
        {
            RunFailed(link.Board, failed);
            await TryReleaseAsync(link, stopping);
        }
    }

    private async Task TryReleaseAsync(PlannerLink link, CancellationToken ct)
    {
        try
        {
            _ = await ReleaseAsync(link, pace.Value.After(link.Failures + 1, null), ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The lease ends by itself.
            LookFailed(failed);
        }
    }

    private Task<int> ReleaseAsync(PlannerLink link, TimeSpan? wait, CancellationToken ct) => scans.RunAsync(db =>
    {
        var mine = db.Set<PlannerLink>().IgnoreQueryFilters().Where(l => l.Board == link.Board);
        var next = clock.GetUtcNow() + wait;
        return next is { } at
            ? mine.ExecuteUpdateAsync(s => s
                .SetProperty(l => l.LeasedUntil, (DateTimeOffset?)null).SetProperty(l => l.NextAt, at).SetProperty(l => l.Failures, l => l.Failures + 1), ct)
            : mine.ExecuteUpdateAsync(s => s.SetProperty(l => l.LeasedUntil, (DateTimeOffset?)null), ct);
    }, ct);

    [LoggerMessage(EventId = 41, Level = LogLevel.Error, Message = "The linked boards could not be looked through")]
    private partial void LookFailed(Exception exception);

    [LoggerMessage(EventId = 42, Level = LogLevel.Error, Message = "The sync of board {Board} failed; the next run compares again")]
    private partial void RunFailed(Guid board, Exception exception);

    [LoggerMessage(EventId = 43, Level = LogLevel.Information, Message = "The sync of board {Board} stops with the host; its lease ends by itself")]
    private partial void Stopped(Guid board);
}
