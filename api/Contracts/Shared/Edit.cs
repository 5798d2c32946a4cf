namespace Workspace.Contracts.Shared;

/// <summary>
/// One field of a partial change: absent = untouched, present = the new value, which may be null to clear the
/// field. Said this way because JSON readers cannot tell "absent" from "null" in a typed language.
/// </summary>
public sealed record Edit<T>(T Value);
