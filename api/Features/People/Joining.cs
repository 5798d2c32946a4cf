using Workspace.Contracts.People;
using Workspace.Domain.People;
using Workspace.Features.Organisations;
using Workspace.Features.Storage;
using Role = Workspace.Domain.People.Role;

namespace Workspace.Features.People;

/// <summary>Somebody becomes known: by their first visit, or by following the directory.</summary>
internal static class Joining
{
    /// <summary>Adds the person; a first administrator of the configuration gets the role at once.</summary>
    public static void Add(UnitOfWork work, DirectoryPerson found, OrganisationOptions options)
    {
        var person = new Person { Id = found.Id, Organisation = work.Actor.Organisation, Name = found.Name };
        Update(person, found);
        _ = work.Db.Add(person);
        _ = work.Append(work.Actor.Organisation, new PersonAppeared(found.Id), found.Id);
        if (options.Administrators.Any(a => string.Equals(a, found.UserPrincipalName, StringComparison.OrdinalIgnoreCase)
            || (Guid.TryParse(a, out var id) && id == found.Id)))
        {
            _ = work.Db.Add(new RoleGrant { Organisation = work.Actor.Organisation, Person = found.Id, Role = Role.Administrator, Since = work.Now });
            _ = work.Append(work.Actor.Organisation, new RoleGranted(found.Id, Contracts.People.Role.Administrator), found.Id);
        }
    }

    /// <summary>Takes over what the directory says now.</summary>
    public static void Update(Person person, DirectoryPerson found) =>
        person.Update(found.Name, found.UserPrincipalName, found.Mail, found.Department, found.JobTitle, found.Active);
}
