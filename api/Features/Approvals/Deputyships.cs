using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;

namespace Workspace.Features.Approvals;

/// <summary>A <see cref="Deputyship"/> as it is stored.</summary>
public sealed class DeputyshipRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Principal { get; init; }
    public required Guid Deputy { get; init; }
    public required DeputyKind Kind { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; set; }
    public string? Unit { get; init; }
    public string? Type { get; init; }
    public decimal? UpTo { get; init; }

    internal Deputyship ToDomain() => new(Id, Principal, Deputy, Kind, From, To) { Unit = Unit, Type = Type, UpTo = UpTo };
}

/// <summary>A <see cref="SigningPower"/> as it is stored.</summary>
public sealed class SigningPowerRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Person { get; init; }
    public required SignatureForm As { get; init; }
    public string? Unit { get; init; }
    public string? Type { get; init; }
    public decimal? UpTo { get; init; }

    internal SigningPower ToDomain() => new(Person, As) { Unit = Unit, Type = Type, UpTo = UpTo };
}
