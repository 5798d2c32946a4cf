using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Workspace.Features.Storage;

/// <summary>What differs between the two databases, in one place.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>The role on PostgreSQL under which relays and scans see all organisations.</summary>
    public const string ScanRole = "workspace_scan";

    private readonly Func<WorkspaceDb> _create;
    private readonly string _connectionString;
    private readonly SqliteWriter? _writer;

    public Database(Func<WorkspaceDb> create, IOptions<StorageOptions> options)
    {
        (_create, _connectionString) = (create, options.Value.ConnectionString);
        _writer = options.Value.Provider is StorageProvider.Postgres ? null : new SqliteWriter(() => Open(Guid.Empty));
    }

    public bool IsPostgres => _writer is null;

    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Reads one consistent state of one organisation, and writes nothing.</summary>
    /// <param name="oneStatement">It is of one moment by itself: on SQLite it needs no transaction.</param>
    internal async Task<T> ReadAsync<T>(Guid organisation, Func<WorkspaceDb, Task<T>> read, bool oneStatement, CancellationToken ct)
    {
        await using var db = Open(organisation);
        if (IsPostgres)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            _ = await EnterAsync(db, organisation, ct);
            return await read(db);
        }

        if (oneStatement)
        {
            return await read(db);
        }

        await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        _ = await db.Database.UseTransactionAsync(snapshot, ct);
        return await read(db);
    }

    /// <summary>Runs one piece of writing, whole or not at all; what it keeps is durable when this returns.</summary>
    /// <param name="organisation">Whose rows are seen; null for all (scans).</param>
    internal async Task<T> WriteAsync<T>(Guid? organisation, Func<WorkspaceDb, Writing, Task<T>> run, CancellationToken ct)
    {
        if (_writer is not null)
        {
            return await _writer.RunAsync(organisation ?? Guid.Empty, run, ct);
        }

        await using var db = Open(organisation ?? Guid.Empty);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        _ = await EnterAsync(db, organisation, ct);
        var writing = new Writing();
        var result = await run(db, writing);
        if (writing.IsKept)
        {
            // Decided: a caller who hangs up now changes nothing any more.
            await transaction.CommitAsync(CancellationToken.None);
            writing.Committed();
        }

        return result;
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

    private WorkspaceDb Open(Guid organisation)
    {
        var db = _create();
        db.Organisation = organisation;
        if (!IsPostgres)
        {
            // A pooled context keeps its connection, and the connection stays open.
            if (db.Database.GetDbConnection() is not KeptConnection connection)
            {
                connection = new KeptConnection(_connectionString);
                db.Database.SetDbConnection(connection, contextOwnsConnection: true);
            }

            connection.Open();

            // The writer sets a savepoint before each piece, which is undone as a whole.
            db.Database.AutoSavepointsEnabled = false;
        }

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

/// <summary>What a piece of writing says of itself: without <see cref="Keep"/> nothing of it stays.</summary>
internal sealed class Writing
{
    private Action? _then;

    public bool IsKept { get; private set; }

    /// <param name="then">Done right after the commit, in the order of commits on SQLite; must be quick.</param>
    public void Keep(Action? then = null) => (IsKept, _then) = (true, then);

    internal void Committed() => _then?.Invoke();
}
