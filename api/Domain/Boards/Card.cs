using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>One step of a card's checklist, with somebody and a day of its own where wanted.</summary>
public sealed record ChecklistItem(Guid Id, string Title, bool Done, Guid? Assignee = null, DateOnly? Due = null);

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

    /// <summary>The department in charge, by the name the directory gives it.</summary>
    public string? Department { get; private set; }

    /// <summary>Expected work in hours.</summary>
    public decimal? Estimate { get; private set; }

    /// <summary>The cover: one of <see cref="Label.Colours"/>.</summary>
    public string? Colour { get; private set; }

    /// <summary>The card this one is a part of.</summary>
    public Guid? Parent { get; private set; }

    /// <summary>Cards that must be done before this one.</summary>
    public List<Guid> BlockedBy { get; private set; } = [];

    /// <summary>Values of the board's custom fields; a field without a value is not here.</summary>
    public List<FieldValue> Values { get; private set; } = [];

    public List<ChecklistItem> Checklist { get; private set; } = [];
    public List<CardLink> Links { get; private set; } = [];
    public int Comments { get; private set; }
    public Guid? Approval { get; private set; }
    public CardApprovalState? ApprovalState { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>In the trash since; kept there for <see cref="DaysInTrash"/>. What is in the trash is archived too.</summary>
    public DateTimeOffset? TrashedAt { get; private set; }

    /// <summary>A pattern for new cards; it is no work itself.</summary>
    public bool Template { get; private set; }

    /// <summary>When it comes again; the series rests while the card is archived.</summary>
    public Recurrence? Recurrence { get; private set; }

    /// <summary>The day of the next card of the series; null where there is none, or where it is over.</summary>
    public DateOnly? NextOn { get; private set; }

    public bool IsArchived => ArchivedAt is not null;

    public static readonly Refusal StartAfterDue = new("boards.start-after-due");
    public static readonly Refusal Archived = new("boards.card-archived");
    public static readonly Refusal NotArchived = new("boards.card-not-archived");
    public static readonly Refusal ItemNotFound = new("boards.checklist-item-not-found");
    public static readonly Refusal TooManyItems = new("boards.checklist-full");
    public static readonly Refusal LinkNotFound = new("boards.link-not-found");
    public static readonly Refusal LinkNotHttps = new("boards.link-not-https");
    public static readonly Refusal TooManyLinks = new("boards.links-full");

    /// <summary>Begun and not finished; the number that Planner writes for "in progress" (percentComplete 50).</summary>
    public const int InWork = 50;

    /// <summary>How long the trash keeps a card.</summary>
    public const int DaysInTrash = 30;

    /// <summary>The most links a card holds.</summary>
    public const int MostLinks = 200;

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

    public void GiveTo(string? department) => Department = string.IsNullOrWhiteSpace(department) ? null : department.Trim();

    public void Expect(decimal? hours) => Estimate = hours;

    public void Paint(string? colour) => Colour = colour;

    /// <summary>The caller has checked that no circle closes (<see cref="Connections"/>).</summary>
    public void BelongTo(Guid? parent) => Parent = parent;

    /// <summary>The caller has checked that no circle closes (<see cref="Connections"/>).</summary>
    public void WaitFor(IEnumerable<Guid> cards) => BlockedBy = [.. cards.Distinct()];

    /// <param name="value">As <see cref="CustomField.Normalise"/> writes it; null clears.</param>
    public void SetValue(Guid field, string? value) =>
        Values = [.. Values.Where(v => v.Field != field), .. value is null ? [] : new[] { new FieldValue(field, value) }];

    public void UseAsTemplate(bool template) => Template = template;

    /// <summary>The day after which a series begins that is set today: today, or the due day where that is later.</summary>
    public DateOnly RecursAfter(DateOnly today) => Due > today ? Due.Value : today;

    public Refusal? Recur(Recurrence? recurrence, DateOnly today, WorkingDays workingDays)
    {
        if (recurrence is { IsValid: false })
        {
            return Recurrence.Invalid;
        }

        var next = recurrence?.NextUntilEnd(RecursAfter(today), workingDays);
        if (recurrence is not null && next is null)
        {
            return Recurrence.Over;
        }

        (Recurrence, NextOn) = (recurrence, next);
        return null;
    }

    /// <summary>
    /// The day for which the next card of the series is to be made, if that has come; the series then waits for the day after it. Of
    /// several days that were missed it is the last.
    /// </summary>
    public DateOnly? TakeOccurrence(DateOnly today, WorkingDays workingDays)
    {
        DateOnly? day = null;
        while (!IsArchived && Recurrence is not null && NextOn <= today)
        {
            (day, NextOn) = (NextOn, Recurrence.NextUntilEnd(NextOn.Value, workingDays));
        }

        return day;
    }

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

    /// <summary>Off the board or out of the archive into the trash.</summary>
    public Refusal? Trash(DateTimeOffset at)
    {
        if (TrashedAt is not null)
        {
            return Archived;
        }

        (ArchivedAt, TrashedAt) = (ArchivedAt ?? at, at);
        return null;
    }

    /// <summary>Brings the card back from archive or trash to a column that still exists.</summary>
    public Refusal? Restore(Guid column, string rank)
    {
        if (!IsArchived)
        {
            return NotArchived;
        }

        (ArchivedAt, TrashedAt, Column, Rank) = (null, null, column, rank);
        return null;
    }

    /// <param name="before">The item it comes before; null = last.</param>
    public Refusal? AddItem(ChecklistItem item, Guid? before = null)
    {
        if (Checklist.Count >= MostItems)
        {
            return TooManyItems;
        }

        Checklist = Placed(Checklist, item, before);
        return null;
    }

    public Refusal? ChangeItem(Guid id, Func<ChecklistItem, ChecklistItem> change)
    {
        if (Checklist.All(i => i.Id != id))
        {
            return ItemNotFound;
        }

        Checklist = [.. Checklist.Select(i => i.Id == id ? change(i) : i)];
        return null;
    }

    /// <param name="before">The item it comes before; null = last.</param>
    public Refusal? MoveItem(Guid id, Guid? before)
    {
        if (Checklist.Find(i => i.Id == id) is not { } item || before == id)
        {
            return ItemNotFound;
        }

        Checklist = Placed([.. Checklist.Where(i => i.Id != id)], item, before);
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

    public Refusal? AddLink(CardLink link)
    {
        if (Links.Count >= MostLinks)
        {
            return TooManyLinks;
        }

        if (!IsHttps(link.Url))
        {
            return LinkNotHttps;
        }

        Links = [.. Links, link];
        return null;
    }

    public Refusal? ChangeLink(Guid id, string title, string url)
    {
        if (Links.All(l => l.Id != id))
        {
            return LinkNotFound;
        }

        if (!IsHttps(url))
        {
            return LinkNotHttps;
        }

        Links = [.. Links.Select(l => l.Id == id ? new CardLink(id, title, url) : l)];
        return null;
    }

    public Refusal? RemoveLink(Guid id)
    {
        if (Links.All(l => l.Id != id))
        {
            return LinkNotFound;
        }

        Links = [.. Links.Where(l => l.Id != id)];
        return null;
    }

    /// <summary>For imports: the whole content that came from elsewhere.</summary>
    public void Fill(IEnumerable<ChecklistItem> checklist, IEnumerable<CardLink> links, int comments) =>
        (Checklist, Links, Comments) = ([.. checklist], [.. links], comments);

    /// <summary>Takes over what another card asks for: all but its place, number, progress, comments, approval and dates.</summary>
    public void FillLike(Card other, Func<Guid> newId)
    {
        (Description, Department, Estimate, Colour, Priority, Parent) = (other.Description, other.Department, other.Estimate, other.Colour, other.Priority, other.Parent);
        (Assignees, Labels, Values) = ([.. other.Assignees], [.. other.Labels], [.. other.Values]);
        Checklist = [.. other.Checklist.Select(i => i with { Id = newId(), Done = false, Due = null })];
        Links = [.. other.Links.Select(l => l with { Id = newId() })];
    }

    /// <summary>Takes over a card of another board: what names something of that board is named anew, or dropped where it did not come along.</summary>
    /// <param name="map">The id on this board; null where there is none.</param>
    public void FillFrom(Card other, Func<Guid, Guid?> map, Func<Guid> newId, bool withDates)
    {
        FillLike(other, newId);
        Labels = [.. other.Labels.Select(map).OfType<Guid>()];
        BlockedBy = [.. other.BlockedBy.Select(map).OfType<Guid>()];
        Values = [.. other.Values.Where(v => map(v.Field) is not null).Select(v => v with { Field = map(v.Field)!.Value })];
        (Parent, Template) = (other.Parent is { } parent ? map(parent) : null, other.Template);
        if (withDates)
        {
            (Start, Due, Progress) = (other.Start, other.Due, other.Progress);
            Checklist = [.. other.Checklist.Select(i => i with { Id = newId() })];
        }
    }

    /// <param name="by">One more, or one less.</param>
    public void CountComment(int by = 1) => Comments += by;

    /// <param name="state">Null: it was withdrawn, and the card shows none.</param>
    public void ShowApproval(Guid approval, CardApprovalState? state) => (Approval, ApprovalState) = (state is null ? null : approval, state);

    public void ChangedBy(long sequence) => Version = sequence;

    private static bool IsHttps(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.Host.Length > 0;

    private static List<ChecklistItem> Placed(IReadOnlyList<ChecklistItem> items, ChecklistItem item, Guid? before)
    {
        var place = before is null ? -1 : items.ToList().FindIndex(i => i.Id == before);
        return place < 0 ? [.. items, item] : [.. items.Take(place), item, .. items.Skip(place)];
    }
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

    /// <summary>Markdown; <c>@{id}</c> names a person (<see cref="Mentioned"/>).</summary>
    public required string Text { get; set; }

    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>Taken back; the journal keeps what it said.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public static readonly Refusal NotFound = new("boards.comment-not-found");

    /// <summary>Whom a text names, each once: a mention is written <c>@{id}</c>, so that no name is stored in it.</summary>
    public static IReadOnlyList<Guid> Mentioned(string text)
    {
        var people = new List<Guid>();
        for (var at = text.IndexOf("@{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("@{", at + 1, StringComparison.Ordinal))
        {
            if (text.Length >= at + 39 && text[at + 38] == '}' && Guid.TryParseExact(text.AsSpan(at + 2, 36), "D", out var person) && !people.Contains(person))
            {
                people.Add(person);
            }
        }

        return people;
    }
}
