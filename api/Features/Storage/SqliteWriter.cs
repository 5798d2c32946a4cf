using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workspace.Features.Storage;

/// <summary>
/// SQLite has one writer at a time, and a durable commit costs more than the change that it makes safe. So all writing
/// stands in one queue, in order of arrival; what waits there meanwhile is committed together. Each piece runs behind a
/// savepoint of its own: what it refuses or fails at is undone alone. Nobody is answered before the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const string Savepoint = "piece";

    /// <summary>The most pieces of one commit, so that the first does not wait for the many behind it.</summary>
    private const int Most = 64;

    private readonly Channel<Piece> _waiting = Channel.CreateUnbounded<Piece>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<WorkspaceDb> _open;
    private readonly Task _work;
    private WorkspaceDb? _db;

    /// <param name="open">Opens the context that writes from then on; again only where it failed as a whole.</param>
    public SqliteWriter(Func<WorkspaceDb> open)
    {
        _open = open;
        _work = Task.Run(WorkAsync);
    }

    public async Task<T> RunAsync<T>(Guid organisation, Func<WorkspaceDb, Writing, Task<T>> run, CancellationToken ct)
    {
        var piece = new Piece<T>(organisation, run, ct);
        await _waiting.Writer.WriteAsync(piece, ct);
        return await piece.Result;
    }

    /// <summary>Finishes what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = _waiting.Writer.TryComplete();
        await _work;
    }

    private async Task WorkAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await CommitTogetherAsync();
        }

        if (_db is not null)
        {
            await _db.DisposeAsync();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, those who wait get it.")]
    private async Task CommitTogetherAsync()
    {
        var together = new List<Piece>();
        try
        {
            _db ??= _open();
            await using var transaction = await _db.Database.BeginTransactionAsync();   // BEGIN IMMEDIATE
            while (together.Count < Most && _waiting.Reader.TryRead(out var piece))
            {
                together.Add(piece);
                await RunAsync(_db, transaction, piece);
            }

            await transaction.CommitAsync();
        }
        catch (Exception failed)
        {
            await FailedAsync(together, failed);
            return;
        }

        together.ForEach(p => p.Committed());
    }

    /// <summary>Nothing is there of any of them. Who waits behind hears it too: it is the file or another process, not the piece.</summary>
    private async Task FailedAsync(List<Piece> together, Exception failed)
    {
        while (_waiting.Reader.TryRead(out var behind))
        {
            together.Add(behind);
        }

        if (_db is { } broken)
        {
            _db = null;
            ((KeptConnection)broken.Database.GetDbConnection()).End();
            await broken.DisposeAsync();
        }

        together.ForEach(p => p.Failed(failed));
    }

    private static async Task RunAsync(WorkspaceDb db, IDbContextTransaction transaction, Piece piece)
    {
        await transaction.CreateSavepointAsync(Savepoint);
        if (!await piece.RunAsync(db))
        {
            await transaction.RollbackToSavepointAsync(Savepoint);
        }

        await transaction.ReleaseSavepointAsync(Savepoint);
        db.ChangeTracker.Clear();
    }

    private abstract class Piece
    {
        /// <summary>False where nothing of it shall stay.</summary>
        public abstract Task<bool> RunAsync(WorkspaceDb db);

        public abstract void Committed();

        public abstract void Failed(Exception exception);
    }

    private sealed class Piece<T>(Guid organisation, Func<WorkspaceDb, Writing, Task<T>> run, CancellationToken ct) : Piece
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? _caller = ExecutionContext.Capture();
        private readonly Writing _writing = new();
        private Task<T>? _run;

        public Task<T> Result => _result.Task;

        private bool IsKept => _writing.IsKept && _run is { IsCompletedSuccessfully: true };

        public override async Task<bool> RunAsync(WorkspaceDb db)
        {
            db.Organisation = organisation;
            if (_caller is null)
            {
                Start(db);
            }
            else
            {
                // Its traces belong to the request that asked.
                ExecutionContext.Run(_caller, state => Start((WorkspaceDb)state!), db);
            }

            await ((Task)_run!).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return IsKept;
        }

        public override void Committed()
        {
            if (IsKept)
            {
                _writing.Committed();
            }

            _result.SetFromTask(_run!);
        }

        public override void Failed(Exception exception) => _result.SetException(exception);

        private void Start(WorkspaceDb db) => _run = ct.IsCancellationRequested ? Task.FromCanceled<T>(ct) : StartAsync(db);

        private async Task<T> StartAsync(WorkspaceDb db) => await run(db, _writing);
    }
}
