using Microsoft.Playwright;

namespace Workspace.Browser.Tests;

/// <summary>A finger on the glass: real touch input, as the browser's own drag by long press needs it.</summary>
internal sealed class Finger : IAsyncDisposable
{
    private readonly ICDPSession _input;
    private (float X, float Y) _at;

    private Finger(ICDPSession input, (float X, float Y) at) => (_input, _at) = (input, at);

    public static async Task<Finger> PutAsync(IPage page, (float X, float Y) at)
    {
        var finger = new Finger(await page.Context.NewCDPSessionAsync(page), at);
        await finger.SendAsync("touchStart", at);
        return finger;
    }

    public async Task MoveAsync((float X, float Y) to)
    {
        const int Steps = 12;
        var from = _at;
        for (var i = 1; i <= Steps; i++)
        {
            await SendAsync("touchMove", (from.X + ((to.X - from.X) * i / Steps), from.Y + ((to.Y - from.Y) * i / Steps)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await SendAsync("touchEnd", null);
        await _input.DetachAsync();
    }

    private async Task SendAsync(string type, (float X, float Y)? at)
    {
        _at = at ?? _at;
        await _input.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = at is { } point ? new[] { new Dictionary<string, object> { ["x"] = point.X, ["y"] = point.Y } } : [],
        });
    }
}
