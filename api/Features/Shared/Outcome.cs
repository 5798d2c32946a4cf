using System.Diagnostics.CodeAnalysis;
using Workspace.Domain.Shared;

namespace Workspace.Features.Shared;

/// <summary>What a use case answers: a value, a refusal, or (default) "not there, or not yours".</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are the point; they have no other name.")]
public readonly record struct Outcome<T>
    where T : class
{
    public T? Value { get; private init; }
    public Refusal? Refusal { get; private init; }

    public static implicit operator Outcome<T>(T value) => new() { Value = value };
    public static implicit operator Outcome<T>(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>For use cases that have nothing to tell beyond "done".</summary>
public sealed record Done
{
    public static readonly Done Instance = new();
}
