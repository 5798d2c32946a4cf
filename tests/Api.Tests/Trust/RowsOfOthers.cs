using System.Globalization;
using Npgsql;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Trust;

/// <summary>The second wall: even a query that forgets the organisation sees nothing on PostgreSQL.</summary>
public sealed class RowsOfOthers
{
    private static readonly string[] s_notOwned = ["leases", "__EFMigrationsHistory"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_organisation_the_apps_login_sees_no_row_of_any_table()
    {
        await using var workspace = await WorkspaceServer.StartAsync(Store.Postgres);
        var ben = workspace.As(Musterstadt.Ben);
        _ = await ben.CreateCardAsync(await ben.CreateBoardAsync(), "Meins");
        await using var app = await ConnectAsync(workspace);
        foreach (var table in await TablesAsync(app))
        {
            Assert.Equal(0, await CountAsync(app, table));
        }

        await ExecuteAsync(app, $"SELECT set_config('app.organisation', '{Nachbarstadt.Tenant}', false)");
        Assert.Equal(0, await CountAsync(app, "cards"));
        await ExecuteAsync(app, $"SELECT set_config('app.organisation', '{Musterstadt.Tenant}', false)");
        Assert.Equal(1, await CountAsync(app, "cards"));
    }

    [Fact]
    public async Task The_apps_login_owns_nothing_and_cannot_rewrite_the_journal()
    {
        await using var workspace = await WorkspaceServer.StartAsync(Store.Postgres);
        _ = await workspace.As(Musterstadt.Ben).CreateBoardAsync();
        await using var app = await ConnectAsync(workspace);

        await using var owned = new NpgsqlCommand("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole", app);
        Assert.Equal(0L, await owned.ExecuteScalarAsync(Ct));
        await ExecuteAsync(app, $"SELECT set_config('app.organisation', '{Musterstadt.Tenant}', false)");
        foreach (var forbidden in new[] { "UPDATE journal SET \"Kind\" = 'x'", "DELETE FROM journal", "UPDATE approval_records SET \"Kind\" = 'x'", "DELETE FROM approval_records", "ALTER TABLE cards DISABLE ROW LEVEL SECURITY" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(app, forbidden));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(WorkspaceServer workspace)
    {
        var connection = new NpgsqlConnection(workspace.ConnectionString);
        await connection.OpenAsync(Ct);
        return connection;
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var tables = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            tables.Add(reader.GetString(0));
        }

        Assert.True(tables.Count > 10);
        return [.. tables.Except(s_notOwned, StringComparer.Ordinal)];
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        _ = await command.ExecuteNonQueryAsync(Ct);
    }
}
