using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Teams;
using CardPriority = Workspace.Domain.Boards.CardPriority;

namespace Workspace.Features.Planner;

/// <summary>Translates between a card, a task, and the facts that the merge compares. A further field is a line in each.</summary>
internal sealed class PlannerSides(LinkedBoard board, TeamsLinks links)
{
    /// <summary>What a task holds at most of each; what is beyond it stays on the board and is named in the block.</summary>
    public const int MostItems = 20;
    public const int MostAssignees = 20;
    public const int MostReferences = 10;

    /// <summary>The columns of the buckets; grows with what a transaction joins.</summary>
    public Dictionary<string, Guid> ColumnOfBucket { get; } = new(board.ColumnOfBucket, StringComparer.Ordinal);

    /// <summary>The labels of the categories; grows likewise.</summary>
    public Dictionary<int, Guid> LabelOfCategory { get; } = board.LabelPairs.ToDictionary(p => p.Category, p => p.Label);

    /// <summary>The board's side: as much of the card as a task can hold, what it holds already first.</summary>
    /// <param name="card">The card.</param>
    /// <param name="held">What the task shows; null where there is none yet.</param>
    /// <param name="words">Names for the block.</param>
    public PlannerState Of(Card card, PlannerState? held, BoardWords words)
    {
        var people = Chosen(
            card.Assignees.Where(p => !words.Left.Contains(p) || Holds(held, PlannerField.Assignees, p)), p => Holds(held, PlannerField.Assignees, p), MostAssignees);
        var items = Chosen(card.Checklist, i => Holds(held, PlannerField.Item, i.Id), MostItems);
        var references = Chosen(card.Links.DistinctBy(l => l.Url, StringComparer.Ordinal), l => held?[new(PlannerField.Link, l.Url)] is not null, MostReferences - 1);
        var facts = new Dictionary<PlannerFact, string?>
        {
            [new(PlannerField.Start)] = card.Start?.ToString("O", CultureInfo.InvariantCulture),
            [new(PlannerField.Priority)] = (card.Priority ?? CardPriority.Medium).ToString(),
            [new(PlannerField.Description)] = PlannerText.Plain(card.Description),
            [new(PlannerField.Block)] = PlannerBlock.Of(card, words, LabelOfCategory.Values, people, items, references),
            [new(PlannerField.Items)] = items.Count == 0 ? null : string.Join(',', items.Select(i => i.Id.ToString("D"))),
            [new(PlannerField.Card, card.Id.ToString("D"))] = "+",
        };
        foreach (var label in card.Labels.Where(LabelOfCategory.ContainsValue))
        {
            facts[new(PlannerField.Labels, label.ToString("D"))] = "+";
        }

        foreach (var item in items)
        {
            facts[new(PlannerField.Item, item.Id.ToString("D"))] = item.Title;
            facts[new(PlannerField.Tick, item.Id.ToString("D"))] = item.Done ? "+" : null;
        }

        foreach (var link in references)
        {
            facts[new(PlannerField.Link, link.Url)] = link.Title;
        }

        return PlannerState.Of(card.Title, card.Column, card.Due, card.Progress, people).With(facts);
    }

    /// <summary>
    /// The lines of ours that a task without a card may show, because somebody copied it: those of the card that its reference names. Without
    /// a reference it may be any card of the board; where it names a card elsewhere nobody knows.
    /// </summary>
    public string? BlockIn(TaskRead task)
    {
        var cards = (task.Details?.References ?? []).Select(r => links.CardIn(r.Url)).OfType<Guid>().ToList();
        return cards.Count == 0
            ? string.Join('\n', board.Pairs.Select(p => p.Known.Block).OfType<string>())
            : board.Pairs.FirstOrDefault(p => cards.Contains(p.Card))?.Known.Block;
    }

    /// <summary>Planner's side.</summary>
    /// <param name="task">The task.</param>
    /// <param name="block">The block as it was last written there; null where nobody knows.</param>
    public PlannerState Of(TaskRead task, string? block)
    {
        var state = PlannerState.Of(
            task.Title,
            task.Bucket is { } bucket && ColumnOfBucket.TryGetValue(bucket, out var column) ? column : null,
            PlannerDay.Of(task.Due, board.Zone),
            task.PercentComplete,
            task.Assignees);
        var facts = new Dictionary<PlannerFact, string?>
        {
            [new(PlannerField.Start)] = PlannerDay.Of(task.Start, board.Zone)?.ToString("O", CultureInfo.InvariantCulture),
            [new(PlannerField.Priority)] = PriorityOf(task.Priority).ToString(),
        };
        foreach (var label in task.Categories.Where(LabelOfCategory.ContainsKey))
        {
            facts[new(PlannerField.Labels, LabelOfCategory[label].ToString("D"))] = "+";
        }

        return task.Details is { } details ? Of(task.Id, details, block, state.With(facts)) : state.With(facts);
    }

