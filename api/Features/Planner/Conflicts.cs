using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Domain.Shared;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using PlannerLinkState = Workspace.Domain.Planner.PlannerLinkState;
using PlannerPolicy = Workspace.Domain.Planner.PlannerPolicy;

namespace Workspace.Features.Planner;

/// <summary>What was edited on both sides of a board's link, read from the journal: it names both values and is never changed.</summary>
public sealed class ReadConflicts(Reads reads)
{
    /// <summary>Conflicts in one answer.</summary>
    private const int Page = 50;

    /// <param name="card">Only those of a card.</param>
    /// <param name="before">Only those before this one.</param>
    public Task<Outcome<PlannerConflicts>> RunAsync(Actor actor, Guid board, Guid? card, long? before, CancellationToken ct) =>
        reads.OfBoardAsync<PlannerConflicts>(actor, board, async (db, _) =>
        {
            var rows = db.Set<JournalRow>().AsNoTracking().Where(j => j.Stream == board && (card == null || j.Subject == card));
            var found = await rows.Where(j => j.Kind == "planner.conflict" && (before == null || j.Sequence < before))
                .OrderByDescending(j => j.Sequence).Take(Page + 1).ToListAsync(ct);
            var oldest = found.Count == 0 ? 0 : found[^1].Sequence;
            var settled = (await rows.Where(j => j.Kind == "planner.conflict-settled" && j.Sequence > oldest).ToListAsync(ct))
                .Select(r => r.ToEntry()).ToLookup(e => ((PlannerConflictSettled)e.Change).Conflict);
            var entries = found.Take(Page).Select(r => r.ToEntry()).Select(e => (Entry: e, Conflict: (PlannerConflict)e.Change)).ToList();
            var cards = entries.Select(e => e.Conflict.Card).OfType<Guid>().Distinct().ToArray();
            var titles = await db.Set<Card>().Where(c => c.Board == board && cards.Contains(c.Id)).Select(c => new { c.Id, c.Title, Archived = c.ArchivedAt != null }).ToDictionaryAsync(c => c.Id, ct);
            var columns = await db.Set<Column>().Where(c => c.Board == board && c.ArchivedAt == null).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
            var labels = await db.Set<Label>().Where(l => l.Board == board).ToDictionaryAsync(l => l.Id, l => l.Name, ct);
            var pairs = await db.Set<PlannerPair>().AsNoTracking().Where(p => p.Board == board && cards.Contains(p.Card)).ToDictionaryAsync(p => p.Card, ct);
            return new PlannerConflicts(
                [.. entries.Select(e =>
                {
                    var done = settled[e.Entry.Sequence].LastOrDefault();
                    var decided = e.Conflict.Card is { } id && pairs.GetValueOrDefault(id) is { } pair && ConflictFacts.Of(e.Conflict) is { } fact
                        && string.Equals(pair.Known.Board[fact], pair.Known.Plan[fact], StringComparison.Ordinal);
                    var state = done?.Change is PlannerConflictSettled { Restored: true } ? PlannerConflictState.Restored
                        : done is not null || (e.Conflict.Asked && decided) ? PlannerConflictState.Settled
                        : e.Conflict.Asked ? PlannerConflictState.Open
                        : PlannerConflictState.Kept;
                    var (title, there) = (e.Conflict.Card, e.Conflict.Column, e.Conflict.Label) switch
                    {
                        ({ } of, _, _) => (titles.GetValueOrDefault(of)?.Title, titles.GetValueOrDefault(of) is { Archived: false }),
                        (_, { } of, _) => (columns.GetValueOrDefault(of), columns.ContainsKey(of)),
                        (_, _, { } of) => (labels.GetValueOrDefault(of), labels.ContainsKey(of)),
                        _ => (null, true),
                    };
                    return new PlannerConflictView(
                        e.Entry.Sequence, e.Entry.At, title, e.Conflict, state, there && done is null && e.Conflict.Field != "order", done?.Actor.Person, done?.At);
                })],
                found.Count > Page);
        }, ct);
}

