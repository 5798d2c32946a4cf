namespace Workspace.Sandbox.City;

/// <summary>One municipality of the sandbox = one Entra tenant with its people and Microsoft 365 groups.</summary>
public sealed record DemoCity(Guid Tenant, string Name, string Domain, IReadOnlyList<DemoPerson> People, IReadOnlyList<DemoGroup> Groups)
{
    public DemoPerson Person(Guid id) =>
        People.FirstOrDefault(person => person.Id == id) ?? throw new ArgumentException($"{Name} has no person {id}.", nameof(id));
}

public sealed record DemoPerson(
    Guid Id, string GivenName, string Surname, string UserPrincipalName, string Department, string JobTitle, Guid? Manager = null, bool AccountEnabled = true)
{
    public string DisplayName => $"{GivenName} {Surname}";

    public string Mail => UserPrincipalName;
}

/// <summary>A Microsoft 365 group: the owner of Planner plans. Owners are not members unless they are listed as such, as in Entra.</summary>
public sealed record DemoGroup(Guid Id, string Name, string MailNickname, string Description, IReadOnlyList<Guid> Members, IReadOnlyList<Guid> Owners);
