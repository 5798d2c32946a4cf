using System.Text.Json;
using Microsoft.Playwright;

namespace Workspace.Bench;

/// <summary>What the main thread of the page does between two frames, from a trace as the browser's own tools record it.</summary>
internal static class MainThread
{
    private static readonly string[] s_categories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

    /// <returns>Milliseconds that the main thread ran for each frame that was drawn meanwhile; time in which others had the processor is none of it.</returns>
    public static async Task<IReadOnlyList<double>> TraceAsync(IBrowser browser, Func<Task> during)
    {
        var tools = await browser.NewBrowserCDPSessionAsync();
        var events = new List<JsonElement>();
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tools.Event("Tracing.dataCollected").OnEvent += (_, data) => events.AddRange(data!.Value.GetProperty("value").EnumerateArray());
        tools.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
        _ = await tools.SendAsync("Tracing.start", new() { ["transferMode"] = "ReportEvents", ["traceConfig"] = new { includedCategories = s_categories } });
        await during();
        _ = await tools.SendAsync("Tracing.end");
        await complete.Task;
        await tools.DetachAsync();
        return WorkPerFrame(events);
    }

    /// <summary>A frame ends where the main thread hands it over ("Commit"); the thread with the most of them is the page's.</summary>
    private static List<double> WorkPerFrame(List<JsonElement> events)
    {
        var page = events.GroupBy(e => (Number(e, "pid"), Number(e, "tid"))).MaxBy(thread => thread.Count(e => Name(e) == "Commit"))!;
        var ends = page.Where(e => Name(e) == "Commit").Select(e => Number(e, "ts")).Order().ToArray();
        var work = new double[ends.Length];
        foreach (var task in page.Where(e => Name(e) == "RunTask" && e.TryGetProperty("tdur", out _)))
        {
            var place = Array.BinarySearch(ends, Number(task, "ts"));
            place = place < 0 ? ~place : place;
            if (place < work.Length)
            {
                work[place] += Number(task, "tdur") / 1_000.0;
            }
        }

        return [.. work];
    }

    private static string? Name(JsonElement e) => e.GetProperty("name").GetString();

    private static long Number(JsonElement e, string property) => e.GetProperty(property).GetInt64();
}