    /// <summary>Planner's side of the details alone, on top of what is known of the task.</summary>
    public PlannerState Of(string task, DetailsRead details, string? block, PlannerState state)
    {
        var (text, written) = PlannerText.Split(details.Description, block);
        var items = details.Checklist.Select(i => (Id: ItemOf(task, i.Key).ToString("D"), i.Title, i.Done)).DistinctBy(i => i.Id, StringComparer.Ordinal).ToList();
        var facts = new Dictionary<PlannerFact, string?>
        {
            [new(PlannerField.Description)] = text,
            [new(PlannerField.Block)] = written,
            [new(PlannerField.Items)] = items.Count == 0 ? null : string.Join(',', items.Select(i => i.Id)),
        };
        foreach (var (id, title, done) in items)
        {
            facts[new(PlannerField.Item, id)] = title;
            facts[new(PlannerField.Tick, id)] = done ? "+" : null;
        }

        foreach (var reference in details.References)
        {
            facts[links.CardIn(reference.Url) is { } card ? new(PlannerField.Card, card.ToString("D")) : new(PlannerField.Link, reference.Url)] =
                links.CardIn(reference.Url) is null ? reference.Alias ?? "" : "+";
        }

        return state.Only(field => !field.InDetails()).With(facts);
    }

    /// <summary>What to send to Planner for some facts of a task; null where a column has no bucket yet.</summary>
    public TaskWrite? ToWrite(IReadOnlyDictionary<PlannerFact, string?> facts)
    {
        var categoryOf = LabelOfCategory.ToDictionary(l => l.Value, l => l.Key);
        var write = new TaskWrite
        {
            Assignees = facts.Where(f => f.Key.Field is PlannerField.Assignees).ToDictionary(f => Id(f.Key), f => f.Value is not null),
            Categories = facts.Where(f => f.Key.Field is PlannerField.Labels && categoryOf.ContainsKey(Id(f.Key)))
                .ToDictionary(f => categoryOf[Id(f.Key)], f => f.Value is not null),
        };
        foreach (var (fact, value) in facts.Where(f => !f.Key.Field.InDetails()))
        {
            switch (fact.Field)
            {
                case PlannerField.Title:
                    write = write with { Title = new(value ?? "") };
                    break;
                case PlannerField.Column:
                    if (value is null || ColumnOfBucket.FirstOrDefault(c => c.Value == Guid.ParseExact(value, "D")).Key is not { } bucket)
                    {
                        return null;
                    }

                    write = write with { Bucket = new(bucket) };
                    break;
                case PlannerField.Due:
                    write = write with { Due = new(PlannerDay.Instant(Day(value), board.Zone)) };
                    break;
                case PlannerField.Start:
                    write = write with { Start = new(PlannerDay.Instant(Day(value), board.Zone)) };
                    break;
                case PlannerField.Progress:
                    write = write with { PercentComplete = new(Number(value)) };
                    break;
                case PlannerField.Priority:
                    write = write with { Priority = new(NumberOf(value)) };
                    break;
                case PlannerField.Assignees or PlannerField.Labels:
                    break;
                default:
                    throw new InvalidOperationException($"Field {fact.Field} has no way to Planner.");
            }
        }

        return write;
    }

    /// <summary>What to send to Planner for some facts of a task's details.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="task">The task as it was read.</param>
    /// <param name="now">What that says, as facts.</param>
    /// <param name="items">The order of the checklist on the board.</param>
    public DetailsWrite ToDetails(IReadOnlyDictionary<PlannerFact, string?> facts, TaskRead task, PlannerState now, IReadOnlyList<string> items)
    {
        var (text, block) = (new PlannerFact(PlannerField.Description), new PlannerFact(PlannerField.Block));
        return new DetailsWrite
        {
            Description = facts.ContainsKey(text) || facts.ContainsKey(block)
                ? new(PlannerText.Join(facts.GetValueOrDefault(text, now[text]), facts.GetValueOrDefault(block, now[block])))
                : null,
            Checklist = Checklist(facts, task, items),
            References = facts.Where(f => f.Key.Field is PlannerField.Link or PlannerField.Card).ToDictionary(
                f => f.Key.Field is PlannerField.Link ? f.Key.Part : ReferenceTo(Id(f.Key), task),
                f => f.Value is null || f.Key.Field is PlannerField.Link ? f.Value : Shared.Texts.Say(Shared.Language.German, "planner.block.card"),
                StringComparer.Ordinal),
        };
    }

