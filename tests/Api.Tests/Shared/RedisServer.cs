using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workspace.Api.Tests;

/// <summary>A Redis of the test's own; without redis-server the test is skipped, in CI it fails.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly Process _process;

    private RedisServer(Process process, int port) => (_process, ConnectionString) = (process, $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    public string ConnectionString { get; }

    public static async Task<RedisServer> StartAsync()
    {
        const string Binary = "/usr/bin/redis-server";
        Assert.SkipWhen(!File.Exists(Binary) && Environment.GetEnvironmentVariable("CI") != "true", "redis-server is not installed (apt-get install redis-server).");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var process = Process.Start(new ProcessStartInfo(
            Binary, ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);   // a full pipe would stop it
                return new RedisServer(process, port);
            }
        }

        throw new InvalidOperationException("redis-server ended at once.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
