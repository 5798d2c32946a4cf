using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Workspace.Api.Tests;

/// <summary>
/// A PostgreSQL of the tests' own, from the installed binaries (or by WORKSPACE_TEST_POSTGRES, a superuser's connection
/// string). It refuses to run as root, so as root it runs as the user postgres.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly string? _binaries;
    private readonly bool _asRoot;

    private PostgresCluster(string admin, string? folder, string? binaries, bool asRoot) =>
        (Admin, _folder, _binaries, _asRoot) = (admin, folder, binaries, asRoot);

    /// <summary>A superuser's connection string.</summary>
    public string Admin { get; }

    /// <summary>Null with the reason where there is no PostgreSQL on this machine.</summary>
    public static async Task<(PostgresCluster? Cluster, string? Missing)> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("WORKSPACE_TEST_POSTGRES") is { Length: > 0 } given)
        {
            var theirs = new PostgresCluster(given, null, null, asRoot: false);
            await theirs.PrepareAsync();
            return (theirs, null);
        }

        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (binaries is null)
        {
            return (null, "PostgreSQL is not installed (apt-get install postgresql), and WORKSPACE_TEST_POSTGRES is not set.");
        }

        var asRoot = Environment.UserName == "root";
        var folder = Directory.CreateTempSubdirectory("workspace-pg-").FullName;
        var data = Path.Combine(folder, "data");
        if (asRoot)
        {
            await RunAsync("chown", ["postgres", folder]);
        }

        var port = FreePort();
        var cluster = new PostgresCluster(
            $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres;Include Error Detail=true", folder, binaries, asRoot);
        await cluster.ToolAsync("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        await cluster.ToolAsync("pg_ctl",
        [
            "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port.ToString(CultureInfo.InvariantCulture)} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off", "start",
        ]);
        await cluster.PrepareAsync();
        return (cluster, null);
    }

    public string ConnectionString(string database, string user) =>
        new NpgsqlConnectionStringBuilder(Admin) { Database = database, Username = user, Password = user, MaxPoolSize = 20 }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is not null)
        {
            await ToolAsync("pg_ctl", ["-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop"]);
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>The roles as docs/operations.md says: an owner that migrates, an app login that owns nothing.</summary>
    private Task PrepareAsync() => ExecuteAsync(
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'workspace_owner') THEN
            CREATE ROLE workspace_owner LOGIN CREATEROLE CREATEDB NOSUPERUSER PASSWORD 'workspace_owner';
            CREATE ROLE workspace_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS PASSWORD 'workspace_app';
          END IF;
        END $$;
        """);

    private Task ToolAsync(string tool, string[] arguments)
    {
        var path = Path.Combine(_binaries!, tool);
        return _asRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string file, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = "/", UseShellExecute = false, RedirectStandardOutput = file.EndsWith("initdb", StringComparison.Ordinal) })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
