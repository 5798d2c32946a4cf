using System.Diagnostics;

namespace Workspace.Bench;

/// <summary>From starting the process to the first answered request, against a server with the same sign-in and nothing behind it.</summary>
internal static class Start
{
    private const int Times = 5;

    public static async IAsyncEnumerable<Measure> RunAsync(Town town)
    {
        var (ours, limit) = (new List<double>(), new List<double>());
        var folder = Directory.CreateTempSubdirectory("workspace-bench-");
        for (var time = 0; time < Times; time++)
        {
            ours.Add((await town.Sandbox.RestartHostAsync()).TotalMilliseconds);
            var watch = Stopwatch.StartNew();
            var (process, address) = await Town.StartLimitAsync(town.Sandbox.Neighbours, folder.FullName);
            using var client = new HttpClient { BaseAddress = address };
            _ = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            limit.Add(watch.Elapsed.TotalMilliseconds);
            process.Kill();
            process.Dispose();
        }

        folder.Delete(recursive: true);
        yield return new Measure("start", Measure.Median(ours), Measure.Median(limit), "ms to the first answer", HigherIsBetter: false);
    }
}
