using Workspace.Features.Shared;

namespace Workspace.Features.Storage;

/// <summary>The one way to read: inside a transaction, so that all of an answer is from one moment and one organisation.</summary>
public sealed class Reads(Database database)
{
    public Task<T> RunAsync<T>(Actor actor, Func<WorkspaceDb, Task<T>> read, CancellationToken ct) => RunAsync(actor.Organisation, read, ct);

    /// <summary>For reads that come before the actor is known.</summary>
    public Task<T> RunAsync<T>(Guid organisation, Func<WorkspaceDb, Task<T>> read, CancellationToken ct) =>
        database.ReadAsync(organisation, read, oneStatement: false, ct);

    /// <summary>For what every request asks: a read of one single statement.</summary>
    public Task<T> OneAsync<T>(Guid organisation, Func<WorkspaceDb, Task<T>> query, CancellationToken ct) =>
        database.ReadAsync(organisation, query, oneStatement: true, ct);
}

/// <summary>
/// For the few that look over all organisations: relay, deadlines, sync, live sequences. On PostgreSQL under a role of
/// its own; queries say <c>IgnoreQueryFilters()</c>, so that the crossing is visible where it happens.
/// </summary>
public sealed class Scans(Database database)
{
    public Task<T> RunAsync<T>(Func<WorkspaceDb, Task<T>> scan, CancellationToken ct) =>
        database.WriteAsync(null, async (db, writing) =>
        {
            var result = await scan(db);
            writing.Keep();
            return result;
        }, ct);
}
