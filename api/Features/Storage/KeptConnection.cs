using System.Data;
using Microsoft.Data.Sqlite;

namespace Workspace.Features.Storage;

/// <summary>
/// A connection to a SQLite file that stays open and keeps its statements prepared: for the short statements of a
/// change, opening and preparing cost more than running them. One user at a time, as every connection.
/// </summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>More texts than the product has; beyond it they are prepared each time.</summary>
    private const int Most = 1_000;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    public override void Open()
    {
        if (State is ConnectionState.Open)
        {
            return;
        }

        base.Open();
        using var settings = base.CreateCommand();
        // Durable at every commit; a savepoint's undo log stays in memory.
        settings.CommandText = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;";
        _ = settings.ExecuteNonQuery();
    }

    public override SqliteCommand CreateCommand() =>
        new Borrowing(this) { Connection = this, Transaction = Transaction, CommandTimeout = DefaultTimeout };

    /// <summary>Stays open: Entity Framework closes what goes back to the pool of contexts.</summary>
    public override void Close()
    {
    }

    /// <summary>Closes; it may be opened again.</summary>
    public void End()
    {
        foreach (var command in _idle.Values)
        {
            command.Dispose();
        }

        _idle.Clear();
        base.Close();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Take(string text) =>
        _idle.Remove(text, out var idle) ? idle : new SqliteCommand(text, this);

    private void GiveBack(SqliteCommand command)
    {
        if (State is not ConnectionState.Open || _idle.Count >= Most || !_idle.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    /// <summary>What callers see as their own new command: it runs on the prepared one of the same text.</summary>
    private sealed class Borrowing(KeptConnection connection) : SqliteCommand
    {
        private SqliteCommand? _prepared;

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => Prepared().ExecuteReader(behavior);

        public override int ExecuteNonQuery() => Prepared().ExecuteNonQuery();

        public override object? ExecuteScalar() => Prepared().ExecuteScalar();

        protected override void Dispose(bool disposing)
        {
            if (_prepared is { } prepared)
            {
                _prepared = null;
                prepared.Parameters.Clear();
                connection.GiveBack(prepared);
            }

            base.Dispose(disposing);
        }

        private SqliteCommand Prepared()
        {
            _prepared ??= connection.Take(CommandText);
            (_prepared.Transaction, _prepared.CommandTimeout) = (Transaction, CommandTimeout);
            _prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
            {
                _ = _prepared.Parameters.Add(parameter);
            }

            return _prepared;
        }
    }
}
