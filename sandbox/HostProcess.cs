using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Workspace.Sandbox;

/// <summary>The product's own process: its production build, told about its neighbours by settings alone.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private const int LinesKept = 60;

    /// <summary>It takes a few seconds; a machine that is busy with other things may take much longer.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly StreamWriter _log;
    private readonly Lock _logLock = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments, string logFile)
    {
        _log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var start = new ProcessStartInfo(Dotnet, [BuiltPaths.Sandbox, Guard.Verb, Dotnet, BuiltPaths.Host, .. arguments])
        {
            WorkingDirectory = BuiltPaths.HostFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the sandbox's own caller set for itself (a test runner's urls, a developer's environment) is not the Host's.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
            || k.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = _process.WaitForExitAsync();
    }

    /// <summary>Completes when the Host has ended, whatever the reason.</summary>
    public Task Ended { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines that it said.</summary>
    public string LastWords => string.Join('\n', _lastLines);

    /// <summary>The runtime that runs this program; the command line tool names it, else it is the process itself or on the path.</summary>
    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    /// <summary>Brings the database to the newest schema, and ends.</summary>
    public static async Task MigrateAsync(IReadOnlyDictionary<string, string> settings, string logFile, CancellationToken ct)
    {
        await using var host = new HostProcess(settings, ["--migrate", "--contentRoot", BuiltPaths.HostFolder], logFile);
        await host.Ended.WaitAsync(ct);
        if (host.ExitCode != 0)
        {
            throw new SandboxException($"The database could not be prepared (exit code {host.ExitCode}; whole log: {logFile}):\n{host.LastWords}");
        }
    }

    /// <summary>Starts serving; returns when it listens and says that it is ready.</summary>
    public static async Task<(HostProcess Process, Uri Address)> ServeAsync(
        IReadOnlyDictionary<string, string> settings, Uri address, string logFile, CancellationToken ct)
    {
        var host = new HostProcess(settings, ["--urls", address.ToString(), "--contentRoot", BuiltPaths.HostFolder], logFile);
        try
        {
            if (await Task.WhenAny(host._listening.Task, host.Ended).WaitAsync(ct) == host.Ended)
            {
                throw new SandboxException($"The Workspace ended while starting (exit code {host.ExitCode}; whole log: {logFile}):\n{host.LastWords}");
            }

            var listening = await host._listening.Task;
            await host.BecomesReadyAsync(listening, logFile, ct);
            return (host, listening);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await Ended;
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private async Task BecomesReadyAsync(Uri address, string logFile, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(s_patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var state = "no answer";
        try
        {
            do
            {
                if (Ended.IsCompleted)
                {
                    throw new SandboxException($"The Workspace ended while starting (exit code {ExitCode}; whole log: {logFile}):\n{LastWords}");
                }

                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                state = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(patience.Token)}";
            }
            while (await pulse.WaitForNextTickAsync(patience.Token));
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new SandboxException($"The Workspace listens but is not ready after {s_patience.TotalSeconds} s: {state} (whole log: {logFile})\n{LastWords}", late);
        }
    }

    private void Read(string? line)
    {
        if (line is null) { return; }

        _lastLines.Enqueue(line);
        while (_lastLines.Count > LinesKept && _lastLines.TryDequeue(out _))
        {
            // keeps the newest
        }

        lock (_logLock)
        {
            _log.WriteLine(line);
        }

        if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups["url"].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://[^\s""\\]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningLine();
}
