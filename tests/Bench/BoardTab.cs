using Microsoft.Playwright;
using Workspace.Browser.Tests;
using Workspace.Contracts.Boards;

namespace Workspace.Bench;

/// <summary>
/// The tab as a person has it: in headless Chromium, in the frame of the Teams-like page, with the real sign-in.
/// Its limits are times that people feel, not another program.
/// </summary>
internal static class BoardTab
{
    private const int Times = 7;
    private const int WarmUp = 3;
    private const double Frame = 1_000 / 60.0;

    /// <summary>Resolves to the milliseconds from the frame's own navigation to the end of the first paint with cards.</summary>
    private const string TellsItsPaint = """
        window.painted = new Promise((tell) => new MutationObserver((_, looking) => {
          if (document.querySelector("article[data-card]") === null) return;
          looking.disconnect();
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => tell(performance.now());
            after.port2.postMessage(0);
          });
        }).observe(document, { childList: true, subtree: true }));
        """;

    /// <summary>Counts frames from a drop until one that begins with the card at its new place, which is then the one painted.</summary>
    private const string CountsFrames = """
        ([card, column]) => { window.dropped = new Promise((tell) => addEventListener("drop", () => {
          let frames = 0;
          const look = () => {
            frames++;
            if (document.querySelector(`section[data-column="${column}"] article[data-card="${card}"]`) !== null) tell(frames);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }, { capture: true, once: true })); }
        """;

    /// <summary>From opening the tab to its first paint with cards; cold: a browser that never saw it, warm: one that opened it twice before (a browser keeps compiled scripts from the second time on).</summary>
    public static async IAsyncEnumerable<Measure> PaintAsync(Town town)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await StartAsync(playwright);
        var sizes = new[]
        {
            (Board: await town.BoardAsync(cards: 1_000), Name: "tab-1000", Cards: "1,000", WarmLimit: 800, ColdLimit: 1_200),
            (Board: await town.BoardAsync(cards: 5_000), Name: "tab-5000", Cards: "5,000", WarmLimit: 1_500, ColdLimit: 1_500),
        };
        var (warm, cold) = (new List<double>[] { [], [] }, new List<double>[] { [], [] });

        // In turn, so that neither size alone pays for a browser and a server that have just started.
        for (var time = -WarmUp; time < Times; time++)
        {
            for (var size = 0; size < sizes.Length; size++)
            {
                await using var context = await NewContextAsync(browser);
                var first = await PaintedAsync(context, town, sizes[size].Board);
                _ = await PaintedAsync(context, town, sizes[size].Board);
                var again = await PaintedAsync(context, town, sizes[size].Board);
                if (time >= 0)
                {
                    cold[size].Add(first);
                    warm[size].Add(again);
                }
            }
        }

        foreach (var ((_, name, cards, warmLimit, coldLimit), size) in sizes.Select((s, size) => (s, size)))
        {
            yield return new Measure($"{name}-warm", Measure.Median(warm[size]), warmLimit, $"ms to the first paint of {cards} cards", HigherIsBetter: false);
            yield return new Measure($"{name}-cold", Measure.Median(cold[size]), coldLimit, $"ms to the first paint of {cards} cards", HigherIsBetter: false);
        }
    }

    /// <summary>Scrolling a column of 1,250 cards: what the main thread works in each frame, by the browser's own trace.</summary>
    public static async IAsyncEnumerable<Measure> ScrollAsync(Town town)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await StartAsync(playwright);
        await using var context = await NewContextAsync(browser);
        var page = await OpenAsync(context, town, await town.BoardAsync(cards: 5_000));
        await Tab(page).Locator("article[data-card]").Nth(1).HoverAsync();
        await ScrollAsync(page, steps: 60);
        var trace = await MainThread.TraceAsync(browser, () => ScrollAsync(page, steps: 240));

        yield return new Measure("tab-scroll", Measure.Percentile(trace, 0.99), Frame, $"ms of main thread in a frame, p99 of {trace.Count}", HigherIsBetter: false);
        yield return new Measure("tab-scroll-median", Measure.Median(trace), Frame, "ms of main thread in a frame", HigherIsBetter: false);
    }

    /// <summary>Frames from letting go of a card until it is painted at its new place.</summary>
    public static async IAsyncEnumerable<Measure> DropAsync(Town town)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await StartAsync(playwright);
        await using var context = await NewContextAsync(browser);
        var board = await town.BoardAsync(cards: 1_000);
        var page = await OpenAsync(context, town, board);
        var frame = TabFrame(page, town);
        var frames = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var card = Tab(page).Locator($"section[data-column='{board.Columns[time % 2].Id}'] article[data-card]").First;
            var column = board.Columns[(time + 1) % 2].Id;
            var id = await card.GetAttributeAsync("data-card");
            _ = await frame.EvaluateAsync(CountsFrames, new[] { id, column.ToString() });
            await DragAsync(page, card, Tab(page).Locator($"section[data-column='{column}'] article[data-card]").Nth(1));
            frames.Add(await frame.EvaluateAsync<double>("window.dropped"));
        }

        yield return new Measure("tab-drop", frames.Max(), 2, $"frames until a drop is painted, most of {Times}", HigherIsBetter: false);
    }

    private static async Task<IBrowser> StartAsync(IPlaywright playwright) =>
        await Chromium.StartAsync(playwright) ?? throw new InvalidOperationException(Chromium.Missing);

    private static Task<IBrowserContext> NewContextAsync(IBrowser browser) =>
        browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 }, Locale = "de-DE", TimezoneId = "Europe/Berlin" });

    private static async Task<double> PaintedAsync(IBrowserContext context, Town town, BoardView board)
    {
        var page = await OpenAsync(context, town, board);
        var painted = await TabFrame(page, town).EvaluateAsync<double>("window.painted");
        await page.CloseAsync();
        return painted;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, Town town, BoardView board)
    {
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(TellsItsPaint);
        _ = await page.GotoAsync($"{town.Sandbox.Address}?person=ben.schulz&sub={Uri.EscapeDataString($"boards/{board.Id}")}");
        await Tab(page).Locator("article[data-card]").First.WaitForAsync();
        return page;
    }

    private static IFrameLocator Tab(IPage page) => page.FrameLocator("iframe.app-frame");

    private static IFrame TabFrame(IPage page, Town town) =>
        page.Frames.Single(frame => frame.Url.StartsWith(town.Sandbox.HostAddress.ToString(), StringComparison.Ordinal));

    private static async Task ScrollAsync(IPage page, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            await page.Mouse.WheelAsync(0, 120);
        }
    }

    private static async Task DragAsync(IPage page, ILocator from, ILocator to)
    {
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + 40, start.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + 52, start.Y + 32, new() { Steps = 4 });
        await page.Mouse.MoveAsync(end.X + 40, end.Y + 10, new() { Steps = 12 });
        await page.Mouse.MoveAsync(end.X + 42, end.Y + 12, new() { Steps = 2 });
        await page.Mouse.UpAsync();
    }
}
