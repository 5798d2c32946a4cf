using System.Diagnostics;
using System.Globalization;
using Workspace.Host;

namespace Workspace.Api.Tests.Mechanisms;

/// <summary>
/// What was answered is there, once; what is there was asked for: whatever breaks in between. Rounds by
/// WORKSPACE_ROUNDS, the same again by WORKSPACE_SEED.
/// </summary>
public sealed class NothingIsLost(ITestOutputHelper output)
{
    private const int CommandsEach = 60;

    public static TheoryData<Store, int> Rounds
    {
        get
        {
            var rounds = int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 1;
            var seed = int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFF;
            var data = new TheoryData<Store, int>();
            for (var round = 0; round < rounds; round++)
            {
                data.Add(Store.Sqlite, seed + round);
                data.Add(Store.Postgres, seed + round);
            }

            return data;
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rounds))]
    public async Task With_retries_cut_lines_and_restarts(Store store, int seed)
    {
        var server = await WorkspaceServer.StartAsync(store);
        try
        {
            using var board = new BoardUnderLoad(() => server.ClientOptions.BaseAddress, seed);
            await board.PrepareAsync();
            var work = board.RunAsync(CommandsEach);
            for (var restart = 1; restart <= 2; restart++)
            {
                await board.AcknowledgedAsync(50 * restart, work);
                var next = await WorkspaceServer.StartAsync(sameDatabaseAs: server);
                await server.DisposeAsync();
                server = next;
            }

            await work;
            await board.AssertNothingLostAsync();
            output.WriteLine($"WORKSPACE_SEED={seed}: {board.Acknowledged} commands answered, {board.Unanswered} times asked again");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Rounds))]
    public async Task When_the_process_is_killed_under_load(Store store, int seed)
    {
        var settings = await WorkspaceServer.SettingsAsync(store);
        var host = await KillableHost.StartAsync(settings);
        try
        {
            using var board = new BoardUnderLoad(() => host.Address, seed);
            await board.PrepareAsync();
            var work = board.RunAsync(CommandsEach);
            await board.AcknowledgedAsync(20 + (seed % 80), work);
            await host.KillAsync();
            host = await KillableHost.StartAsync(settings);
            await work;
            await board.AssertNothingLostAsync();
            output.WriteLine($"WORKSPACE_SEED={seed}: {board.Acknowledged} commands answered, {board.Unanswered} times asked again");
        }
        finally
        {
            await host.KillAsync();
        }
    }

    /// <summary>The product as a process of its own, which can be ended without a word (SIGKILL).</summary>
    private sealed class KillableHost(Process process, Uri address)
    {
        public Uri Address => address;

        public static async Task<KillableHost> StartAsync(Dictionary<string, string?> settings)
        {
            var host = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(TabOptions).Assembly.Location));
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [host, "--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            foreach (var (key, value) in settings)
            {
                start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
            }

            start.Environment["Logging__Console__FormatterName"] = "simple";
            start.Environment["Logging__Console__FormatterOptions__SingleLine"] = "true";
            var process = Process.Start(start)!;
            var said = new List<string>();
            process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
            process.BeginErrorReadLine();
            while (await process.StandardOutput.ReadLineAsync(Ct) is { } line)
            {
                said.Add(line);
                if (line.Split("Now listening on: ") is [_, var address])
                {
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);   // a full pipe would stop it
                    return new KillableHost(process, new Uri(address));
                }
            }

            throw new InvalidOperationException("The Host ended at once:\n" + string.Join('\n', said));
        }

        public async Task KillAsync()
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
