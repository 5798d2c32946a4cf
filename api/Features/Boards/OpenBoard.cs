using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>A board as bytes, the same for everybody who may read it.</summary>
public sealed class BoardSnapshot(long sequence, byte[] json)
{
    private readonly Lazy<byte[]> _brotli = new(() => Compress(json, s => new BrotliStream(s, CompressionLevel.Fastest)));
    private readonly Lazy<byte[]> _gzip = new(() => Compress(json, s => new GZipStream(s, CompressionLevel.Fastest)));

    public long Sequence { get; } = sequence;
    public byte[] Json { get; } = json;
    public byte[] Brotli => _brotli.Value;
    public byte[] Gzip => _gzip.Value;

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> by)
    {
        using var target = new MemoryStream();
        using (var packing = by(target))
        {
            packing.Write(bytes);
        }

        return target.ToArray();
    }
}

/// <summary>
/// Reads a whole board. Access is looked up on every request, before anything is answered from memory; the snapshot is
/// made once per sequence, so that a thousand readers cost one serialisation.
/// </summary>
public sealed class OpenBoard(Reads reads, BoardSnapshots snapshots, Actors actors)
{
    /// <summary>
    /// Where the board stands for whoever the token names: one question for both, since no request comes more often. Where it finds
    /// nothing (they are new here, or have left, or may not see it), the two are asked one after the other.
    /// </summary>
    /// <exception cref="ProblemException">As of <see cref="Actors"/>.</exception>
    public async Task<BoardStanding?> StandingAsync(ClaimsPrincipal user, Guid board, CancellationToken ct)
    {
        var named = actors.Named(user);
        return await reads.OneAsync(named.Organisation, db => BoardAccess.StandingOfNamedAsync(db, named, board, ct), ct)
            ?? await StandingAsync(await actors.OfAsync(user, ct), board, ct);
    }

    /// <summary>Where the board stands for this actor; what an If-None-Match is compared with.</summary>
    public Task<BoardStanding?> StandingAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OneAsync(actor.Organisation, db => BoardAccess.StandingAsync(db, actor, board, ct), ct);

    /// <summary>
    /// The snapshot at the given sequence or a later one. The caller has looked up access. Others may wait for the same
    /// read: it goes on when the one who began it has gone.
    /// </summary>
    public Task<BoardSnapshot> SnapshotAsync(ClaimsPrincipal user, Guid board, long sequence, CancellationToken ct) =>
        snapshots.GetAsync(board, sequence, () => reads.RunAsync(actors.Named(user).Organisation, db => ReadAsync(db, board), CancellationToken.None)).WaitAsync(ct);

    private static async Task<BoardSnapshot> ReadAsync(WorkspaceDb db, Guid id)
    {
        var board = await db.Set<Board>().AsNoTracking().SingleAsync(b => b.Id == id);
        var sequence = await db.Set<Journal.StreamRow>().Where(s => s.Id == id).Select(s => s.Sequence).SingleAsync();
        var columns = await db.Set<Column>().AsNoTracking().Where(c => c.Board == id && c.ArchivedAt == null).ToListAsync();
        var labels = await db.Set<Label>().AsNoTracking().Where(l => l.Board == id).OrderBy(l => l.Id).ToListAsync();
        var members = await db.Set<BoardMember>().AsNoTracking().Where(m => m.Board == id).ToListAsync();
        var fields = await db.Set<CustomField>().AsNoTracking().Where(f => f.Board == id && f.ArchivedAt == null).InOrder().ToListAsync();
        var units = await db.Set<BoardUnit>().AsNoTracking().Where(u => u.Board == id).ToListAsync();
        var archived = await db.Set<Card>().CountAsync(c => c.Board == id && c.ArchivedAt != null && c.TrashedAt == null);
        var cards = await db.Set<Card>().AsNoTracking().Where(c => c.Board == id && c.ArchivedAt == null).ToListAsync();
        var view = new BoardView(
            board.Id, sequence, board.Name, board.Purpose, board.Key, board.Visibility.ToWire(),
            [.. columns.OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => c.ToView())],
            [.. labels.Select(l => l.ToView())],
            [.. fields.Select(f => f.ToView())],
            [.. members.OrderByDescending(m => m.Role).ThenBy(m => m.Person).Select(m => new MemberView(m.Person, m.Role.ToWire()))],
            [.. units.OrderBy(u => u.Kind).ThenBy(u => u.Name, StringComparer.Ordinal).Select(u => u.ToView())],
            [.. cards.OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => c.ToView())],
            archived,
            board.Template,
            board.ArchivedAt is not null);
        return new BoardSnapshot(sequence, JsonSerializer.SerializeToUtf8Bytes(view, Wire.Options));
    }
}

/// <summary>Keeps the newest snapshot of the boards read last; right by sequence, never by time.</summary>
public sealed class BoardSnapshots
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();
    private long _uses;

    internal async Task<BoardSnapshot> GetAsync(Guid board, long sequence, Func<Task<BoardSnapshot>> read)
    {
        var entry = _entries.AddOrUpdate(
            board,
            _ => new Entry(sequence, new Lazy<Task<BoardSnapshot>>(read)),
            (_, had) => had.Sequence >= sequence ? had : new Entry(sequence, new Lazy<Task<BoardSnapshot>>(read)));
        entry.LastUse = Interlocked.Increment(ref _uses);
        Trim();
        try
        {
            return await entry.Snapshot.Value;
        }
        catch
        {
            // A failed read is not remembered; whoever waited for it gets the error, the next one reads again.
            _ = _entries.TryRemove(new KeyValuePair<Guid, Entry>(board, entry));
            throw;
        }
    }

    private void Trim()
    {
        while (_entries.Count > Most)
        {
            _ = _entries.TryRemove(_entries.MinBy(e => e.Value.LastUse).Key, out _);
        }
    }

    private sealed class Entry(long sequence, Lazy<Task<BoardSnapshot>> snapshot)
    {
        public long Sequence { get; } = sequence;
        public Lazy<Task<BoardSnapshot>> Snapshot { get; } = snapshot;
        public long LastUse { get; set; }
    }
}