    /// <summary>All facts of a task that does not exist yet: its details come later, by their own version.</summary>
    public static IReadOnlyDictionary<PlannerFact, string?> AllFacts(PlannerState state) =>
        state.Facts.Where(f => !f.Field.InDetails()).ToDictionary(f => f, f => state[f]);

    /// <summary>
    /// The edit that brings facts to the board: what the board can hold of them. People whom the organisation does not
    /// know are left out, and texts are held to the board's length.
    /// </summary>
    public static CardEdit ToEdit(IReadOnlyDictionary<PlannerFact, string?> facts, Card card, IReadOnlySet<Guid> known)
    {
        var edit = new CardEdit();
        var (people, labels) = (card.Assignees.ToHashSet(), card.Labels.ToHashSet());
        foreach (var (fact, value) in facts)
        {
            switch (fact.Field)
            {
                case PlannerField.Title when Title(value) is { } title:
                    edit = edit with { Title = new(title) };
                    break;
                case PlannerField.Due:
                    edit = edit with { Due = new(Day(value)) };
                    break;
                case PlannerField.Start:
                    edit = edit with { Start = new(Day(value)) };
                    break;
                case PlannerField.Progress:
                    edit = edit with { Progress = new(Number(value)) };
                    break;
                case PlannerField.Priority:
                    edit = edit with { Priority = new(((CardPriority?)Enum.Parse<CardPriority>(value ?? nameof(CardPriority.Medium))).ToWire()) };
                    break;
                case PlannerField.Description:
                    edit = edit with { Description = new(value is null ? null : Cut(value, Limits.Text)) };
                    break;
                case PlannerField.Labels:
                    _ = value is null ? labels.Remove(Id(fact)) : labels.Add(Id(fact));
                    break;
                case PlannerField.Assignees:
                    _ = value is null ? people.Remove(Id(fact)) : known.Contains(Id(fact)) && people.Add(Id(fact));
                    break;
                default:
                    break;
            }
        }

        // A card cannot begin after it is due: what the manager said counts, and the other day follows it.
        var (start, due) = (edit.Start is { } s ? s.Value : card.Start, edit.Due is { } d ? d.Value : card.Due);
        if (start > due)
        {
            edit = edit.Due is null ? edit with { Due = new(start) } : edit with { Start = new(due) };
        }

        edit = people.SetEquals(card.Assignees) ? edit : edit with { Assignees = new([.. people.Order()]) };
        return labels.SetEquals(card.Labels) ? edit : edit with { Labels = new([.. labels.Order()]) };
    }

    /// <summary>Brings facts about the checklist and the links to the card, and says what changed.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="card">The card.</param>
    /// <param name="items">The order of the checklist in Planner, by which new items find their place.</param>
    public static IEnumerable<Change> Bring(IReadOnlyDictionary<PlannerFact, string?> facts, Card card, IReadOnlyList<string> items)
    {
        foreach (var (fact, value) in facts.Where(f => f.Key.Field is PlannerField.Item).OrderByDescending(f => items.ToList().IndexOf(f.Key.Part)))
        {
            var next = items.SkipWhile(i => i != fact.Part).Skip(1).Select(i => Guid.ParseExact(i, "D")).FirstOrDefault(i => card.Checklist.Exists(had => had.Id == i));
            if (Item(card, Id(fact), was => value is null ? null : (was ?? new ChecklistItem(Id(fact), "", false)) with { Title = Title(value) ?? "–" }, next == Guid.Empty ? null : next) is { } change)
            {
                yield return change;
            }
        }

        foreach (var (fact, value) in facts.Where(f => f.Key.Field is PlannerField.Tick))
        {
            if (Item(card, Id(fact), was => was is null ? null : was with { Done = value is not null }, null) is { } change)
            {
                yield return change;
            }
        }

        if (facts.GetValueOrDefault(new(PlannerField.Items)) is { } order)
        {
            var here = card.Checklist.Select(i => i.Id).ToHashSet();
            var wanted = order.Split(',').Select(i => Guid.ParseExact(i, "D")).Where(here.Contains).ToList();
            foreach (var at in PlannerOrder.Moves([.. card.Checklist.Select(i => i.Id).Where(wanted.Contains)], wanted))
            {
                Guid? before = at + 1 < wanted.Count ? wanted[at + 1] : null;
                var from = card.Checklist.SkipWhile(i => i.Id != wanted[at]).Skip(1).FirstOrDefault()?.Id;
                if (card.MoveItem(wanted[at], before) is null)
                {
                    yield return new CardChecklistMoved(card.Id, wanted[at], before, from);
                }
            }
        }

        foreach (var (fact, value) in facts.Where(f => f.Key.Field is PlannerField.Link))
        {
            if (Link(card, fact.Part, value) is { } change)
            {
                yield return change;
            }
        }
    }

