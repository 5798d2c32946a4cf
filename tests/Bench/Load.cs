using System.Diagnostics;

namespace Workspace.Bench;

/// <summary>Many connections that ask as fast as they are answered.</summary>
internal static class Load
{
    private const int Rounds = 5;

    // As long as the runtime takes to compile what it finds hot: a server is measured as it runs, not as it starts.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);

    /// <summary>Requests a second of both, measured in turn, so that a machine whose speed drifts is fair to both; medians.</summary>
    public static async Task<(double Ours, double Limit)> CompareAsync(int connections, Func<int, Task> ours, Func<int, Task> limit)
    {
        _ = await RateAsync(connections, ours, s_warmUp);
        _ = await RateAsync(connections, limit, s_warmUp);
        var (first, second) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            first.Add(await RateAsync(connections, ours, s_round));
            second.Add(await RateAsync(connections, limit, s_round));
        }

        return (Measure.Median(first), Measure.Median(second));
    }

    private static async Task<double> RateAsync(int connections, Func<int, Task> ask, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < length; count++)
            {
                await ask(connection);
            }

            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
