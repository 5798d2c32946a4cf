using Microsoft.Playwright;

namespace Workspace.Browser.Tests;

/// <summary>A finger on the glass: real touch events, as the browser gets them from a screen.</summary>
internal sealed class Finger
{
    private readonly ICDPSession _input;
    private (float X, float Y) _at;

    private Finger(ICDPSession input, (float X, float Y) at) => (_input, _at) = (input, at);

    public static async Task<Finger> PutAsync(IPage page, (float X, float Y) at)
    {
        var finger = new Finger(await page.Context.NewCDPSessionAsync(page), at);
        await finger.SendAsync("touchStart");
        return finger;
    }

    public async Task MoveAsync((float X, float Y) to)
    {
        const int Steps = 12;
        var from = _at;
        for (var i = 1; i <= Steps; i++)
        {
            _at = (from.X + ((to.X - from.X) * i / Steps), from.Y + ((to.Y - from.Y) * i / Steps));
            await SendAsync("touchMove");
        }
    }

    public async Task LiftAsync()
    {
        await _input.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await _input.DetachAsync();
    }

    private async Task SendAsync(string type) => await _input.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
    {
        ["type"] = type,
        ["touchPoints"] = new[] { new Dictionary<string, object> { ["x"] = _at.X, ["y"] = _at.Y } },
    });
}
