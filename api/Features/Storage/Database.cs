using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Workspace.Features.Storage;

/// <summary>What differs between the two databases, in one place.</summary>
public sealed class Database(Func<WorkspaceDb> create, IOptions<StorageOptions> options) : IDisposable
{
    /// <summary>The role on PostgreSQL under which relays and scans see all organisations.</summary>
    public const string ScanRole = "workspace_scan";

    private readonly SemaphoreSlim _writer = new(1);

    public bool IsPostgres { get; } = options.Value.Provider is StorageProvider.Postgres;

    public void Dispose() => _writer.Dispose();

    /// <summary>A context inside a transaction that sees one consistent state of one organisation and writes nothing.</summary>
    internal async Task<WorkspaceDb> ReadAsync(Guid organisation, CancellationToken ct)
    {
        var db = Open(organisation);
        try
        {
            if (IsPostgres)
            {
                _ = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
                _ = await EnterAsync(db, organisation, ct);
            }
            else
            {
                await db.Database.OpenConnectionAsync(ct);
                var connection = (SqliteConnection)db.Database.GetDbConnection();
                _ = await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct);
            }

            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs one writing transaction. SQLite has one writer: a queue in front of it is fair and quick where its own
    /// busy handler would sleep and poll.
    /// </summary>
    /// <param name="organisation">Whose rows are seen; null for all (scans).</param>
    internal async Task<T> WriteAsync<T>(Guid? organisation, Func<WorkspaceDb, IDbContextTransaction, Task<T>> run, CancellationToken ct)
    {
        if (!IsPostgres)
        {
            await _writer.WaitAsync(ct);
        }

        try
        {
            await using var db = Open(organisation ?? Guid.Empty);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);   // SQLite: BEGIN IMMEDIATE
            if (IsPostgres)
            {
                _ = await EnterAsync(db, organisation, ct);
            }

            return await run(db, transaction);
        }
        finally
        {
            if (!IsPostgres)
            {
                _ = _writer.Release();
            }
        }
    }

    /// <summary>Another transaction of PostgreSQL was in the way; the same work may be tried again.</summary>
    public static bool IsCollision(Exception exception) =>
        Inner<PostgresException>(exception) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The database is locked, out of connections or gone for a moment.</summary>
    public static bool IsBusy(Exception exception) =>
        Inner<SqliteException>(exception) is { SqliteErrorCode: 5 or 6 }
        || IsCollision(exception)
        || Inner<NpgsqlException>(exception) is { IsTransient: true }
        || Inner<PostgresException>(exception) is { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>A row with this key is already there.</summary>
    public static bool IsDuplicate(Exception exception) =>
        Inner<SqliteException>(exception) is { SqliteExtendedErrorCode: 1555 or 2067 }
        || Inner<PostgresException>(exception) is { SqlState: PostgresErrorCodes.UniqueViolation };

    internal WorkspaceDb Open(Guid organisation)
    {
        var db = create();
        db.Organisation = organisation;
        return db;
    }

    private static Task<int> EnterAsync(WorkspaceDb db, Guid? organisation, CancellationToken ct) => organisation is { } one
        ? db.Database.ExecuteSqlAsync($"SELECT set_config('app.organisation', {one.ToString()}, true)", ct)
        : db.Database.ExecuteSqlRawAsync("SET LOCAL ROLE " + ScanRole, ct);

    private static T? Inner<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
