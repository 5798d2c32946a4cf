using System.Text.Json;
using Microsoft.Playwright;

namespace Workspace.Browser.Tests;

/// <summary>
/// A finger on the glass. The browser itself recognises the long press and starts the drag; where the finger goes then is
/// told to it as the system would, since a headless browser has no system that drags.
/// </summary>
internal sealed class Finger
{
    private readonly ICDPSession _input;
    private readonly Task<JsonElement> _pickedUp;
    private (float X, float Y) _at;

    private Finger(ICDPSession input, Task<JsonElement> pickedUp, (float X, float Y) at) => (_input, _pickedUp, _at) = (input, pickedUp, at);

    /// <summary>Presses, and stays until the browser takes the press for a drag.</summary>
    public static async Task<Finger> LongPressAsync(IPage page, (float X, float Y) at)
    {
        var input = await page.Context.NewCDPSessionAsync(page);
        var pickedUp = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        input.Event("Input.dragIntercepted").OnEvent += (_, told) => pickedUp.TrySetResult(told!.Value.GetProperty("data").Clone());
        await input.SendAsync("Input.setInterceptDrags", new Dictionary<string, object> { ["enabled"] = true });
        await input.SendAsync("Emulation.setEmitTouchEventsForMouse", new Dictionary<string, object> { ["enabled"] = true, ["configuration"] = "mobile" });
        var finger = new Finger(input, pickedUp.Task, at);
        await finger.TouchAsync("mousePressed");
        await finger._pickedUp.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        return finger;
    }

    public async Task MoveAsync((float X, float Y) to)
    {
        const int Steps = 12;
        var from = _at;
        await DragAsync("dragEnter");
        for (var i = 1; i <= Steps; i++)
        {
            _at = (from.X + ((to.X - from.X) * i / Steps), from.Y + ((to.Y - from.Y) * i / Steps));
            await DragAsync("dragOver");
        }
    }

    public async Task LiftAsync()
    {
        await DragAsync("drop");
        await TouchAsync("mouseReleased");
        await _input.DetachAsync();
    }

    private async Task DragAsync(string type) => await _input.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
    {
        ["type"] = type,
        ["x"] = _at.X,
        ["y"] = _at.Y,
        ["data"] = await _pickedUp,
        ["modifiers"] = 0,
    });

    private async Task TouchAsync(string type) => await _input.SendAsync("Input.emulateTouchFromMouseEvent", new Dictionary<string, object>
    {
        ["type"] = type,
        ["x"] = (int)_at.X,
        ["y"] = (int)_at.Y,
        ["button"] = "left",
        ["clickCount"] = 1,
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
    });
}
