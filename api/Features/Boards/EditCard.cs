using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Journal;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>
/// Changes fields of a card. Edits of different fields never collide, and lists keep what both sides added and removed; of the same
/// field the later wins, the earlier value stays in the history, and the entry names the fields that were overridden unseen.
/// </summary>
public sealed class EditCard(Changes changes)
{
    private static readonly Refusal s_seenAhead = new("seen-ahead");

    public Task<Outcome<CardView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, EditCardRequest request, CancellationToken ct) =>
        changes.OnCardAsync<CardView>(
            actor, Command.For(command, nameof(EditCard), new { board, card, request }), board, card, BoardAction.EditCards,
            async (work, found) => request.Seen > work.Sequence(board) ? s_seenAhead : await EditAsync(work, found, request.Fields, request.Seen, ct), ct);

    /// <summary>The edit itself; the Planner sync and rules edit by it too.</summary>
    /// <param name="seen">The sequence at which the editor read the card.</param>
    public static async Task<Outcome<CardView>> EditAsync(UnitOfWork work, Card card, CardEdit edit, long seen, CancellationToken ct)
    {
        if (card.IsArchived)
        {
            return Card.Archived;
        }

        var unseen = await UnseenAsync(work, card, seen, ct);
        edit = unseen.Merge(edit, card);
        if (await PointsNowhereAsync(work, card, edit, ct) is { } nowhere)
        {
            return nowhere;
        }

        if (await NormaliseAsync(work, card, edit, ct) is not { } values)
        {
            return CustomField.ValueInvalid;
        }

        edit = edit with { Values = values.Length == 0 ? null : values };
        var before = Fields(card, like: edit);
        if ((edit.Start ?? edit.Due) is not null
            && card.Schedule(edit.Start is { } start ? start.Value : card.Start, edit.Due is { } due ? due.Value : card.Due) is { } refusal)
        {
            return refusal;
        }

        if (edit.Recurrence is { } recurs && await RecurAsync(work, card, recurs.Value, ct) is { } impossible)
        {
            return impossible;
        }

        Apply(card, edit);
        var (now, was) = Differing(Fields(card, like: edit), before);
        if (now == s_nothing)
        {
            return card.ToView();
        }

        var overrode = unseen.Overridden(now);
        card.ChangedBy(work.Append(card.Board, new CardEdited(card.Id, now, was, overrode, now.Recurrence is null ? null : card.NextOn), card.Id));
        if (work.Actor.Kind is not ActorKind.Planner)
        {
            CardMessages.Assigned(work, card.Id, now.Assignees is null ? [] : now.Assignees.Value.Except(was.Assignees!.Value));
            CardMessages.Overridden(work, card.Id, unseen.AuthorsOf(overrode));
        }

        return card.ToView();
    }

    private static async Task<Refusal?> RecurAsync(UnitOfWork work, Card card, RecurrenceView? recurrence, CancellationToken ct)
    {
        var calendar = await OrganisationCalendar.ReadAsync(work.Db, ct);
        return card.Recur(recurrence?.ToDomain(), calendar.DayOf(work.Now), calendar.WorkingDays);
    }

    /// <summary>The first thing an edit names that this board does not have, or that would make a circle.</summary>
    private static async Task<Refusal?> PointsNowhereAsync(UnitOfWork work, Card card, CardEdit edit, CancellationToken ct)
    {
        if (edit.Assignees is { Value: var people } && people.Except(card.Assignees).ToArray() is { Length: > 0 } added
            && await work.Db.Set<Person>().CountAsync(p => added.Contains(p.Id), ct) != added.Length)
        {
            return SetMember.PeopleNotFound;
        }

        if (edit.Labels is { Value: var labels } && labels.Except(card.Labels).ToArray() is { Length: > 0 } marked
            && await work.Db.Set<Label>().CountAsync(l => l.Board == card.Board && marked.Contains(l.Id), ct) != marked.Length)
        {
            return Label.NotFound;
        }

        if (edit.Colour is { Value: { } colour } && !Label.Colours.Contains(colour, StringComparer.Ordinal))
        {
            return Label.ColourUnknown;
        }

        return await ConnectsWronglyAsync(work, card, edit, ct);
    }

    private static async Task<Refusal?> ConnectsWronglyAsync(UnitOfWork work, Card card, CardEdit edit, CancellationToken ct)
    {
        Guid[] parent = edit.Parent is { Value: { } one } && one != card.Parent ? [one] : [];
        var blockers = edit.BlockedBy?.Value.Except(card.BlockedBy).ToArray() ?? [];
        if (parent.Length + blockers.Length == 0)
        {
            return null;
        }

        var ties = await work.Db.Set<Card>().AsNoTracking().Where(c => c.Board == card.Board)
            .Select(c => new { c.Id, c.Parent, c.BlockedBy }).ToDictionaryAsync(c => c.Id, ct);
        return parent.Concat(blockers).Any(c => !ties.ContainsKey(c)) ? Connections.CardNotFound
            : Connections.Closes(card.Id, parent, c => ties.TryGetValue(c, out var tie) && tie.Parent is { } up ? [up] : []) ? Connections.ParentCycle
            : Connections.Closes(card.Id, blockers, c => ties.TryGetValue(c, out var tie) ? tie.BlockedBy : []) ? Connections.BlockCycle
            : null;
    }

    /// <summary>Values of custom fields in the one form of their kind; null where one is none or its field is not there.</summary>
    private static async Task<ValueEdit[]?> NormaliseAsync(UnitOfWork work, Card card, CardEdit edit, CancellationToken ct)
    {
        if (edit.Values is not { Count: > 0 } values)
        {
            return [];
        }

        var fields = await work.Db.Set<CustomField>().AsNoTracking().Where(f => f.Board == card.Board && f.ArchivedAt == null).ToDictionaryAsync(f => f.Id, ct);
        var written = new Dictionary<Guid, ValueEdit>();
        foreach (var value in values)
        {
            if (!fields.TryGetValue(value.Field, out var field))
            {
                return null;
            }

            var text = string.IsNullOrWhiteSpace(value.Value) ? null : field.Normalise(value.Value);
            if (text is null && !string.IsNullOrWhiteSpace(value.Value))
            {
                return null;
            }

            written[value.Field] = new ValueEdit(value.Field, text);
        }

        var people = written.Values.Where(v => v.Value is not null && fields[v.Field].Kind is Domain.Boards.FieldKind.Person).Select(v => Guid.Parse(v.Value!)).Distinct().ToArray();
        return people.Length > 0 && await work.Db.Set<Person>().CountAsync(p => people.Contains(p.Id), ct) != people.Length ? null : [.. written.Values];
    }

    private static void Apply(Card card, CardEdit edit)
    {
        Set(edit.Title, card.Rename);
        Set(edit.Description, card.Describe);
        Set(edit.Assignees, card.Assign);
        Set(edit.Labels, card.Mark);
        Set(edit.Priority, priority => card.Prioritise(priority.ToDomain()));
        Set(edit.Progress, card.Report);
        Set(edit.Department, card.GiveTo);
        Set(edit.Estimate, card.Expect);
        Set(edit.Colour, card.Paint);
        Set(edit.Parent, card.BelongTo);
        Set(edit.BlockedBy, card.WaitFor);
        Set(edit.Template, card.UseAsTemplate);
        foreach (var value in edit.Values ?? [])
        {
            card.SetValue(value.Field, value.Value);
        }
    }

    private static void Set<T>(Edit<T>? edit, Action<T> set)
    {
        if (edit is not null)
        {
            set(edit.Value);
        }
    }

    /// <summary>The card's values of exactly the fields that an edit names.</summary>
    internal static CardEdit Fields(Card card, CardEdit like) => new(
        Of(like.Title, card.Title),
        Of(like.Description, card.Description),
        Of<IReadOnlyList<Guid>>(like.Assignees, card.Assignees),
        Of<IReadOnlyList<Guid>>(like.Labels, card.Labels),
        Of(like.Start, card.Start),
        Of(like.Due, card.Due),
        Of(like.Priority, card.Priority.ToWire()),
        Of(like.Progress, card.Progress),
        Of(like.Department, card.Department),
        Of(like.Estimate, card.Estimate),
        Of(like.Colour, card.Colour),
        Of(like.Parent, card.Parent),
        Of<IReadOnlyList<Guid>>(like.BlockedBy, card.BlockedBy),
        like.Values is null ? null : [.. like.Values.Select(v => new ValueEdit(v.Field, card.Values.Find(had => had.Field == v.Field)?.Value))],
        Of(like.Template, card.Template),
        Of(like.Recurrence, card.Recurrence?.ToView()));

    private static readonly CardEdit s_nothing = new();

    /// <summary>
    /// What says something else than before; the rest is no change, and no entry tells of it. A series is always said: the same words
    /// begin it anew.
    /// </summary>
    private static (CardEdit Now, CardEdit Was) Differing(CardEdit now, CardEdit was)
    {
        var values = now.Values?.Except(was.Values ?? []).ToArray();
        now = now with { Values = values is { Length: > 0 } ? values : null };
        was = was with { Values = now.Values is null ? null : [.. was.Values!.Where(v => values!.Any(changed => changed.Field == v.Field))] };
        var (left, had) = (OnTheWire(now), OnTheWire(was));
        foreach (var same in left.Where(f => f.Key != "recurrence" && JsonNode.DeepEquals(f.Value, had[f.Key])).Select(f => f.Key).ToArray())
        {
            _ = left.Remove(same) && had.Remove(same);
        }

        return (left.Deserialize<CardEdit>(Wire.Options)!, had.Deserialize<CardEdit>(Wire.Options)!);
    }

    private static JsonObject OnTheWire(CardEdit edit) => JsonSerializer.SerializeToNode(edit, Wire.Options)!.AsObject();

    private static Edit<T>? Of<T>(Edit<T>? like, T value) => like is null ? null : new Edit<T>(value);

    private static async Task<UnseenEdits> UnseenAsync(UnitOfWork work, Card card, long seen, CancellationToken ct) =>
        new(card.Version <= seen ? [] : await work.Db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == card.Board && j.Subject == card.Id && j.Sequence > seen && j.Kind == "card.edited")
            .OrderBy(j => j.Sequence).ToListAsync(ct), work.Actor.Person);
}

