using Microsoft.EntityFrameworkCore;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The protocol of an approval, as a page to print or to file: who, for whom, when, which version, what; the record with its hashes.</summary>
public sealed class ReadProtocol(Reads reads, TimeProvider clock)
{
    public Task<Outcome<ProtocolPage>> RunAsync(Actor actor, Guid id, string language, CancellationToken ct) => reads.RunAsync<Outcome<ProtocolPage>>(actor, async db =>
    {
        var now = clock.GetUtcNow();
        if (await FindApproval.DetailAsync(db, actor, id, now, language, ct) is not ({ } detail, { } house)) { return default; }

        var record = await ReadApprovalRecord.ReadAsync(db, id, ct);
        var people = FindApprovalForMessage.PeopleOf(detail).Concat(record.Entries.SelectMany(e => new[] { e.By, e.For }).OfType<Guid>()).Distinct().ToArray();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var organisation = await db.Set<Organisation>().Select(o => o.Name).SingleAsync(ct);
        return new ProtocolPage(detail, record, names, organisation, house.Calendar.Zone, now, language);
    }, ct);
}
