using System.Diagnostics;

namespace Workspace.Bench;

/// <summary>
/// What the Planner sync costs, against the fewest requests that its promises need (product.md, section 2.3): one list of tasks a cycle and one
/// write for each changed resource.
/// </summary>
internal static class Sync
{
    private const int Plans = 10;
    private const int Cards = 20;

    /// <summary>Requests of an idle plan in an hour: six cycles, six lists.</summary>
    public static async IAsyncEnumerable<Measure> IdleAsync()
    {
        const int Hours = 6;
        await using var town = await SyncTown.StartAsync();
        _ = await LinkedAsync(town, Plans);
        town.Count();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        await town.PassAsync(TimeSpan.FromHours(Hours));
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var requests = town.Requests();
        yield return new Measure(
            "sync-idle", requests.Count / (double)(Plans * Hours), 6, $"Graph requests per idle plan-hour: {Kinds(requests, Plans * Hours)}", HigherIsBetter: false);
        yield return new Measure(
            "sync-idle-cpu", cpu.TotalMilliseconds / (Plans * Hours), 3_600_000 / 1000d, "ms of CPU per idle plan-hour, the look-alike's answers included; of one core for 1,000 plans", HigherIsBetter: false);
    }

    /// <summary>A busy hour with nobody watching: a card changes on the board every five minutes, and a task in Planner every ten.</summary>
    public static async IAsyncEnumerable<Measure> ChangedAsync()
    {
        const int OnBoard = 12;
        const int InPlanner = 6;
        await using var town = await SyncTown.StartAsync();
        var plans = await LinkedAsync(town, Plans);
        var random = new Random(20261127);
        await town.PassAsync(TimeSpan.FromMinutes(5), plans.Select(p => (TimeSpan.Zero, (Func<Task>)(() => town.EditCardAsync(p, 0, "Beginn")))));
        town.Count();
        var events = new List<(TimeSpan, Func<Task>)>();
        foreach (var plan in plans)
        {
            events.AddRange(Enumerable.Range(0, OnBoard).Select(i => (random.NextDouble() * TimeSpan.FromHours(1), (Func<Task>)(() => town.EditCardAsync(plan, i, $"Fassung {i}")))));
            events.AddRange(Enumerable.Range(0, InPlanner).Select(i => (random.NextDouble() * TimeSpan.FromHours(1), (Func<Task>)(() => town.EditTaskAsync(plan, i, 50)))));
        }

        await town.PassAsync(TimeSpan.FromMinutes(61), events);
        var requests = town.Requests();
        var changed = Plans * (OnBoard + InPlanner);
        var fewest = Plans * (61 + OnBoard); // buckets and labels, which 2.3 asks for too, are not counted in
        yield return new Measure(
            "sync-changed", requests.Count / (double)changed, fewest / (double)changed,
            $"Graph requests per changed card in a busy hour with {OnBoard} changes on the board and {InPlanner} in Planner: {Kinds(requests, changed)}", HigherIsBetter: false);

        // Twenty cards at once: one list, twenty writes.
        town.Count();
        foreach (var plan in plans)
        {
            for (var i = 0; i < Cards; i++)
            {
                await town.EditCardAsync(plan, i, $"Zugleich {i}");
            }
        }

        await town.PassAsync(TimeSpan.FromSeconds(59));
        requests = town.Requests();
        yield return new Measure(
            "sync-burst", requests.Count / (double)(Plans * Cards), (Cards + 1) / (double)Cards, $"Graph requests per changed card, {Cards} of a plan in a row: {Kinds(requests, Plans * Cards)}", HigherIsBetter: false);
    }

    /// <summary>The first link of a large board through a door that lets 20 requests a second in.</summary>
    public static async IAsyncEnumerable<Measure> FirstAsync()
    {
        const int Many = 1_000;
        const int PerSecond = 20;
        await using var town = await SyncTown.StartAsync();
        town.Faults.ThrottleWindow = TimeSpan.FromSeconds(10);
        var plan = await town.LinkAsync(Many);
        town.Count();
        town.Clock.Run();
        town.Faults.ThrottleAbove = PerSecond * 10;
        var watch = Stopwatch.StartNew();
        while ((await town.StatusAsync(plan)).LastSync is null)
        {
            await Task.Delay(100);
        }

        var took = watch.Elapsed.TotalSeconds;
        town.Faults.ThrottleAbove = null;
        var requests = town.Requests();
        var writes = requests.Count(r => !r.StartsWith("GET", StringComparison.Ordinal));
        yield return new Measure("sync-first", requests.Count, writes + 2, $"Graph requests for the first link of {Many} cards, against its writes and one list of tasks and of buckets: {Kinds(requests, 1)}", HigherIsBetter: false);
        yield return new Measure("sync-first-time", took, requests.Count / (double)PerSecond, $"s for that, against as many requests at the {PerSecond} a second that are let in", HigherIsBetter: false);
    }

    /// <summary>A thousand linked plans on one instance, 50 of them busy; first all are due at once, as after a stop. In real time.</summary>
    public static async IAsyncEnumerable<Measure> ThousandAsync()
    {
        const int Many = 1_000;
        const int Busy = Many / 20;
        await using var town = await SyncTown.StartAsync();
        var plans = await LinkedAsync(town, Many, cards: 5);
        await town.DueAsync();
        town.Clock.Run();
        var watch = Stopwatch.StartNew();
        await town.QuietAsync();
        yield return new Measure("sync-thousand-restart", watch.Elapsed.TotalSeconds, 60, $"s until all of {Many} plans that were due at once are read", HigherIsBetter: false);

        var random = new Random(20261127);
        var worst = TimeSpan.Zero;
        town.Count();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        while (watch.Elapsed < TimeSpan.FromMinutes(3))
        {
            // Each busy plan changes about every half minute.
            await town.EditCardAsync(plans[random.Next(Busy)], random.Next(5), $"Fassung {watch.Elapsed}");
            var behind = await town.BehindAsync();
            worst = behind > worst ? behind : worst;
            await Task.Delay(TimeSpan.FromSeconds(30d / Busy));
        }

        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var requests = town.Requests();
        yield return new Measure("sync-thousand", worst.TotalSeconds, 60, $"s that a plan of {Many} waited at most beyond its time, {Busy} of them busy, in 3 minutes: {Kinds(requests, 180)} a second", HigherIsBetter: false);
        yield return new Measure("sync-thousand-cpu", cpu.TotalSeconds / watch.Elapsed.TotalSeconds, Environment.ProcessorCount, "cores used, look-alike and edits included, of those there are", HigherIsBetter: false);
    }

    private static async Task<IReadOnlyList<LinkedPlan>> LinkedAsync(SyncTown town, int count, int cards = Cards)
    {
        var plans = new List<LinkedPlan>();
        for (var i = 0; i < count; i++)
        {
            plans.Add(await town.LinkAsync(cards));
        }

        // Through the first comparison, and until nothing counts as lately changed any longer.
        await town.PassAsync(TimeSpan.FromMinutes(40));
        return plans;
    }

    private static string Kinds(IEnumerable<string> requests, double per) => string.Join(
        ", ", requests.GroupBy(Kind, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => FormattableString.Invariant($"{g.Count() / per:0.##} {g.Key}")));

    /// <summary>Ids of Planner have 28 characters.</summary>
    private static string Kind(string request) => string.Join('/', request.Split('/').Select(part => part.Length < 28 ? part : "*"));
}
