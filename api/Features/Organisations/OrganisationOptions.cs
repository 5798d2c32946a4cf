using System.ComponentModel.DataAnnotations;
using Workspace.Domain.Shared;

namespace Workspace.Features.Organisations;

/// <summary>Section <c>Organisation</c>: the municipality this installation serves and its first administrators.</summary>
public sealed class OrganisationOptions : IValidatableObject
{
    public const string Section = "Organisation";

    /// <summary>The Entra tenant id.</summary>
    public Guid TenantId { get; set; }

    [Required(ErrorMessage = "Set Organisation:Name, the name people know the municipality by.")]
    public string Name { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>The Land whose statutory holidays hold, as two letters (<c>BY</c>); none: those of the whole country alone.</summary>
    public string? Land { get; set; }

    /// <summary>User principal names or object ids of the first administrators.</summary>
    public IList<string> Administrators { get; init; } = [];

    internal Land? LandOrNull => Enum.GetNames<Land>().Contains(Land, StringComparer.Ordinal) ? Enum.Parse<Land>(Land!) : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TenantId == Guid.Empty)
        {
            yield return new ValidationResult("Set Organisation:TenantId to the Entra tenant id of the municipality.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult($"Organisation:TimeZone '{TimeZone}' is not a time zone; for example 'Europe/Berlin'.");
        }

        if (!string.IsNullOrEmpty(Land) && LandOrNull is null)
        {
            yield return new ValidationResult($"Organisation:Land '{Land}' is not a Land; set one of {string.Join(", ", Enum.GetNames<Land>())}, or leave it out.");
        }
    }
}
