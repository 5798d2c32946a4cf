using Workspace.Domain.Shared;

namespace Workspace.Domain.People;

/// <summary>What a person is in the organisation, beside being an employee (product.md, section 0).</summary>
public enum Role
{
    Administrator,
    Cdo,
    ExecutiveBoard,
    DepartmentManager,
    Lotse,
    DataProtectionOfficer,
    StaffCouncil,
}

/// <summary>Somebody of the organisation, as Entra knows them. The name lives here alone: the journal holds ids.</summary>
public sealed class Person : IOwned
{
    /// <summary>The Entra object id; unique inside the organisation.</summary>
    public required Guid Id { get; init; }

    public required Guid Organisation { get; init; }
    public required string Name { get; set; }
    public string? UserPrincipalName { get; private set; }
    public string? Mail { get; private set; }
    public string? Department { get; private set; }
    public string? JobTitle { get; private set; }

    /// <summary>Name, mail and department in lower case, for finding people whatever the database knows of umlauts.</summary>
    public string Searchable { get; private set; } = "";

    /// <summary>False for accounts that are disabled or gone; their work stays.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Takes over what the directory says now.</summary>
    public void Update(string name, string? userPrincipalName, string? mail, string? department, string? jobTitle, bool active)
    {
        (Name, UserPrincipalName, Mail, Department, JobTitle, Active) = (name, userPrincipalName, mail, department, jobTitle, active);
        Searchable = string.Join(' ', name, mail, department).ToLowerInvariant();
    }
}

/// <summary>A role somebody holds.</summary>
public sealed class RoleGrant : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Person { get; init; }
    public required Role Role { get; init; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>One municipality = one Entra tenant.</summary>
public sealed class Organisation
{
    /// <summary>The Entra tenant id.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Whose statutory holidays hold; null: those of the whole country alone.</summary>
    public Land? Land { get; set; }

    /// <summary>Statutory holidays that hold in this municipality alone.</summary>
    public IReadOnlyList<FeastHere> Feasts { get; set; } = [];

    /// <summary>Days on which the house stays closed by its own will.</summary>
    public IReadOnlyList<DayOff> DaysOff { get; set; } = [];

    /// <summary>Where the next look at the directory's changes begins; null before the first.</summary>
    public string? DirectoryCursor { get; set; }
}

/// <summary>Somebody is in an Entra group that takes part in something of ours; groups that don't are not kept.</summary>
public sealed class GroupMember : IOwned
{
    public required Guid Organisation { get; init; }

    /// <summary>The group's Entra id, as <c>D</c> writes it.</summary>
    public required string Group { get; init; }

    public required Guid Person { get; init; }
}
