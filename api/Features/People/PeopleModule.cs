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
        .AddSingleton<FollowDirectory>()
        .AddHostedService(s => s.GetRequiredService<FollowDirectory>());

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("People").RequireAuthorization();
        _ = group.MapGet("/me", Me).WithSummary("Who is signed in. Anybody of the organisation.");
        _ = group.MapGet("/people", Find).WithSummary("People of the organisation by name, mail or department. Anybody of the organisation.");
    }

    private static async Task<Ok<MeView>> Me(Actor actor, Reads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.RunAsync(actor, async db =>
        {
            var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == actor.Person, ct);
            var organisation = await db.Set<Organisation>().AsNoTracking().SingleAsync(ct);
            return new MeView(ViewOf(person), new OrganisationView(organisation.Id, organisation.Name, organisation.TimeZone), actor.Roles);
        }, ct));

    /// <param name="ids">Exactly these people, disabled ones too; for showing names of what a board holds.</param>
    private static async Task<Ok<PersonView[]>> Find(
        Actor actor, Reads reads, string? search, Guid[]? ids, int? take, CancellationToken ct) =>
        TypedResults.Ok(await reads.RunAsync(actor, async db =>
        {
            var people = db.Set<Person>().AsNoTracking();
            if (ids is { Length: > 0 })
            {
                return await people.Where(p => ids.Contains(p.Id)).Select(p => ViewOf(p)).ToArrayAsync(ct);
            }

            foreach (var word in (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5))
            {
                var part = word.ToLowerInvariant();
                people = people.Where(p => p.Searchable.Contains(part));
            }

            return await people.Where(p => p.Active).OrderBy(p => p.Name).Take(Math.Clamp(take ?? 20, 1, 100)).Select(p => ViewOf(p)).ToArrayAsync(ct);
        }, ct));

    private static PersonView ViewOf(Person p) => new(p.Id, p.Name, p.Department, p.JobTitle, p.Mail, p.Active);
}
