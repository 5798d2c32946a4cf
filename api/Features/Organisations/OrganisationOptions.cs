using Workspace.Domain.Shared;

namespace Workspace.Features.Organisations;

/// <summary>Section <c>Organisation</c>: the municipality this installation serves and its first administrators.</summary>
public sealed class OrganisationOptions
{
    public const string Section = "Organisation";

    /// <summary>The Entra tenant id.</summary>
    public Guid TenantId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>The Land whose statutory holidays hold, as two letters (<c>BY</c>); none: those of the whole country alone.</summary>
    public string? Land { get; set; }

    /// <summary>User principal names or object ids of the first administrators.</summary>
    public IList<string> Administrators { get; init; } = [];

    internal Land? LandOrNull => Enum.GetNames<Land>().Contains(Land, StringComparer.Ordinal) ? Enum.Parse<Land>(Land!) : null;
}
