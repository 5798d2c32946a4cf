namespace Workspace.Domain.Shared;

/// <summary>Everything that belongs to exactly one organisation (product.md, section 0). Storage filters by it, twice.</summary>
public interface IOwned
{
    /// <summary>The Entra tenant id of the organisation.</summary>
    Guid Organisation { get; }
}
