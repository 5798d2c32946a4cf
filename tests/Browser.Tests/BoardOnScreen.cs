using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>A board as a person sees it in the frame: columns and cards by name, moves by mouse.</summary>
internal static class BoardOnScreen
{
    public static ILocator Column(this Window window, TestBoard board, string name) => window.Tab.Locator($"section[data-column='{board.Columns[name]}']");

    public static ILocator Card(this Window window, string title) => window.Tab.Locator("article[data-card]").Filter(new() { HasText = title });

    public static ILocator CardLink(this Window window, string title) => window.Card(title).GetByRole(AriaRole.Link, new() { Name = title, Exact = true });

    public static Task SeesAsync(this Window window, TestBoard board, string card, string column, float within = 10_000) =>
        Expect(window.Column(board, column).Locator("article[data-card]").Filter(new() { HasText = card })).ToHaveCountAsync(1, new() { Timeout = within });

    /// <summary>What the tab last said to a screen reader.</summary>
    public static ILocator Said(this Window window) => window.Tab.Locator("body > .only-heard[role='status']");

    public static async Task DragAsync(this Window window, ILocator from, ILocator to)
    {
        var start = await MiddleAsync(from);
        var end = await MiddleAsync(to);
        var mouse = window.Page.Mouse;
        await mouse.MoveAsync(start.X, start.Y);
        await mouse.DownAsync();
        // The browser starts a drag after a few pixels, and drop targets want to be entered and then moved over.
        await mouse.MoveAsync(start.X + 8, start.Y + 8, new() { Steps = 4 });
        await mouse.MoveAsync(end.X, end.Y, new() { Steps = 12 });
        await mouse.MoveAsync(end.X + 2, end.Y + 2, new() { Steps = 2 });
        await mouse.UpAsync();
    }

    public static async Task<(float X, float Y)> MiddleAsync(ILocator place)
    {
        await place.ScrollIntoViewIfNeededAsync();
        var box = await place.BoundingBoxAsync() ?? throw new InvalidOperationException($"{place} is not on the screen.");
        return (box.X + (box.Width / 2), box.Y + (Math.Min(box.Height, 60) / 2));
    }
}
