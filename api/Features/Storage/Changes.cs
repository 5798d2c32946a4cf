using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Live;
using Workspace.Domain.Shared;
using Workspace.Features.Journal;
using Workspace.Features.Live;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;

namespace Workspace.Features.Storage;

/// <summary>What a client asked for, so that a retry is known again: the same id with other content is refused.</summary>
/// <param name="Hash">SHA-256 over the use case's name and its request.</param>
public readonly record struct Command(Guid Id, string Hash)
{
    /// <param name="request">All that the use case was given, ids of the route included.</param>
    public static Command For(CommandId id, string useCase, object request)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new { useCase, request }, Wire.Options);
        return new Command(id.Value, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>For what no client asks for: a rule, Planner's changes, a new person. Nobody repeats it.</summary>
    public static Command Own() => new(Guid.CreateVersion7(), "");
}

/// <summary>
/// The one way to change something: a transaction that takes the streams' rows first, runs the use case, appends to
/// the journal, lets reactions follow, stores the result under the command's id, saves, and tells open tabs after the commit.
/// </summary>
public sealed class Changes(Database database, LivePublisher live, OutboxSignal outbox, IEnumerable<IReaction> reactions, TimeProvider clock)
{
    private static readonly Refusal s_commandReused = new("command-reused");

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid, CancellationToken, Task<CommandRow?>>> s_known = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid actor, Guid id, CancellationToken _) => db.Set<CommandRow>().AsNoTracking().SingleOrDefault(c => c.Actor == actor && c.Id == id)));

    /// <param name="streams">The streams that will get entries; where one is not there, the answer is "not there".</param>
    /// <param name="run">Loads, decides, appends. What it returns as refusal or "not there" leaves nothing behind.</param>
    public async Task<Outcome<T>> RunAsync<T>(
        Actor actor, Command command, IReadOnlyList<Guid> streams, Func<UnitOfWork, Task<Outcome<T>>> run, CancellationToken ct)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(actor, command, streams, run, ct);
            }
            catch (Exception collision) when (attempt < 4 && (Database.IsCollision(collision) || Database.IsDuplicate(collision)))
            {
                // Two transactions met: the loser rolled back whole and looks again (a duplicate command id finds the winner's result).
            }
        }
    }

    private Task<Outcome<T>> TryAsync<T>(
        Actor actor, Command command, IReadOnlyList<Guid> streams, Func<UnitOfWork, Task<Outcome<T>>> run, CancellationToken ct)
        where T : class =>
        database.WriteAsync(actor.Organisation, async (db, writing) =>
        {
            var who = actor.Person ?? Guid.Empty;
            if (command.Hash.Length > 0
                && await s_known.For(db)(db, who, command.Id, ct) is { } known)
            {
                return known.Hash == command.Hash
                    ? JsonSerializer.Deserialize<T>(known.Result, Wire.Options)!
                    : s_commandReused;
            }

            var work = new UnitOfWork(db, actor, command.Id, clock.GetUtcNow(), database.IsPostgres);
            foreach (var id in streams.Distinct().Order())
            {
                if (!await work.TakeAsync(id, ct))
                {
                    return default;
                }
            }

            var outcome = await run(work);
            if (outcome.Value is null)
            {
                return outcome;
            }

            foreach (var reaction in reactions.Where(r => r.Concerns(work)))
            {
                await reaction.FollowAsync(work, ct);
            }

            if (command.Hash.Length > 0)
            {
                _ = db.Add(new CommandRow
                {
                    Organisation = actor.Organisation,
                    Actor = who,
                    Id = command.Id,
                    Hash = command.Hash,
                    Result = JsonSerializer.Serialize(outcome.Value, Wire.Options),
                    At = work.Now,
                });
            }

            _ = await db.SaveChangesAsync(ct);
            writing.Keep(() =>
            {
                live.Publish(work.Entries);
                if (work.HasMessages)
                {
                    outbox.Wake();
                }
            });
            return outcome;
        }, ct);
}

/// <summary>Follows what a use case did, inside of the same transaction: both are kept, or neither; a repeated command finds both.</summary>
public interface IReaction
{
    /// <summary>Whether there is something to follow; asked after every use case, so it asks no database.</summary>
    bool Concerns(UnitOfWork work);

    /// <summary>Must bound what it does.</summary>
    Task FollowAsync(UnitOfWork work, CancellationToken ct);
}

