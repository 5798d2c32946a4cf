using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.People;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.People;

public static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Actors>()
        .AddSingleton<FollowGroups>()
        .AddSingleton<FollowDirectory>()
        .AddHostedService(s => s.GetRequiredService<FollowDirectory>());

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("People").RequireAuthorization();
        _ = group.MapGet("/me", Me).WithSummary("Who is signed in. Anybody of the organisation.");
        _ = group.MapGet("/people/units", Units).WithSummary("Departments and Entra groups that can take part in a board. Anybody of the organisation.");
        _ = group.MapGet("/people", Find).WithSummary("People of the organisation by name, mail or department. Anybody of the organisation.");
    }

    /// <summary>What may be put on a board beside persons: departments by any part of the name, groups by its beginning.</summary>
    private static async Task<Ok<UnitChoice[]>> Units(Actor actor, Reads reads, IPeopleDirectory directory, string search, CancellationToken ct)
    {
        var part = search.Trim();
        var departments = await reads.RunAsync(actor, db => db.Set<Person>().Where(p => p.Active && p.Department != null)
            .GroupBy(p => p.Department!).Select(g => new { Name = g.Key, People = g.Count() }).ToListAsync(ct), ct);
        var groups = part.Length < 2 ? [] : await directory.FindGroupsAsync(actor.Organisation, part, ct);
        return TypedResults.Ok<UnitChoice[]>([
            .. departments.Where(d => d.Name.Contains(part, StringComparison.CurrentCultureIgnoreCase)).OrderBy(d => d.Name, StringComparer.CurrentCulture).Take(20)
                .Select(d => new UnitChoice(Contracts.Boards.UnitKind.Department, d.Name, d.Name, d.People)),
            .. groups.Select(g => new UnitChoice(Contracts.Boards.UnitKind.Group, g.Id.ToString("D"), g.Name, null)),
        ]);
    }

    private static async Task<Ok<MeView>> Me(Actor actor, Reads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.RunAsync(actor, async db =>
        {
            var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == actor.Person, ct);
            var organisation = await db.Set<Organisation>().AsNoTracking().SingleAsync(ct);
            return new MeView(person.ToView(), new OrganisationView(organisation.Id, organisation.Name, organisation.TimeZone), actor.Roles);
        }, ct));

    /// <param name="ids">Exactly these people, disabled ones too; for showing names of what a board holds.</param>
    private static async Task<Ok<PersonView[]>> Find(
        Actor actor, Reads reads, string? search, Guid[]? ids, int? take, CancellationToken ct) =>
        TypedResults.Ok(await reads.RunAsync(actor, async db =>
        {
            var people = db.Set<Person>().AsNoTracking();
            if (ids is { Length: > 0 })
            {
                return await people.Where(p => ids.Contains(p.Id)).Select(p => p.ToView()).ToArrayAsync(ct);
            }

            return await people.Named(search).Take(Math.Clamp(take ?? 20, 1, 100)).Select(p => p.ToView()).ToArrayAsync(ct);
        }, ct));

    /// <summary>Active people whose name, mail or department has all of the words, by name.</summary>
    public static IQueryable<Person> Named(this IQueryable<Person> people, string? search)
    {
        foreach (var word in (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5))
        {
            var part = word.ToLowerInvariant();
            people = people.Where(p => p.Searchable.Contains(part));
        }

        return people.Where(p => p.Active).OrderBy(p => p.Name);
    }

    public static PersonView ToView(this Person p) => new(p.Id, p.Name, p.Department, p.JobTitle, p.Mail, p.Active);
}
