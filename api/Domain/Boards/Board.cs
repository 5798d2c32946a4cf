using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>Who sees a board beside its members.</summary>
public enum BoardVisibility
{
    /// <summary>Its members alone.</summary>
    Members,

    /// <summary>Everybody of the organisation may read.</summary>
    Organisation,
}

/// <summary>A project board on which several departments work at once (product.md, section 1).</summary>
public sealed class Board : IOwned
{
    private Board(Guid id, Guid organisation, string name, string key, DateTimeOffset createdAt)
    {
        (Id, Organisation, Name, Key, CreatedAt) = (id, organisation, name, key, createdAt);
    }

    public Guid Id { get; private set; }
    public Guid Organisation { get; private set; }
    public string Name { get; private set; }
    public string? Purpose { get; private set; }

    /// <summary>What card numbers begin with: <c>BÜ</c> in <c>BÜ-42</c>.</summary>
    public string Key { get; private set; }

    public BoardVisibility Visibility { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A pattern for new boards, offered to everybody who may see it.</summary>
    public bool Template { get; private set; }

    /// <summary>Put away: out of the lists, nothing on it changes any more.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>The number of the newest card; numbers are never given twice.</summary>
    public int LastNumber { get; private set; }

    /// <summary>A new board; a key is made from the name where none is given.</summary>
    public static Board Create(Guid id, Guid organisation, string name, string? key, BoardVisibility visibility, DateTimeOffset at) =>
        new(id, organisation, name.Trim(), string.IsNullOrWhiteSpace(key) ? KeyFrom(name) : key.Trim().ToUpperInvariant(), at)
        {
            Visibility = visibility,
        };

    public void Rename(string name) => Name = name.Trim();

    public void Explain(string? purpose) => Purpose = string.IsNullOrWhiteSpace(purpose) ? null : purpose.Trim();

    public void Show(BoardVisibility visibility) => Visibility = visibility;

    public void UseAsTemplate(bool template) => Template = template;

    public void Archive(DateTimeOffset at) => ArchivedAt ??= at;

    public void Restore() => ArchivedAt = null;

    public static readonly Refusal Archived = new("boards.board-archived");

    /// <summary>The next card number.</summary>
    public int TakeNumber() => ++LastNumber;

    /// <summary>Keeps numbers that came with an import; later cards count on from the highest.</summary>
    public void KeepNumbersUpTo(int number) => LastNumber = Math.Max(LastNumber, number);

    /// <summary>
    /// The role somebody has: the strongest of their own, their units' and what visibility gives; null where the board does not exist
    /// for them.
    /// </summary>
    public static BoardRole? RoleOf(BoardRole? own, BoardRole? units, BoardVisibility visibility)
    {
        var roles = new[] { own, units, visibility is BoardVisibility.Organisation ? BoardRole.Viewer : null };
        return roles.Max();
    }

    private static string KeyFrom(string name)
    {
        var letters = string.Concat(name.Where(char.IsLetter).Take(2)).ToUpperInvariant();
        return letters.Length == 0 ? "K" : letters;
    }
}

/// <summary>A person's own role on a board.</summary>
public sealed class BoardMember : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required Guid Person { get; init; }
    public required BoardRole Role { get; set; }

    /// <summary>A board keeps at least one owner.</summary>
    public static readonly Refusal LastOwner = new("boards.last-owner");
}

/// <summary>What kind of many people a board has as a member.</summary>
public enum UnitKind
{
    /// <summary>All people whom the directory has in a department.</summary>
    Department,

    /// <summary>All people of an Entra group, those of groups inside of it too.</summary>
    Group,
}

/// <summary>A department or an Entra group that takes part: all its people have the role, and lose it when they leave.</summary>
public sealed class BoardUnit : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required UnitKind Kind { get; init; }

    /// <summary>The department's name, or the group's Entra id.</summary>
    public required string Key { get; init; }

    /// <summary>What is shown.</summary>
    public required string Name { get; set; }

    public required BoardRole Role { get; set; }

    public static readonly Refusal NotFound = new("boards.unit-not-found");
}