/// <summary>
/// Takes the value that gave way, or confirms the one that stayed. Either is an edit of the person on the board; the sync
/// carries it to Planner like any other.
/// </summary>
public sealed class SettleConflict(Changes changes)
{
    private static readonly Refusal s_done = new("planner.conflict-settled");
    private static readonly Refusal s_impossible = new("planner.conflict-unrestorable");

    /// <param name="restore">True takes the other value, false keeps the one that stayed.</param>
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, long conflict, bool restore, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(SettleConflict), new { board, conflict, restore }), board, BoardAction.EditCards, async work =>
        {
            if (await work.Db.Set<JournalRow>().AsNoTracking().SingleOrDefaultAsync(j => j.Stream == board && j.Sequence == conflict && j.Kind == "planner.conflict", ct) is not { } row)
            {
                return default;
            }

            var what = (PlannerConflict)row.ToEntry().Change;
            var later = await work.Db.Set<JournalRow>().AsNoTracking()
                .Where(j => j.Stream == board && j.Sequence > conflict && j.Kind == "planner.conflict-settled" && j.Subject == what.Card).ToListAsync(ct);
            if (later.Exists(l => ((PlannerConflictSettled)l.ToEntry().Change).Conflict == conflict))
            {
                return s_done;
            }

            var refusal = !restore ? await ConfirmAsync(work, board, what, ct)
                : what.Card is { } card ? await RestoreAsync(work, board, card, what, ct)
                : await RenameAsync(work, actor, board, what, ct);
            if (refusal is not null)
            {
                return refusal;
            }

            _ = work.Append(board, new PlannerConflictSettled(what.Card, conflict, restore), what.Card);
            return Done.Instance;
        }, ct);

    /// <summary>Where a person was asked, the board's value goes to Planner now: it counts as changed there.</summary>
    private static async Task<Refusal?> ConfirmAsync(UnitOfWork work, Guid board, PlannerConflict what, CancellationToken ct)
    {
        if (what.Asked && what.Card is { } card && ConflictFacts.Of(what) is { } fact
            && await work.Db.Set<PlannerPair>().SingleOrDefaultAsync(p => p.Board == board && p.Card == card, ct) is { } pair)
        {
            pair.Learn(pair.Known with { Board = pair.Known.Board.With([new(fact, pair.Known.Plan[fact])]) });
        }

        return null;
    }

    private static async Task<Refusal?> RestoreAsync(UnitOfWork work, Guid board, Guid id, PlannerConflict what, CancellationToken ct)
    {
        if (ConflictFacts.Of(what) is not { } fact || fact.Field is PlannerField.Items)
        {
            return s_impossible;
        }

        if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Board == board && c.Id == id, ct) is not { IsArchived: false } card)
        {
            return Card.Archived;
        }

        var side = new BoardSide(work, board, ct);
        var value = ConflictFacts.Value(what, what.Lost);
        if (fact.Field is PlannerField.Column)
        {
            if (value is null || !(await side.ColumnsAsync()).Any(c => c.Id == Guid.ParseExact(value, "D")))
            {
                return Column.NotFound;
            }

            await side.MoveAsync(card, Guid.ParseExact(value, "D"), before: null);
            return null;
        }

        if (fact.Field is PlannerField.Labels && value is not null
            && !await work.Db.Set<Label>().AnyAsync(l => l.Board == board && l.Id == Guid.ParseExact(fact.Part, "D"), ct))
        {
            return Label.NotFound;
        }

        var people = fact.Field is PlannerField.Assignees ? await side.KnownAsync([Guid.ParseExact(fact.Part, "D")]) : new HashSet<Guid>();
        await TakeOverCards.BringAsync(side, card, new Dictionary<PlannerFact, string?> { [fact] = value }, [], people);
        return null;
    }

    private static async Task<Refusal?> RenameAsync(UnitOfWork work, Actor actor, Guid board, PlannerConflict what, CancellationToken ct)
    {
        if (what.Field != "name" || string.IsNullOrWhiteSpace(what.Lost))
        {
            return s_impossible;
        }

        if (await BoardAccess.StandingAsync(work.Db, actor, board, ct) is not { } standing || !BoardPermissions.Allows(standing.Role, BoardAction.EditColumns))
        {
            return Refusal.NotAllowed;
        }

        var name = PlannerSides.Cut(what.Lost.Trim(), Contracts.Boards.Limits.Name);
        if (what.Column is { } column)
        {
            if ((await ColumnPlaces.AllAsync(work.Db, board, ct)).Find(c => c.Id == column) is not { } found)
            {
                return Column.NotFound;
            }

            var before = found.ToView();
            found.Name = name;
            _ = work.Append(board, new Contracts.Boards.ColumnEdited(found.ToView(), before));
            return null;
        }

        if (await work.Db.Set<Label>().SingleOrDefaultAsync(l => l.Board == board && l.Id == what.Label, ct) is not { } label)
        {
            return Label.NotFound;
        }

        var was = label.ToView();
        label.Name = name;
        _ = work.Append(board, new Contracts.Boards.LabelEdited(label.ToView(), was));
        return null;
    }
}

