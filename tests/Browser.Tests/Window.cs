using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workspace.Sandbox;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>One browser window in which one person is signed in to the sandbox.</summary>
internal sealed class Window : IAsyncDisposable
{
    public static readonly string[] Themes = ["default", "dark", "contrast"];

    private readonly IBrowserContext _context;
    private readonly RunningSandbox _sandbox;
    private readonly ConcurrentQueue<string> _problems = new();

    private Window(IBrowserContext context, RunningSandbox sandbox, IPage page)
    {
        (_context, _sandbox, Page) = (context, sandbox, page);
        page.PageError += (_, error) => _problems.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A status that the page reacts to (404 of a foreign board, 412 in Planner) is told by the browser as an error of its own.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) { _problems.Enqueue(message.Text); }
        };
    }

    public IPage Page { get; }

    /// <summary>What is inside of the frame: the product's own page.</summary>
    public IFrameLocator Tab => Page.FrameLocator("iframe.app-frame");

    /// <summary>Errors that the pages reported.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    public IBrowserContext Context => _context;

    public static async Task<Window> OpenAsync(IBrowserContext context, RunningSandbox sandbox, string person, string query)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var window = new Window(context, sandbox, page);
        await page.GotoAsync($"{sandbox.Address}?person={person}{query}");
        return window;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    public async Task GoAsync(string app) => await Page.Locator($".rail [data-key='app-{app}']").ClickAsync();

    public async Task ThemeAsync(string theme)
    {
        await Page.Locator("[data-key='theme']").SelectOptionAsync(theme);
        await Expect(Page.Locator($"html[data-theme='{theme}']")).ToHaveCountAsync(1);
    }

    public async Task ScreenshotAsync(string name) =>
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(TownFixture.Screenshots, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>In every theme axe finds nothing, and a screenshot is kept. It ends in the theme in which it began, the default.</summary>
    /// <param name="without">A rule that others' code breaks here.</param>
    public async Task AssertLooksAsync(string name, string? without = null)
    {
        foreach (var theme in Themes)
        {
            await PutOnAsync(theme);
            await AssertAccessibleAsync($"{name}, {theme}", without);
            await ScreenshotAsync($"{name}-{theme}");
        }

        await PutOnAsync(Themes[0]);
    }

    /// <summary>As <see cref="ThemeAsync"/>, but the focus stays where it is: what is open stays open.</summary>
    private async Task PutOnAsync(string theme)
    {
        if (await Page.Locator("html").GetAttributeAsync("data-theme") == theme) { return; }

        var app = await Page.Locator("iframe.app-frame").IsVisibleAsync() ? Tab.Locator(".app").First : null;
        var before = app is null ? null : await Background(app);
        await Page.Locator("[data-key='theme']").EvaluateAsync("(select, theme) => { select.value = theme; select.dispatchEvent(new Event('change', { bubbles: true })); }", theme);
        await Expect(Page.Locator($"html[data-theme='{theme}']")).ToHaveCountAsync(1);
        if (app is not null) { await Expect(app).Not.ToHaveCSSAsync("background-color", before!); }

        static Task<string> Background(ILocator app) => app.EvaluateAsync<string>("app => getComputedStyle(app).backgroundColor");
    }

    /// <summary>axe finds nothing, neither in the page around nor in the frame.</summary>
    public async Task AssertAccessibleAsync(string what, string? without = null)
    {
        var found = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
            Rules = without is null ? null : new() { [without] = new RuleOptions { Enabled = false } },
            ResultTypes = [ResultType.Violations],
        });
        Assert.True(found.Violations.Length == 0, $"{what}:\n" + string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id} ({violation.Help}): {string.Join(" | ", violation.Nodes.Take(5).Select(node => $"{node.Target} {node.Html}"))}")));
    }
}
