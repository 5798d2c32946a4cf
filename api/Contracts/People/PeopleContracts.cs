using Workspace.Contracts.Live;

namespace Workspace.Contracts.People;

/// <summary>A person of the organisation, as Entra knows them.</summary>
/// <param name="Id">The Entra object id.</param>
/// <param name="Active">False for accounts that are disabled or gone.</param>
public sealed record PersonView(Guid Id, string Name, string? Department, string? JobTitle, string? Mail, bool Active);

/// <summary>Who is signed in, and where.</summary>
public sealed record MeView(PersonView Person, OrganisationView Organisation, IReadOnlyList<Role> Roles);

/// <param name="TimeZone">IANA name, for example <c>Europe/Berlin</c>.</param>
public sealed record OrganisationView(Guid Id, string Name, string TimeZone);

/// <summary>What a person is in the organisation (product.md, section 0); everybody is an employee.</summary>
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

/// <summary>The configuration named the organisation and it took its first breath.</summary>
public sealed record OrganisationPrepared : Change;

/// <summary>Somebody of the organisation came for the first time.</summary>
public sealed record PersonAppeared(Guid Person) : Change;

/// <summary>Somebody got a role.</summary>
public sealed record RoleGranted(Guid Person, Role Role) : Change;

/// <summary>A department or Entra group that can take part in a board.</summary>
/// <param name="People">How many people it has; absent for groups, which are read when they take part.</param>
public sealed record UnitChoice(Boards.UnitKind Kind, string Key, string Name, int? People);
