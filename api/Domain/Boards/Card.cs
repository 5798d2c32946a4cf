using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>One step of a card's checklist.</summary>
public sealed record ChecklistItem(Guid Id, string Title, bool Done);

/// <summary>A link or attachment: any https address with a title.</summary>
public sealed record CardLink(Guid Id, string Title, string Url);

/// <summary>How far the approval that hangs on a card has come; copied here so that the board needs no other stream.</summary>
public enum CardApprovalState
{
    Open,
    Approved,
    Rejected,
}

/// <summary>How urgent a card is.</summary>
public enum CardPriority
{
    Urgent,
    Important,
    Medium,
    Low,
}

/// <summary>A piece of work on a board.</summary>
public sealed class Card : IOwned
{
    private Card(Guid id, Guid organisation, Guid board, int number, string title, Guid column, string rank, DateTimeOffset createdAt)
    {
        (Id, Organisation, Board, Number, Title, Column, Rank, CreatedAt) = (id, organisation, board, number, title, column, rank, createdAt);
    }

    public Guid Id { get; private set; }
    public Guid Organisation { get; private set; }
    public Guid Board { get; private set; }

    /// <summary>Unique in the board; shown as <c>BÜ-42</c>.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; }

    /// <summary>Markdown as typed.</summary>
    public string? Description { get; private set; }

    public Guid Column { get; private set; }
    public string Rank { get; private set; }

    /// <summary>The sequence of the journal entry that changed the card last.</summary>
    public long Version { get; private set; }

    public List<Guid> Assignees { get; private set; } = [];
    public List<Guid> Labels { get; private set; } = [];
    public DateOnly? Start { get; private set; }
    public DateOnly? Due { get; private set; }
    public CardPriority? Priority { get; private set; }

    /// <summary>0 to 100; 100 is done.</summary>
    public int Progress { get; private set; }

    public List<ChecklistItem> Checklist { get; private set; } = [];
    public List<CardLink> Links { get; private set; } = [];
    public int Comments { get; private set; }
    public Guid? Approval { get; private set; }
    public CardApprovalState? ApprovalState { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    public bool IsArchived => ArchivedAt is not null;

    public static readonly Refusal StartAfterDue = new("boards.start-after-due");
    public static readonly Refusal Archived = new("boards.card-archived");
    public static readonly Refusal NotArchived = new("boards.card-not-archived");
    public static readonly Refusal ItemNotFound = new("boards.checklist-item-not-found");
    public static readonly Refusal TooManyItems = new("boards.checklist-full");

    /// <summary>Begun and not finished; the number that Planner writes for "in progress" (percentComplete 50).</summary>
    public const int InWork = 50;

    /// <summary>The most items a checklist holds.</summary>
    public const int MostItems = 500;

    public static Card Create(Guid id, Board board, Guid column, string title, string rank, int number, DateTimeOffset at) =>
        new(id, board.Organisation, board.Id, number, title.Trim(), column, rank, at);

    public void Rename(string title) => Title = title.Trim();

    public void Describe(string? markdown) => Description = string.IsNullOrWhiteSpace(markdown) ? null : markdown;

    public void Assign(IEnumerable<Guid> people) => Assignees = [.. people.Distinct()];

    public void Mark(IEnumerable<Guid> labels) => Labels = [.. labels.Distinct()];

    /// <summary>Sets both days at once, so that moving a whole period needs no detour over an impossible one.</summary>
    public Refusal? Schedule(DateOnly? start, DateOnly? due)
    {
        if (start > due)
        {
            return StartAfterDue;
        }

        (Start, Due) = (start, due);
        return null;
    }

    public void Prioritise(CardPriority? priority) => Priority = priority;

    /// <param name="percent">0 to 100.</param>
    public void Report(int percent) => Progress = Math.Clamp(percent, 0, 100);

    /// <summary>Puts the card at a place. What comes into a done-column is done; what leaves it is in work again.</summary>
    public Refusal? MoveTo(Column column, string rank, bool fromDone)
    {
        if (IsArchived)
        {
            return Archived;
        }

        Progress = (fromDone, column.Done) switch
        {
            (false, true) => 100,
            (true, false) when Progress == 100 => InWork,
            _ => Progress,
        };
        (Column, Rank) = (column.Id, rank);
        return null;
    }

    public Refusal? Archive(DateTimeOffset at)
    {
        if (IsArchived)
        {
            return Archived;
        }

        ArchivedAt = at;
        return null;
    }

    /// <summary>Brings the card back to a column that still exists.</summary>
    public Refusal? Restore(Guid column, string rank)
    {
        if (!IsArchived)
        {
            return NotArchived;
        }

        (ArchivedAt, Column, Rank) = (null, column, rank);
        return null;
    }

    public Refusal? AddItem(Guid id, string title)
    {
        if (Checklist.Count >= MostItems)
        {
            return TooManyItems;
        }

        Checklist = [.. Checklist, new ChecklistItem(id, title.Trim(), false)];
        return null;
    }

    public Refusal? ChangeItem(Guid id, string? title, bool? done)
    {
        if (Checklist.All(i => i.Id != id))
        {
            return ItemNotFound;
        }

        Checklist = [.. Checklist.Select(i => i.Id == id ? i with { Title = title?.Trim() ?? i.Title, Done = done ?? i.Done } : i)];
        return null;
    }

    public Refusal? RemoveItem(Guid id)
    {
        if (Checklist.All(i => i.Id != id))
        {
            return ItemNotFound;
        }

        Checklist = [.. Checklist.Where(i => i.Id != id)];
        return null;
    }

    /// <summary>For imports: the whole content that came from elsewhere.</summary>
    public void Fill(IEnumerable<ChecklistItem> checklist, IEnumerable<CardLink> links, int comments) =>
        (Checklist, Links, Comments) = ([.. checklist], [.. links], comments);

    public void CountComment() => Comments++;

    public void ShowApproval(Guid approval, CardApprovalState state) => (Approval, ApprovalState) = (approval, state);

    public void ChangedBy(long sequence) => Version = sequence;
}

/// <summary>What somebody said about a card.</summary>
public sealed class CardComment : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public required Guid Card { get; init; }

    /// <summary>Null where an import names somebody without an account.</summary>
    public Guid? Person { get; init; }

    /// <summary>The name an import gave, where there is no person.</summary>
    public string? AuthorName { get; init; }

    public required string Text { get; set; }
    public required DateTimeOffset At { get; init; }
}
