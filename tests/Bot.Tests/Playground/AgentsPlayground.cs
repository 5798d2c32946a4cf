using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Playground;

/// <summary>
/// Microsoft's Agents Playground (npm), started without a browser and ended with the test. It listens on all interfaces and
/// sends no token: nothing but <see cref="SigningRelay"/> stands between it and the bot, and only while the test runs.
/// </summary>
internal sealed class AgentsPlayground : IAsyncDisposable
{
    public const string PersonalChat = "personal-david";
    private const string Package = "node_modules/@microsoft/m365agentsplayground";
    private readonly Process _process;
    private readonly string _folder;

    private AgentsPlayground(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Null with the reason where Node.js is missing.</summary>
    public static async Task<(AgentsPlayground? Playground, string? Missing)> StartAsync(Uri bot, int port, CancellationToken ct)
    {
        if (!await RunsAsync("node", ["--version"], ct)) { return (null, "Node.js is not installed; the Agents Playground needs it."); }

        var home = Home();
        if (!File.Exists(Path.Combine(home, Package, "package.json")) && !await RunsAsync(Npm, ["ci"], ct, home))
        {
            return (null, "The Agents Playground could not be installed: run 'npm ci' in tests/Bot.Tests.");
        }

        var folder = Directory.CreateTempSubdirectory("workspace-playground-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, ".m365agentsplayground.yml"), Configuration(), ct);
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(home, "node_modules/.bin/agentsplayground"), "start", "-e", bot.ToString(), "-c", "msteams",
                "-p", port.ToString(CultureInfo.InvariantCulture), "--disable-telemetry",
            },
            Environment = { ["TEAMSAPPTESTER_BROWSER"] = "none" },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var playground = new AgentsPlayground(process, folder, new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}"));
        await playground.WaitAsync(ct);
        return (playground, null);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) { _process.Kill(entireProcessTree: true); }
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static string Home([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));

    private async Task WaitAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 300 && !_process.HasExited; look++)
        {
            try
            {
                if (await http.GetStringAsync(new Uri("/_debug/ping", UriKind.Relative), ct) == "pong") { return; }
            }
            catch (HttpRequestException)
            {
                _ = await timer.WaitForNextTickAsync(ct); // not listening yet
            }
        }

        var log = Path.Combine(_folder, "devTools", "m365agentsplayground.log");
        var said = File.Exists(log) ? string.Join('\n', (await File.ReadAllLinesAsync(log, ct)).TakeLast(4)) : "";
        await DisposeAsync();
        throw new InvalidOperationException("The Agents Playground does not listen. " + said);
    }

    private static async Task<bool> RunsAsync(string file, string[] arguments, CancellationToken ct, string? folder = null)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments)
            {
                WorkingDirectory = folder ?? "",
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _ = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Exactly five users beside the current one, all ids different, or it ends itself after it has begun to listen.</summary>
    private static string Configuration()
    {
        var text = new StringBuilder();
        _ = text.AppendLine(CultureInfo.InvariantCulture, $"""
            version: "0.1.1"
            tenantId: {Musterstadt.Tenant}
            bot:
              id: {Musterstadt.ClientId}
              name: Workspace
            currentUser:
            {User(Musterstadt.David, "  ")}
            users:
            """);
        foreach (var person in Musterstadt.City.People.Where(p => p.Id != Musterstadt.David.Id).Take(5))
        {
            _ = text.AppendLine(CultureInfo.InvariantCulture, $"  -{User(person, "    ")[3..]}");
        }

        _ = text.AppendLine(CultureInfo.InvariantCulture, $"""
            personalChat:
              id: {PersonalChat}
            groupChat:
              id: group
              name: Gruppe
            team:
              id: team
              name: Team
              aadGroupId: {Musterstadt.MobilityGroup}
              channels:
                - id: channel
                  name: Kanal
            """);
        return text.ToString();
    }

    private static string User(DemoPerson person, string indent) => string.Join('\n',
        $"{indent}id: user-{person.Id:N}", $"{indent}name: {person.DisplayName}", $"{indent}userPrincipleName: {person.UserPrincipalName}",
        $"{indent}aadObjectId: {person.Id}", $"{indent}givenName: {person.GivenName}", $"{indent}surname: {person.Surname}", $"{indent}email: {person.Mail}");
}
