using Workspace.Features.Storage;
using Workspace.Sandbox;

[assembly: AssemblyFixture(typeof(Workspace.Api.Tests.TestBed))]

namespace Workspace.Api.Tests;

/// <summary>What all tests share: the look-alikes, and an empty migrated database of each kind to copy.</summary>
public sealed class TestBed : IAsyncLifetime
{
    private readonly SemaphoreSlim _postgresGate = new(1);
    private readonly SemaphoreSlim _serverGate = new(1);
    private readonly Dictionary<Store, WorkspaceServer> _servers = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("workspace-tests-").FullName;
    private PostgresCluster? _postgres;
    private string? _postgresMissing;
    private int _databases;

    public static TestBed Current { get; private set; } = null!;

    public LookAlikes Neighbours { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Current = this;
        Neighbours = await LookAlikes.StartAsync();
        await Migrator.RunAsync(new StorageOptions { ConnectionString = $"Data Source={Template}" }, CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        await Neighbours.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _postgresGate.Dispose();
        _serverGate.Dispose();
    }

    /// <summary>One server a database, started by the first test that asks for it.</summary>
    public async Task<WorkspaceServer> ServerAsync(Store store)
    {
        await _serverGate.WaitAsync();
        try
        {
            return _servers.TryGetValue(store, out var running) ? running : _servers[store] = await WorkspaceServer.StartAsync(store);
        }
        finally
        {
            _ = _serverGate.Release();
        }
    }

    /// <summary>Settings of a new, empty, migrated database. Without PostgreSQL its tests are skipped, in CI they fail.</summary>
    public async Task<Dictionary<string, string?>> NewDatabaseAsync(Store store)
    {
        var name = $"ws_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        if (store is Store.Sqlite)
        {
            var file = Path.Combine(_folder, name + ".db");
            File.Copy(Template, file);
            return new() { ["Storage:Provider"] = "Sqlite", ["Storage:ConnectionString"] = $"Data Source={file}" };
        }

        var cluster = await PostgresAsync();
        await cluster.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE ws_template");
        return new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = cluster.ConnectionString(name, "workspace_app") };
    }

    /// <summary>The shared PostgreSQL, started by the first test that needs it.</summary>
    public async Task<PostgresCluster> PostgresAsync()
    {
        await _postgresGate.WaitAsync();
        try
        {
            if (_postgres is null && _postgresMissing is null)
            {
                (_postgres, _postgresMissing) = await PostgresCluster.StartAsync();
                if (_postgres is { } cluster)
                {
                    await cluster.ExecuteAsync("DROP DATABASE IF EXISTS ws_template");
                    await cluster.ExecuteAsync("CREATE DATABASE ws_template OWNER workspace_owner");
                    await Migrator.RunAsync(
                        new StorageOptions
                        {
                            Provider = StorageProvider.Postgres,
                            ConnectionString = cluster.ConnectionString("ws_template", "workspace_app"),
                            OwnerConnectionString = cluster.ConnectionString("ws_template", "workspace_owner"),
                        },
                        CancellationToken.None);
                    Npgsql.NpgsqlConnection.ClearAllPools();
                }
            }
        }
        finally
        {
            _ = _postgresGate.Release();
        }

        Assert.SkipWhen(_postgres is null && !IsCi, _postgresMissing ?? "");
        return _postgres ?? throw new InvalidOperationException(_postgresMissing);
    }

    private static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    private string Template => Path.Combine(_folder, "template.db");
}
