using Microsoft.Playwright;
using Workspace.Sandbox;

namespace Workspace.Browser.Tests;

/// <summary>
/// The sandbox, whole and real, and a headless browser. Without a browser the tests are skipped and say which command is
/// missing; where <c>CI=true</c> they fail.
/// </summary>
public sealed class TownFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly string _data = Directory.CreateTempSubdirectory("workspace-browser-tests-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningSandbox? _sandbox;
    private string? _missing;

    /// <summary>Where screenshots and traces of failures go.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(RepositoryRoot, "artifacts", "screenshots")).FullName;

    /// <summary>Folder of Workspace.sln.</summary>
    public static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Workspace.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException($"No Workspace.sln above {AppContext.BaseDirectory}.");
            }

            return folder.FullName;
        }
    }

    public static bool IsCi => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public RunningSandbox Sandbox => _sandbox ?? throw new InvalidOperationException("Ask for a window first.");

    /// <summary>Starts on the first use: a run of other tests does not pay for it.</summary>
    public async Task StartAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_playwright is null) { await StartAllAsync(); }
        }
        finally
        {
            _starting.Release();
        }

        if (_missing is not null)
        {
            Assert.SkipWhen(!IsCi, _missing);
            Assert.Fail(_missing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null) { await _sandbox.DisposeAsync(); }

        if (_browser is not null) { await _browser.DisposeAsync(); }

        _playwright?.Dispose();
        _starting.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The product's public API, to prepare and to look behind the screen.</summary>
    internal async Task<Town> ApiAsync()
    {
        await StartAsync();
        return new Town(Sandbox);
    }

    /// <summary>A window of its own: other cookies, other storage, as on another computer.</summary>
    internal async Task<Window> OpenAsync(string person, Action<BrowserNewContextOptions>? with = null, string query = "", Func<IBrowserContext, Task>? before = null)
    {
        await StartAsync();
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 }, Locale = "de-DE", TimezoneId = "Europe/Berlin", ReducedMotion = ReducedMotion.Reduce };
        with?.Invoke(options);
        var context = await _browser!.NewContextAsync(options);
        if (before is not null) { await before(context); }

        return await Window.OpenAsync(context, Sandbox, person, query);
    }

    private async Task StartAllAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
        if (_browser is null)
        {
            _missing = Chromium.Missing;
            return;
        }

        _sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Url = new Uri("http://127.0.0.1:0"), Data = _data }, TestContext.Current.CancellationToken);
    }
}
