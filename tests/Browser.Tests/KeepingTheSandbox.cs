using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;
using Workspace.Api.Tests;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Browser.Tests;

/// <summary>What a sandbox leaves behind and finds again: on its folder, on PostgreSQL, after its own violent end.</summary>
public sealed class KeepingTheSandbox
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_second_start_finds_the_city_and_a_reset_makes_a_new_one(bool onPostgres)
    {
        using var folder = new TemporaryFolder();
        await using var postgres = onPostgres ? await PostgresAsync() : null;
        var options = new SandboxOptions { Url = new Uri("http://127.0.0.1:0"), Data = folder.Path, Store = await StoreAsync(postgres, "city") };

        var first = await CityAsync(options);
        var second = await CityAsync(options);
        var third = await CityAsync(options with { Reset = true });

        Assert.Equal(4, first.Boards.Count);
        Assert.Equal(["Bürgerservice digital", "Teamaufgaben Bürgerservice"], first.Plans.Order(StringComparer.Ordinal));
        Assert.Equal(first.Boards, second.Boards);
        Assert.Equal(first.Plans, second.Plans);
        Assert.Equal((4, 2), (third.Boards.Count, third.Plans.Count));
        Assert.Empty(third.Boards.Keys.Intersect(first.Boards.Keys));
    }

    [Fact]
    public async Task A_folder_and_a_database_that_were_not_filled_together_are_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        using var another = new TemporaryFolder();
        await using var postgres = await PostgresAsync();
        var here = new SandboxOptions { Url = new Uri("http://127.0.0.1:0"), Data = folder.Path, Store = await StoreAsync(postgres, "here"), DemoData = false };
        await StartAsync(here);

        var sqlite = await Assert.ThrowsAsync<SandboxException>(() => StartAsync(here with { Store = SandboxOptions.Sqlite }));
        var otherFolder = await Assert.ThrowsAsync<SandboxException>(() => StartAsync(here with { Data = another.Path }));

        Assert.Contains("not filled together", sqlite.Message, StringComparison.Ordinal);
        Assert.Contains("not filled together", otherFolder.Message, StringComparison.Ordinal);
        await StartAsync(here);
    }

    [Fact]
    public async Task A_database_that_holds_other_things_is_neither_used_nor_emptied()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PostgresAsync();
        var store = await StoreAsync(postgres, "letters");
        await using var source = NpgsqlDataSource.Create(store);
        await using var write = source.CreateCommand("CREATE TABLE letters (text text); INSERT INTO letters VALUES ('keep me')");
        _ = await write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<SandboxException>(
            () => StartAsync(new SandboxOptions { Url = new Uri("http://127.0.0.1:0"), Data = folder.Path, Store = store, Reset = true }));

        Assert.Contains("holds other things (letters)", refused.Message, StringComparison.Ordinal);
        await using var read = source.CreateCommand("SELECT text FROM letters");
        Assert.Equal("keep me", await read.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_killed_sandbox_leaves_no_product_behind()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var program = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Workspace.Sandbox.dll"), "--urls", "http://127.0.0.1:0", "--data", folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var ready = await program.StandardOutput.ReadLineAsync(ct) ?? "";
        Assert.StartsWith("Ready: ", ready, StringComparison.Ordinal);
        using var http = new HttpClient();
        var product = new Uri((string)JsonNode.Parse(await http.GetStringAsync(new Uri($"{ready["Ready: ".Length..]}/sandbox"), ct))!["tab"]!);
        Assert.True(await AnswersAsync(product, ct));

        program.Kill();
        await program.WaitForExitAsync(ct);

        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await AnswersAsync(product, ct))
        {
            await pulse.WaitForNextTickAsync(ct);
        }
    }

    private static async Task<bool> AnswersAsync(Uri product, CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(product.Host, product.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task StartAsync(SandboxOptions options)
    {
        await using var sandbox = await RunningSandbox.StartAsync(options, TestContext.Current.CancellationToken);
    }

    /// <summary>Each board with its number of changes, and the plans of one group.</summary>
    private static async Task<City> CityAsync(SandboxOptions options)
    {
        await using var sandbox = await RunningSandbox.StartAsync(options, TestContext.Current.CancellationToken);
        using var town = new Town(sandbox);
        var boards = (await town.SendAsync(Musterstadt.Anna, HttpMethod.Get, "boards")).AsArray();
        var cards = boards.ToDictionary(board => (string)board!["id"]!, board => (int)board!["cards"]!, StringComparer.Ordinal);
        var plans = (await town.SendAsync(Musterstadt.Clara, HttpMethod.Get, $"planner/groups/{Musterstadt.CitizenServiceGroup}/plans")).AsArray();
        return new City(cards, [.. plans.Select(plan => (string)plan!["title"]!)]);
    }

    private static async Task<PostgresCluster> PostgresAsync()
    {
        var (cluster, missing) = await PostgresCluster.StartAsync();
        if (cluster is null)
        {
            Assert.SkipWhen(!TownFixture.IsCi, missing!);
            Assert.Fail(missing);
        }

        return cluster;
    }

    private static async Task<string> StoreAsync(PostgresCluster? postgres, string name)
    {
        if (postgres is null) { return SandboxOptions.Sqlite; }

        var database = $"{name}_{Guid.NewGuid():N}";
        await postgres.ExecuteAsync($"CREATE DATABASE {database} OWNER workspace_owner");
        return postgres.ConnectionString(database, "workspace_owner");
    }

    private sealed record City(IReadOnlyDictionary<string, int> Boards, IReadOnlyList<string> Plans);
}