/// <summary>What a conflict's entry says, as the merge says it.</summary>
internal static class ConflictFacts
{
    /// <summary>The fact of a card; null for none that this version knows.</summary>
    public static PlannerFact? Of(PlannerConflict conflict) => conflict.Card is null || PlannerNames.Field(conflict.Field) is not { } field
        ? null
        : new PlannerFact(field, conflict.Part ?? (field is PlannerField.Assignees ? conflict.Kept ?? conflict.Lost ?? "" : ""));

    /// <summary>A person or label that is there is written by its id.</summary>
    public static string? Value(PlannerConflict conflict, string? text) =>
        text is not null && PlannerNames.Field(conflict.Field) is PlannerField.Assignees or PlannerField.Labels && text is not null ? "+" : text;
}

/// <summary>What the owners of a link chose.</summary>
public sealed class ReadRules(Reads reads)
{
    public Task<Outcome<PlannerRules>> RunAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OfBoardAsync<PlannerRules>(actor, board, async (db, _) =>
            await db.Set<PlannerLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Board == board && l.LivePlan != null, ct) is { } link
                ? RulesOf.View(link.Policies)
                : default(Outcome<PlannerRules>), ct);
}

/// <summary>Changes it.</summary>
public sealed class SetRules(Changes changes)
{
    public Task<Outcome<PlannerRules>> RunAsync(Actor actor, CommandId command, Guid board, PlannerRules rules, CancellationToken ct) =>
        changes.OnBoardAsync<PlannerRules>(actor, Command.For(command, nameof(SetRules), new { board, rules }), board, BoardAction.LinkPlanner, async work =>
        {
            if (await work.Db.Set<PlannerLink>().SingleOrDefaultAsync(l => l.Board == board && l.LivePlan != null, ct) is not { State: not PlannerLinkState.Ended } link)
            {
                return default;
            }

            var before = link.Policies;
            link.Follow(RulesOf.Policies(rules) with { DeletesSince = rules.DeletesArchived ? before.DeletesSince ?? work.Now : null });
            var now = RulesOf.View(link.Policies);
            if (link.Policies != before)
            {
                _ = work.Append(board, new PlannerRulesChanged(now, RulesOf.View(before)));
            }

            return now;
        }, ct);
}

internal static class RulesOf
{
    public static PlannerRules View(PlannerPolicies policies) => new(
        (Contracts.Planner.PlannerPolicy)policies.Usual,
        [.. Enum.GetValues<PlannerRuleField>().Where(f => policies.Fields.ContainsKey(Fields(f)[0]))
            .Select(f => new PlannerFieldRule(f, (Contracts.Planner.PlannerPolicy)policies.Fields[Fields(f)[0]]))],
        policies.DeletesSince is not null);

    public static PlannerPolicies Policies(PlannerRules rules) => new(
        (PlannerPolicy)rules.Usual,
        rules.Fields.SelectMany(r => Fields(r.Field).Select(f => (Field: f, r.Policy))).DistinctBy(r => r.Field).ToDictionary(r => r.Field, r => (PlannerPolicy)r.Policy));

    private static PlannerField[] Fields(PlannerRuleField field) => field switch
    {
        PlannerRuleField.Checklist => [PlannerField.Item, PlannerField.Tick, PlannerField.Items],
        PlannerRuleField.Links => [PlannerField.Link],
        _ => [Enum.Parse<PlannerField>(field.ToString())],
    };
}