    /// <summary>A title as the board can hold it; null for one that is empty.</summary>
    public static string? Title(string? title)
    {
        var trimmed = title?.Trim() ?? "";
        return trimmed.Length == 0 ? null : Cut(trimmed, Limits.Title);
    }

    /// <summary>The fields an edit of the board names.</summary>
    public static IEnumerable<PlannerField> FieldsOf(Change change) => change switch
    {
        CardEdited { After: var edit } =>
        [
            .. edit.Title is null ? Array.Empty<PlannerField>() : [PlannerField.Title],
            .. edit.Due is null ? Array.Empty<PlannerField>() : [PlannerField.Due],
            .. edit.Start is null ? Array.Empty<PlannerField>() : [PlannerField.Start],
            .. edit.Progress is null ? Array.Empty<PlannerField>() : [PlannerField.Progress],
            .. edit.Priority is null ? Array.Empty<PlannerField>() : [PlannerField.Priority],
            .. edit.Description is null ? Array.Empty<PlannerField>() : [PlannerField.Description],
            .. edit.Labels is null ? Array.Empty<PlannerField>() : [PlannerField.Labels],
            .. edit.Assignees is null ? Array.Empty<PlannerField>() : [PlannerField.Assignees],
        ],
        CardMoved moved => moved.Column == moved.FromColumn ? []
            : moved.Progress is null ? [PlannerField.Column]
            : [PlannerField.Column, PlannerField.Progress],
        CardChecklistChanged => [PlannerField.Item, PlannerField.Tick],
        CardChecklistMoved => [PlannerField.Items],
        CardLinkChanged => [PlannerField.Link],
        _ => [],
    };

    /// <summary>Cuts to a length in UTF-16 units, and no character in two.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>What Planner's number means; its own pages write 1, 3, 5 and 9.</summary>
    private static CardPriority PriorityOf(int number) => number switch
    {
        <= 1 => CardPriority.Urgent,
        <= 4 => CardPriority.Important,
        <= 7 => CardPriority.Medium,
        _ => CardPriority.Low,
    };

    private static int NumberOf(string? priority) => priority switch
    {
        nameof(CardPriority.Urgent) => 1,
        nameof(CardPriority.Important) => 3,
        nameof(CardPriority.Low) => 9,
        _ => 5,
    };

