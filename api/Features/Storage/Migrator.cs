using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Workspace.Domain.People;
using Workspace.Domain.Shared;

namespace Workspace.Features.Storage;

/// <summary>
/// Brings the database to the present model; run once by <c>--migrate</c>, never by a serving instance.
/// On PostgreSQL it also fences every table in by row-level security, made from the model so that none is forgotten.
/// </summary>
public static class Migrator
{
    /// <exception cref="InvalidOperationException">A setting is missing, or on PostgreSQL the app's login does not exist or could see too much; the message says what to do.</exception>
    public static async Task RunAsync(StorageOptions options, CancellationToken ct)
    {
        if (options.ConnectionString.Length == 0)
        {
            // SQLite would take it for a database that vanishes with the connection.
            throw new InvalidOperationException(StorageOptions.NoConnectionString);
        }

        if (options.Provider is StorageProvider.Sqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteDb>();
            StorageModule.Sqlite(sqlite, options.ConnectionString);
            await using var file = new SqliteDb(sqlite.Options);
            await file.Database.MigrateAsync(ct);
            _ = await file.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
            return;
        }

        var login = new NpgsqlConnectionStringBuilder(options.ConnectionString).Username
            ?? throw new InvalidOperationException("Storage:ConnectionString must name the app's login (Username=…).");
        var postgres = new DbContextOptionsBuilder<PostgresDb>();
        StorageModule.Postgres(postgres, options.OwnerConnectionString
            ?? throw new InvalidOperationException("Set Storage:OwnerConnectionString for --migrate: the app's own login must not own tables."));
        await using var db = new PostgresDb(postgres.Options);
        await db.Database.MigrateAsync(ct);
        await CheckLoginAsync(db, login, ct);
        _ = await db.Database.ExecuteSqlRawAsync(Fences(db.Model, login), ct);
    }

    private static async Task CheckLoginAsync(PostgresDb db, string login, CancellationToken ct)
    {
        var roles = await db.Database
            .SqlQuery<string>($"SELECT concat_ws(',', rolinherit, rolsuper, rolbypassrls) AS \"Value\" FROM pg_roles WHERE rolname = {login}")
            .ToListAsync(ct);
        if (roles is not ["f,f,f"])
        {
            throw new InvalidOperationException(
                $"The app's login must exist and be fenced in: CREATE ROLE {login} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS PASSWORD '…';");
        }
    }

    /// <summary>Policies and grants; safe to run again.</summary>
    private static string Fences(IModel model, string login)
    {
        var app = Quote(login);
        var sql = new List<string>();
        sql.Add($"""
            DO $do$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Database.ScanRole}') THEN CREATE ROLE {Database.ScanRole} NOLOGIN; END IF;
            END $do$;
            GRANT {Database.ScanRole} TO {app};
            GRANT USAGE ON SCHEMA public TO {app}, {Database.ScanRole};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}, {Database.ScanRole};
            """);
        foreach (var type in model.GetEntityTypes())
        {
            var table = Quote(type.GetTableName()!);
            var rights = type.ClrType == typeof(Journal.JournalRow) || type.ClrType == typeof(Approvals.ApprovalRecordRow) ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE";
            sql.Add($"REVOKE ALL ON {table} FROM {app}, {Database.ScanRole};");
            sql.Add($"GRANT {rights} ON {table} TO {app}, {Database.ScanRole};");
            if (OrganisationColumn(type) is { } column)
            {
                sql.Add($"""
                    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
                    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
                    DROP POLICY IF EXISTS own ON {table};
                    CREATE POLICY own ON {table} TO {app} USING ({Quote(column)} = NULLIF(current_setting('app.organisation', true), '')::uuid);
                    DROP POLICY IF EXISTS scan ON {table};
                    CREATE POLICY scan ON {table} TO {Database.ScanRole} USING (true);
                    """);
            }
        }

        // ExecuteSqlRaw reads braces as placeholders.
        return string.Join('\n', sql).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }

    private static string? OrganisationColumn(IEntityType type) =>
        type.ClrType.IsAssignableTo(typeof(IOwned)) ? type.FindProperty(nameof(IOwned.Organisation))!.GetColumnName()
        : type.ClrType == typeof(Organisation) ? type.FindProperty(nameof(Organisation.Id))!.GetColumnName()
        : null;

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
