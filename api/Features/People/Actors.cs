using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workspace.Contracts.Live;
using Workspace.Domain.People;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Role = Workspace.Contracts.People.Role;

namespace Workspace.Features.People;

/// <summary>
/// Who acts, from a validated token or a verified activity. Somebody of a known organisation who comes for the first
/// time is looked up in Graph and joins.
/// </summary>
public sealed class Actors(Reads reads, Changes changes, IPeopleDirectory directory, IOptions<OrganisationOptions> organisation)
{
    /// <exception cref="ProblemException">401, 403 <c>organisation-unknown</c>, <c>organisation-not-prepared</c>, <c>person-unknown</c>, 503.</exception>
    public Task<Actor> OfAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var named = Named(user);
        return OfAsync(named.Organisation, named.Person.GetValueOrDefault(), ct);
    }

    /// <summary>Whom the token names, without roles. Whether they are (still) of the organisation is for the caller's own query to ask.</summary>
    /// <exception cref="ProblemException">401, 403 <c>organisation-unknown</c>.</exception>
    internal Actor Named(ClaimsPrincipal user)
    {
        if (!Guid.TryParse(Claim(user, "tid", "http://schemas.microsoft.com/identity/claims/tenantid"), out var tenant) || PersonOf(user) is not { } person)
        {
            throw new ProblemException(StatusCodes.Status401Unauthorized, "not-signed-in");
        }

        CheckOurs(tenant);
        return Actor.Reader(tenant, person);
    }

    /// <summary>The Entra object id that a validated token names.</summary>
    internal static Guid? PersonOf(ClaimsPrincipal user) =>
        Guid.TryParse(Claim(user, "oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"), out var person) ? person : null;

    /// <inheritdoc cref="OfAsync(ClaimsPrincipal, CancellationToken)"/>
    public async Task<Actor> OfAsync(Guid tenant, Guid person, CancellationToken ct)
    {
        CheckOurs(tenant);
        var known = await reads.OneAsync(tenant, db => KnownAsync(db, person, ct), ct) ?? await JoinAsync(tenant, person, ct);
        return known.Active
            ? new Actor(tenant, ActorKind.Person, person, known.Roles)
            : throw new ProblemException(StatusCodes.Status403Forbidden, "person-unknown");
    }

    private void CheckOurs(Guid tenant)
    {
        if (tenant != organisation.Value.TenantId)
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, "organisation-unknown");
        }
    }

    private static async Task<Known?> KnownAsync(WorkspaceDb db, Guid person, CancellationToken ct)
    {
        Known? known = null;
        await foreach (var row in s_rows.For(db)(db, person).WithCancellation(ct))
        {
            known ??= new Known(row.Active, []);
            if (row.Role is { } role)
            {
                known.Roles.Add((Role)role);
            }
        }

        return known;
    }

    private async Task<Known> JoinAsync(Guid tenant, Guid person, CancellationToken ct)
    {
        var found = await directory.FindAsync(tenant, person, ct)
            ?? throw new ProblemException(StatusCodes.Status403Forbidden, "person-unknown");
        var actor = new Actor(tenant, ActorKind.Person, person, []);
        _ = await changes.RunAsync<Done>(actor, Command.Own(), [tenant], async work =>
        {
            if (!await work.Db.Set<Person>().AnyAsync(p => p.Id == person, ct))
            {
                Joining.Add(work, found, organisation.Value);
            }

            return Done.Instance;
        }, ct);
        return await reads.RunAsync(tenant, db => KnownAsync(db, person, ct), ct)
            ?? throw new ProblemException(StatusCodes.Status403Forbidden, "organisation-not-prepared");
    }

    private static string? Claim(ClaimsPrincipal user, string name, string longName) => user.FindFirst(name)?.Value ?? user.FindFirst(longName)?.Value;

    private static readonly Compiled<Func<WorkspaceDb, Guid, IAsyncEnumerable<Row>>> s_rows = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid person) => db.Set<Person>().Where(p => p.Id == person)
            .SelectMany(
                p => db.Set<RoleGrant>().Where(g => g.Person == p.Id).DefaultIfEmpty(),
                (p, g) => new Row(p.Active, g == null ? null : g.Role))));

    private sealed record Row(bool Active, Domain.People.Role? Role);

    private sealed record Known(bool Active, List<Role> Roles);
}
