using System.ComponentModel.DataAnnotations;

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

    /// <summary>User principal names or object ids of the first administrators.</summary>
    public IList<string> Administrators { get; init; } = [];

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
    }
}
