using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>A deputyship with the names that a message needs.</summary>
public sealed record DeputyshipForMessage(DeputyshipView View, string PrincipalName, string DeputyName);

/// <summary>For Teams messages; of the actor's own.</summary>
public sealed class FindDeputyshipForMessage(Reads reads)
{
    public Task<DeputyshipForMessage?> RunAsync(Actor actor, Guid id, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        if (await db.Set<DeputyshipRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && (d.Principal == actor.Person || d.Deputy == actor.Person), ct) is not { } row) { return null; }

        var names = await db.Set<Person>().Where(p => p.Id == row.Principal || p.Id == row.Deputy).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return new DeputyshipForMessage(row.ToView(), names.GetValueOrDefault(row.Principal, "?"), names.GetValueOrDefault(row.Deputy, "?"));
    }, ct);
}
