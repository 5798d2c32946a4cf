namespace Workspace.Sandbox.City;

/// <summary>The second tenant: small, there to prove that nothing crosses from one municipality to the other.</summary>
public static class Nachbarstadt
{
    public const string Domain = "nachbarstadt.example";

    public static readonly Guid Tenant = Guid.Parse("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed");

    public static readonly DemoPerson Nora = new(
        Guid.Parse("0b0e5a7d-0001-4a00-8c00-7a2f00000001"), "Nora", "Fischer", $"nora.fischer@{Domain}", "Digitalisierung", "Chief Digital Officer");

    public static readonly DemoPerson Omar = new(
        Guid.Parse("0b0e5a7d-0002-4a00-8c00-7a2f00000002"), "Omar", "Haddad", $"omar.haddad@{Domain}", "Bürgerservice", "Sachbearbeiter", Nora.Id);

    public static readonly DemoPerson Paula = new(
        Guid.Parse("0b0e5a7d-0003-4a00-8c00-7a2f00000003"), "Paula", "Neumann", $"paula.neumann@{Domain}", "Kämmerei", "Kämmerin", Nora.Id);

    public static readonly Guid ProjectGroup = Guid.Parse("96c0a7e0-0001-4b00-9d00-7a2f00000001");

    public static DemoCity City { get; } = new(
        Tenant, "Nachbarstadt", Domain, [Nora, Omar, Paula],
        [new DemoGroup(ProjectGroup, "Digitales Rathaus", "digitales-rathaus", "Alles an einem Tisch", [Nora.Id, Omar.Id], [Nora.Id])]);
}
