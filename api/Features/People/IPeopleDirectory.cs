namespace Workspace.Features.People;

/// <summary>The organisation's people as Microsoft Graph knows them.</summary>
public interface IPeopleDirectory
{
    /// <summary>One person; null where Entra has no such account.</summary>
    /// <exception cref="Shared.ProblemException"><c>organisation-not-prepared</c> (no consent), <c>graph-unavailable</c>.</exception>
    Task<DirectoryPerson?> FindAsync(Guid organisation, Guid person, CancellationToken ct);

    /// <summary>The next page of changes since a cursor; null begins with everybody.</summary>
    /// <exception cref="Shared.ProblemException">As above.</exception>
    Task<DirectoryPage> ChangesAsync(Guid organisation, string? cursor, CancellationToken ct);

    /// <summary>A group with all its people, those of groups inside of it too; null where Entra has no such group.</summary>
    /// <exception cref="Shared.ProblemException">As above.</exception>
    Task<DirectoryGroup?> FindGroupAsync(Guid organisation, Guid group, CancellationToken ct);

    /// <summary>Groups whose name begins like this; at most twenty.</summary>
    /// <exception cref="Shared.ProblemException">As above.</exception>
    Task<IReadOnlyList<DirectoryGroup>> FindGroupsAsync(Guid organisation, string search, CancellationToken ct);
}

public sealed record DirectoryPerson(
    Guid Id, string Name, string? UserPrincipalName, string? Mail, string? Department, string? JobTitle, bool Active);

/// <param name="Gone">Accounts that were deleted.</param>
/// <param name="Cursor">Where to go on: at once where <paramref name="More"/>, else at the next look.</param>
public sealed record DirectoryPage(IReadOnlyList<DirectoryPerson> People, IReadOnlyList<Guid> Gone, string? Cursor, bool More);

/// <param name="People">Empty where only names were asked for.</param>
public sealed record DirectoryGroup(Guid Id, string Name, IReadOnlyList<Guid> People);
