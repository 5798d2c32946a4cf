using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Export;

/// <summary>A board with all of its cards, archive and trash included; comments and history are read as they are written.</summary>
internal sealed record BoardContent(
    Board Board,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<Label> Labels,
    IReadOnlyList<CustomField> Fields,
    IReadOnlyList<Card> Cards,
    IReadOnlyDictionary<Guid, Person> People,
    TimeZoneInfo Zone)
{
    public static async Task<BoardContent> ReadAsync(WorkspaceDb db, Guid id, CancellationToken ct) => new(
        await db.Set<Board>().AsNoTracking().SingleAsync(b => b.Id == id, ct),
        [.. (await db.Set<Column>().AsNoTracking().Where(c => c.Board == id).ToListAsync(ct)).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id)],
        await db.Set<Label>().AsNoTracking().Where(l => l.Board == id).OrderBy(l => l.Id).ToListAsync(ct),
        await db.Set<CustomField>().AsNoTracking().Where(f => f.Board == id).InOrder().ToListAsync(ct),
        await db.Set<Card>().AsNoTracking().Where(c => c.Board == id).OrderBy(c => c.Number).ToListAsync(ct),
        await db.Set<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, ct),
        TimeZoneInfo.FindSystemTimeZoneById(await db.Set<Organisation>().Select(o => o.TimeZone).SingleAsync(ct)));
}
