using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Workspace.Contracts.Live;
using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Live;

/// <summary>Asked by the hub: may this actor hear the stream? One per kind of stream.</summary>
public interface IStreamAccess
{
    /// <summary>The stream's head as the actor may see it; null where it does not exist for them.</summary>
    Task<StreamHead?> FindAsync(WorkspaceDb db, Actor actor, Guid stream, CancellationToken ct);
}

/// <summary>Where a stream stands, and the epoch of its live group.</summary>
public sealed record StreamHead(long Sequence, int Epoch);

/// <summary>
/// Joins a connection to the groups of streams its person may see; everything said there comes from the journal.
/// A connection ends with its token.
/// </summary>
[Authorize]
public sealed class WorkspaceHub(Actors actors, Reads reads, IEnumerable<IStreamAccess> access, OpenStreams open) : Hub<IWorkspaceLive>
{
    /// <summary>Starts to hear a stream.</summary>
    /// <exception cref="HubException"><c>not-found</c>: there is no such stream for this person.</exception>
    public async Task<StreamOpened> Open(Guid stream)
    {
        var head = await FindAsync(stream);
        await Groups.AddToGroupAsync(Context.ConnectionId, LivePublisher.Group(stream, head.Epoch), Context.ConnectionAborted);
        open.Add(Context.ConnectionId, stream, head.Epoch);

        // What was committed between the look and the join went to the group without us: look again.
        return new StreamOpened((await FindAsync(stream)).Sequence);
    }

    /// <summary>Stops to hear a stream.</summary>
    public async Task Close(Guid stream)
    {
        if (open.Remove(Context.ConnectionId, stream) is { } epoch)
        {
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, LivePublisher.Group(stream, epoch), Context.ConnectionAborted);
            await SayGoneAsync(stream, epoch);
        }
    }

    /// <summary>Says to the others of an open stream that its person is here, with which card, and whether they write in it.</summary>
    public Task Here(Guid stream, Guid? card, bool editing) =>
        open.EpochOf(Context.ConnectionId, stream) is { } epoch && Person is { } person
            ? Clients.OthersInGroup(LivePublisher.Group(stream, epoch)).Present(stream, new Presence(Context.ConnectionId, person, card, editing, Gone: false))
            : Task.CompletedTask;

    /// <summary>Where the stream stands; asked when a tab gets the focus.</summary>
    public async Task<long> Current(Guid stream) => (await FindAsync(stream)).Sequence;

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var (stream, epoch) in open.Remove(Context.ConnectionId))
        {
            await SayGoneAsync(stream, epoch);
        }

        await base.OnDisconnectedAsync(exception);
    }

    private Guid? Person => Context.User is { } user ? Actors.PersonOf(user) : null;

    private Task SayGoneAsync(Guid stream, int epoch) => Person is { } person
        ? Clients.OthersInGroup(LivePublisher.Group(stream, epoch)).Present(stream, new Presence(Context.ConnectionId, person, Card: null, Editing: false, Gone: true))
        : Task.CompletedTask;

    private async Task<StreamHead> FindAsync(Guid stream) => await TryFindAsync(stream) ?? throw new HubException("not-found");

    private async Task<StreamHead?> TryFindAsync(Guid stream)
    {
        try
        {
            var actor = await actors.OfAsync(Context.User ?? new ClaimsPrincipal(), Context.ConnectionAborted);
            return await reads.RunAsync(actor, async db =>
            {
                foreach (var kind in access)
                {
                    if (await kind.FindAsync(db, actor, stream, Context.ConnectionAborted) is { } head)
                    {
                        return head;
                    }
                }

                return null;
            }, Context.ConnectionAborted);
        }
        catch (ProblemException problem)
        {
            throw new HubException(problem.Code, problem);
        }
    }
}

/// <summary>Which streams are open on this instance; the Planner sync looks more often where somebody is watching.</summary>
public sealed class OpenStreams
{
    private readonly ConcurrentDictionary<(string Connection, Guid Stream), int> _open = new();

    public IReadOnlySet<Guid> All => _open.Keys.Select(k => k.Stream).ToHashSet();

    public bool IsOpen(Guid stream) => _open.Keys.Any(k => k.Stream == stream);

    internal void Add(string connection, Guid stream, int epoch) => _open[(connection, stream)] = epoch;

    /// <summary>The epoch of the live group in which the connection hears the stream; null where it does not.</summary>
    internal int? EpochOf(string connection, Guid stream) => _open.TryGetValue((connection, stream), out var epoch) ? epoch : null;

    internal int? Remove(string connection, Guid stream) => _open.TryRemove((connection, stream), out var epoch) ? epoch : null;

    internal IReadOnlyList<(Guid Stream, int Epoch)> Remove(string connection) =>
        [.. _open.Keys.Where(k => k.Connection == connection).Select(k => (k.Stream, Epoch: Remove(connection, k.Stream))).Where(k => k.Epoch is not null).Select(k => (k.Stream, k.Epoch!.Value))];
}
