using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>
/// A person's secret address of a board's calendar. It shows what the person may see and nothing once they may not; only its hash is
/// kept, so that nobody can read the address out of the database.
/// </summary>
public sealed class CalendarLink : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required Guid Person { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    public required string Hash { get; set; }

    public required DateTimeOffset Since { get; set; }
}