    /// <summary>The item of an entry. Planner's keys are GUIDs made by clients; where one is none, an id that is always the same for it.</summary>
    private static Guid ItemOf(string task, string key) =>
        Guid.TryParseExact(key, "D", out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{task}/{key}")).AsSpan(0, 16));

    private static Dictionary<string, ItemWrite?> Checklist(IReadOnlyDictionary<PlannerFact, string?> facts, TaskRead task, IReadOnlyList<string> items)
    {
        var entries = (task.Details?.Checklist ?? []).DistinctBy(i => ItemOf(task.Id, i.Key)).ToDictionary(i => ItemOf(task.Id, i.Key).ToString("D"), StringComparer.Ordinal);
        var titles = facts.Where(f => f.Key.Field is PlannerField.Item).ToDictionary(f => f.Key.Part, f => f.Value, StringComparer.Ordinal);
        var ticks = facts.Where(f => f.Key.Field is PlannerField.Tick).ToDictionary(f => f.Key.Part, f => f.Value, StringComparer.Ordinal);
        var stay = entries.Keys.Concat(titles.Where(t => t.Value is not null).Select(t => t.Key)).Except(titles.Where(t => t.Value is null).Select(t => t.Key), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var order = facts.GetValueOrDefault(new(PlannerField.Items))?.Split(',') ?? items;
        var wanted = order.Concat(stay).Distinct(StringComparer.Ordinal).Where(stay.Contains).ToList();
        var now = entries.Keys.Where(stay.Contains).ToList();
        var moves = PlannerOrder.Moves(facts.ContainsKey(new(PlannerField.Items)) ? now : [.. wanted.Where(entries.ContainsKey)], wanted);
        var hints = entries.ToDictionary(e => e.Key, e => e.Value.Hint, StringComparer.Ordinal);
        foreach (var at in moves)
        {
            var previous = Enumerable.Range(0, at).Reverse().FirstOrDefault(before => !moves.Contains(before), -1);
            hints[wanted[at]] = OrderHint.Between(previous < 0 ? null : hints[wanted[previous]], at + 1 < wanted.Count ? hints[wanted[at + 1]] : null);
        }

        var writes = new Dictionary<string, ItemWrite?>(StringComparer.Ordinal);
        var moved = moves.Select(at => wanted[at]).ToHashSet(StringComparer.Ordinal);
        foreach (var id in titles.Keys.Concat(ticks.Keys.Where(stay.Contains)).Concat(moved).Distinct(StringComparer.Ordinal))
        {
            var entry = entries.GetValueOrDefault(id);
            writes[entry?.Key ?? id] = stay.Contains(id)
                ? new ItemWrite(titles.GetValueOrDefault(id), ticks.TryGetValue(id, out var tick) ? tick is not null : entry?.Done ?? false, moved.Contains(id) ? hints[id] : null)
                : null;
        }

        return writes;
    }

    /// <summary>The address under which the task refers to a card: the one that is there, else ours of today.</summary>
    private string ReferenceTo(Guid card, TaskRead task) =>
        task.Details?.References.FirstOrDefault(r => links.CardIn(r.Url) == card)?.Url ?? links.ToCard(board.Link.Board, card);

    private static CardChecklistChanged? Item(Card card, Guid id, Func<ChecklistItem?, ChecklistItem?> change, Guid? before)
    {
        var was = card.Checklist.Find(i => i.Id == id);
        var refusal = (was, change(was)) switch
        {
            (null, { } added) => card.AddItem(added, before),
            ({ } one, { } other) when one != other => card.ChangeItem(id, _ => other),
            ({ }, null) => card.RemoveItem(id),
            _ => Card.ItemNotFound,
        };
        return refusal is not null ? null : new CardChecklistChanged(
            card.Id, card.Checklist.Find(i => i.Id == id)?.ToView(), was?.ToView(), card.Checklist.Count(i => i.Done), card.Checklist.Count);
    }

    private static CardLinkChanged? Link(Card card, string url, string? title)
    {
        var was = card.Links.Find(l => string.Equals(l.Url, url, StringComparison.Ordinal));
        var named = title is null ? null : Title(title) ?? (Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : url);
        var id = was?.Id ?? Guid.CreateVersion7();
        var refusal = (was, named) switch
        {
            (null, { } added) => url.Length > Limits.Url ? Card.LinkNotHttps : card.AddLink(new CardLink(id, added, url)),
            ({ } one, { } other) when one.Title != other => card.ChangeLink(id, other, url),
            ({ }, null) => card.RemoveLink(id),
            _ => Card.LinkNotFound,
        };
        return refusal is not null ? null : new CardLinkChanged(card.Id, card.Links.Find(l => l.Id == id)?.ToView(), was?.ToView(), card.Links.Count);
    }

    /// <summary>As many as there is room for, what is there already first, in their own order.</summary>
    private static List<T> Chosen<T>(IEnumerable<T> all, Func<T, bool> held, int most)
    {
        var list = all.ToList();
        if (list.Count <= most)
        {
            return list;
        }

        var chosen = list.Where(held).Concat(list.Where(one => !held(one))).Take(most).ToHashSet();
        return [.. list.Where(chosen.Contains)];
    }

    private static bool Holds(PlannerState? held, PlannerField field, Guid id) => held?[new(field, id.ToString("D"))] is not null;

    private static Guid Id(PlannerFact fact) => Guid.ParseExact(fact.Part, "D");

    private static DateOnly? Day(string? value) => value is null ? null : DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture);

    private static int Number(string? value) => value is null ? 0 : int.Parse(value, CultureInfo.InvariantCulture);
}
