using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workspace.Browser.Tests;

/// <summary>The network between a window and the product, to be cut and mended: open sockets die, new requests get no answer.</summary>
internal sealed partial class Wire
{
    private readonly ConcurrentBag<IWebSocketRoute> _sockets = [];
    private volatile bool _cut;

    public static async Task<Wire> LayAsync(IBrowserContext context, Uri host)
    {
        var wire = new Wire();
        await context.RouteWebSocketAsync(Live(), socket =>
        {
            if (wire._cut)
            {
                _ = socket.CloseAsync();
                return;
            }

            wire._sockets.Add(socket);
            _ = socket.ConnectToServer();
        });
        await context.RouteAsync(url => new Uri(url).Port == host.Port, route => wire._cut ? route.AbortAsync("connectionfailed") : route.ContinueAsync());
        return wire;
    }

    public async Task CutAsync()
    {
        _cut = true;
        while (_sockets.TryTake(out var socket))
        {
            await socket.CloseAsync();
        }
    }

    public void Mend() => _cut = false;

    [GeneratedRegex("^ws://[^/]+/live", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Live();
}