/// <summary>What a use case works with inside its transaction.</summary>
public sealed class UnitOfWork
{
    private static readonly Compiled<Func<WorkspaceDb, Guid, CancellationToken, Task<StreamRow?>>> s_head = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid id, CancellationToken _) => db.Set<StreamRow>().SingleOrDefault(s => s.Id == id)));

    private readonly Dictionary<Guid, StreamRow> _streams = [];
    private readonly List<PublishedEntry> _entries = [];
    private readonly UnitOfWork _whole;
    private readonly bool _locksRows;
    private bool _quiet;
    private bool _hasMessages;

    internal UnitOfWork(WorkspaceDb db, Actor actor, Guid command, DateTimeOffset now, bool locksRows)
    {
        (Db, Actor, Command, Now, _locksRows, _whole) = (db, actor, command, now, locksRows, this);
    }

    private UnitOfWork(UnitOfWork whole, Actor actor)
        : this(whole.Db, actor, whole.Command, whole.Now, whole._locksRows)
    {
        (_streams, _entries, _whole) = (whole._streams, whole._entries, whole);
    }

    public WorkspaceDb Db { get; }
    public Actor Actor { get; }

    /// <summary>The command's id.</summary>
    public Guid Command { get; }

    /// <summary>One moment for the whole transaction.</summary>
    public DateTimeOffset Now { get; }

    internal IReadOnlyList<PublishedEntry> Entries => _entries;
    internal bool HasMessages => _whole._hasMessages;

    /// <summary>Whether what was done so far is for reactions to follow.</summary>
    internal bool Reacts => !_quiet && _entries.Exists(e => e.Stream.Reacts);

    /// <summary>The same piece of work, carried on by a rule.</summary>
    internal UnitOfWork As(Actor rule) => new(_whole, rule);

    /// <summary>What it does is no occasion for reactions: it takes something back, or only copies.</summary>
    public void Quiet() => _quiet = true;

    /// <summary>From now on something reacts to the stream's entries, or nothing does any more.</summary>
    public void LetReact(Guid stream, bool reacts) => _streams[stream].Reacts = reacts;

    /// <summary>Where a taken stream stands, entries of this transaction included.</summary>
    public long Sequence(Guid stream) => _streams[stream].Sequence;

    /// <summary>Whether an entry of a taken stream is one of this transaction.</summary>
    public bool Wrote(Guid stream, long sequence) => _entries.Exists(e => e.Entry.Stream == stream && e.Entry.Sequence == sequence);

    /// <summary>A new stream; its id is the id of what it is the journal of.</summary>
    public void Begin(Guid stream, StreamKind kind)
    {
        var row = new StreamRow { Id = stream, Organisation = Actor.Organisation, Kind = kind, ChangedAt = Now };
        _streams.Add(stream, row);
        _ = Db.Add(row);
    }

    /// <summary>Appends to the journal and returns the entry's sequence.</summary>
    /// <param name="subject">What inside of the stream changed, such as a card: its history is found by it.</param>
    public long Append(Guid stream, Change change, Guid? subject = null)
    {
        var row = _streams[stream];
        row.Sequence++;
        row.ChangedAt = Now;
        var entry = new JournalEntry(stream, row.Sequence, Now, Actor.View, Command, change);
        _ = Db.Add(JournalRow.From(entry, Actor.Organisation, subject));
        _entries.Add(new PublishedEntry(entry, row));
        return row.Sequence;
    }

    /// <summary>Somebody may lose access: open tabs are put out of the stream's live group and must ask again.</summary>
    public void AccessChanged(Guid stream)
    {
        var row = _streams[stream];
        row.ReopenEpoch ??= row.Epoch;
        row.Epoch++;
    }

    /// <summary>A message to Teams, sent after the commit, at least once.</summary>
    public void Send(OutboxMessage message)
    {
        _ = Db.Add(message);
        _whole._hasMessages = true;
    }

    /// <summary>
    /// Takes a stream that belongs to one that is taken already, as an approval to its card's board: always the board first, so that
    /// nobody waits for each other. False where it is not there.
    /// </summary>
    internal async Task<bool> TakeAsync(Guid id, CancellationToken ct)
    {
        if (_streams.ContainsKey(id))
        {
            return true;
        }

        // On SQLite the transaction already holds the only write lock; PostgreSQL locks the row.
        var row = _locksRows
            ? await Db.Set<StreamRow>().FromSql($"SELECT * FROM streams WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct)
            : await s_head.For(Db)(Db, id, ct);
        if (row is not null)
        {
            _streams.Add(id, row);
        }

        return row is not null;
    }
}
