using Microsoft.Playwright;

namespace Workspace.Browser.Tests;

/// <summary>The browser that is here: an installed one, else Playwright's own.</summary>
internal static class Chromium
{
    public const string Missing = "No browser was found. Install Chromium (Debian: apt install chromium), or set WORKSPACE_TEST_BROWSER to one.";

    /// <returns>Null if there is none and none can be installed: <see cref="Missing"/>.</returns>
    public static async Task<IBrowser?> StartAsync(IPlaywright playwright) => Find(playwright) is { } executable
        ? await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = Arguments() })
        : null;

    private static string? Find(IPlaywright playwright)
    {
        string?[] places =
        [
            Environment.GetEnvironmentVariable("WORKSPACE_TEST_BROWSER"),
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
            playwright.Chromium.ExecutablePath,
        ];
        return Array.Find(places, File.Exists) ?? (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0 ? playwright.Chromium.ExecutablePath : null);
    }

    /// <summary>No connections of the browser's own; as root (containers) Chromium has no sandbox.</summary>
    private static string[] Arguments()
    {
        string[] quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=de-DE"];
        return OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? [.. quiet, "--no-sandbox"] : quiet;
    }
}
