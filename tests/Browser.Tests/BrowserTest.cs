using Microsoft.Playwright;

namespace Workspace.Browser.Tests;

/// <summary>A test with windows; each is closed at the end, and photographed first if the test failed.</summary>
public abstract class BrowserTest(TownFixture town) : IAsyncDisposable
{
    private readonly List<Window> _windows = [];

    protected TownFixture Town { get; } = town;

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState is { Result: TestResult.Failed };
        foreach (var (window, i) in _windows.Select((window, i) => (window, i)))
        {
            if (failed) { await window.ScreenshotAsync($"failed-{TestContext.Current.TestMethod?.MethodName}-{i + 1}"); }

            await window.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A window of its own: other cookies, other storage, as on another computer.</summary>
    private protected async Task<Window> OpenAsync(string person, Action<BrowserNewContextOptions>? with = null, string query = "", Func<IBrowserContext, Task>? before = null)
    {
        var window = await Town.OpenAsync(person, with, query, before);
        _windows.Add(window);
        return window;
    }
}