/// <summary>Edits of a card that an editor had not seen yet, in order.</summary>
internal sealed class UnseenEdits(IReadOnlyList<JournalRow> rows, Guid? editor)
{
    private readonly (Guid? Person, CardEdited Edit)[] _edits = [.. rows.Select(r => (r.Person, (CardEdited)r.ToEntry().Change))];

    /// <summary>Lists keep what others added and lose what others removed: the editor meant their own additions and removals.</summary>
    public CardEdit Merge(CardEdit edit, Card card) => _edits.Length == 0 ? edit : edit with
    {
        Assignees = Merged(edit.Assignees, card.Assignees, e => e.Assignees),
        Labels = Merged(edit.Labels, card.Labels, e => e.Labels),
        BlockedBy = Merged(edit.BlockedBy, card.BlockedBy, e => e.BlockedBy),
    };

    /// <summary>Fields in which the editor wins over somebody else's value without having seen it.</summary>
    public string[] Overridden(CardEdit edit) => [.. Names(edit).Intersect(_edits.Where(IsTheirs).SelectMany(e => Names(e.Edit.After)), StringComparer.Ordinal)];

    /// <summary>Who wrote the values that were overridden.</summary>
    public IEnumerable<Guid> AuthorsOf(IReadOnlyList<string> overridden) =>
        _edits.Where(e => IsTheirs(e) && Names(e.Edit.After).Intersect(overridden, StringComparer.Ordinal).Any()).Select(e => e.Person).OfType<Guid>().Distinct();

    private bool IsTheirs((Guid? Person, CardEdited Edit) edit) => edit.Person != editor;

    private Edit<IReadOnlyList<Guid>>? Merged(Edit<IReadOnlyList<Guid>>? mine, List<Guid> now, Func<CardEdit, Edit<IReadOnlyList<Guid>>?> field)
    {
        if (mine is null || _edits.Select(e => field(e.Edit.Before)).FirstOrDefault(f => f is not null) is not { Value: var seen })
        {
            return mine;
        }

        return new Edit<IReadOnlyList<Guid>>([.. now.Where(id => mine.Value.Contains(id) || !seen.Contains(id)).Union(mine.Value.Except(seen))]);
    }

    /// <summary>As the wire calls them; a custom field by its id. Lists are merged, so nothing is lost in them.</summary>
    private static IEnumerable<string> Names(CardEdit edit) =>
        JsonSerializer.SerializeToElement(edit, Wire.Options).EnumerateObject().Select(p => p.Name)
            .Except(["assignees", "labels", "blockedBy", "values"], StringComparer.Ordinal)
            .Concat((edit.Values ?? []).Select(v => $"values.{v.Field}"));
}
