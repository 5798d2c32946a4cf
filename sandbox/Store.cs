using System.Security.Cryptography;
using Npgsql;

namespace Workspace.Sandbox;

/// <summary>The product's database, as the product is told of it: once as the owner who migrates, then as a login that owns nothing.</summary>
/// <param name="Migrating">Settings of the run that migrates.</param>
/// <param name="Serving">Settings of the product itself.</param>
internal sealed record Store(IReadOnlyDictionary<string, string> Migrating, IReadOnlyDictionary<string, string> Serving)
{
    /// <summary>A schema whose comment begins so was filled by a sandbox, and may be emptied by one; the data folder's name for it follows.</summary>
    private const string Mark = "Workspace sandbox ";

    /// <exception cref="SandboxException">The database can't be reached or holds other things; the message says which.</exception>
    public static async Task<Store> OpenAsync(SandboxOptions options, DataFolder data, CancellationToken ct)
    {
        if (options.Store == SandboxOptions.Sqlite)
        {
            if (data.Store is not (null or SandboxOptions.Sqlite)) { throw OtherFolder(options); }

            data.BelongsTo(SandboxOptions.Sqlite);
            var file = Settings("Sqlite", $"Data Source={data.Database}");
            return new Store(file, file);
        }

        try
        {
            return await OpenPostgresAsync(options, data, ct);
        }
        catch (ArgumentException wrong)
        {
            throw new SandboxException($"--store: this is no PostgreSQL connection string: {wrong.Message}", wrong);
        }
        catch (NpgsqlException failed)
        {
            throw new SandboxException($"--store: PostgreSQL says: {failed.Message} (The login must own the database and be allowed to create roles.)", failed);
        }
    }

    private static async Task<Store> OpenPostgresAsync(SandboxOptions options, DataFolder data, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(options.Store);
        await using var connection = await source.OpenConnectionAsync(ct);
        await ClaimAsync(connection, options, data, ct);

        // Roles belong to the whole server: one a database, so that two sandboxes do not lock each other out.
        var app = new NpgsqlConnectionStringBuilder(options.Store)
        {
            Username = $"sandbox_{connection.Database}",
            Password = Convert.ToHexString(RandomNumberGenerator.GetBytes(20)),
        };
        using var quote = new NpgsqlCommandBuilder();
        var role = quote.QuoteIdentifier(app.Username);
        await RunAsync(connection, await ReadAsync(connection, "SELECT 'there' FROM pg_roles WHERE rolname = $1", ct, app.Username) is null
            ? $"CREATE ROLE {role} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS PASSWORD '{app.Password}'"
            : $"ALTER ROLE {role} PASSWORD '{app.Password}'", ct);
        var serving = Settings("Postgres", app.ConnectionString);
        return new Store(new Dictionary<string, string>(serving, StringComparer.Ordinal) { ["Storage:OwnerConnectionString"] = options.Store }, serving);
    }

    /// <summary>
    /// As with the data folder: only what is a sandbox's own is used, and emptied. Boards here and plans and chats there speak
    /// of each other, so the two stay together.
    /// </summary>
    private static async Task ClaimAsync(NpgsqlConnection connection, SandboxOptions options, DataFolder data, CancellationToken ct)
    {
        var comment = await ReadAsync(connection, "SELECT obj_description('public'::regnamespace, 'pg_namespace')", ct) ?? "";
        var name = comment.StartsWith(Mark, StringComparison.Ordinal) ? comment[Mark.Length..] : null;
        if (name is null && await ReadAsync(connection, "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1", ct) is { } other)
        {
            throw new SandboxException($"--store: the database {connection.Database} holds other things ({other}). Choose an empty or a new one.");
        }

        if (name is not null && options.Reset)
        {
            await RunAsync(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;", ct);
            name = null;
        }

        if (data.Store != name) { throw OtherFolder(options); }

        if (name is null)
        {
            name = Guid.CreateVersion7().ToString();
            await RunAsync(connection, $"COMMENT ON SCHEMA public IS '{Mark}{name}'", ct);
            data.BelongsTo(name);
        }
    }

    private static SandboxException OtherFolder(SandboxOptions options) =>
        new($"--data {options.Data} and this --store were not filled together. Give the other folder or the other store, or begin again with --reset.");

    private static Dictionary<string, string> Settings(string provider, string connectionString) => new(StringComparer.Ordinal)
    {
        ["Storage:Provider"] = provider,
        ["Storage:ConnectionString"] = connectionString,
    };

    private static async Task<string?> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return await command.ExecuteScalarAsync(ct) as string;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
