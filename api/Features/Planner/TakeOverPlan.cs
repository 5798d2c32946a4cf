using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Planner;
using Workspace.Domain.Shared;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Storage;

namespace Workspace.Features.Planner;

/// <summary>One write that Planner is owed after the commit.</summary>
internal abstract record Owed;

internal sealed record OwedBucket(Guid Column, string Name) : Owed;

internal sealed record OwedBucketName(Guid Column, PlanBucket Bucket, IReadOnlyDictionary<PlannerFact, string?> Facts) : Owed;

internal sealed record OwedTask(Guid Card, long Version, PlannerState State) : Owed;

internal sealed record OwedChange(Guid Card, long Version, PlanTask Task, IReadOnlyDictionary<PlannerFact, string?> Facts) : Owed;

/// <summary>What a transaction of the sync did, and what is left to send.</summary>
/// <param name="Owed">To send, in this order.</param>
/// <param name="Conflicts">Values that gave way.</param>
/// <param name="Changed">Whether the board or its pairs changed in a way that counts as life.</param>
/// <param name="More">Something had to be left for another round.</param>
internal sealed record TakenOver(IReadOnlyList<Owed> Owed, int Conflicts, bool Changed, bool More);

/// <summary>
/// The board's half of a round, in one transaction: compares what the plan said with what the board says now, takes
/// over, keeps what gave way, and notes what Planner is owed before anything is sent.
/// </summary>
internal sealed class TakeOverPlan(UnitOfWork work, Guid board, PlanReading plan, PlannerPace pace, CancellationToken ct)
{
    /// <summary>A first link comes in chunks, so that no transaction and no round grows without end.</summary>
    private const int MostTasks = 50;
    private const int MostCards = 200;

    private readonly List<Owed> _owed = [];
    private readonly Dictionary<Guid, Card> _cards = [];
    private readonly Dictionary<string, Guid> _columnOfBucket = new(StringComparer.Ordinal);
    private HashSet<Guid> _people = [];
    private readonly Dictionary<Guid, string?> _lastRank = [];
    private int _added;
    private int _conflicts;
    private bool _changed;
    private bool _more;

    public async Task<TakenOver?> RunAsync()
    {
        if (await LinkedBoard.LoadAsync(work.Db, board, ct) is not { } state)
        {
            return null;
        }

        foreach (var pair in state.ColumnPairs.Where(p => p.Bucket is not null))
        {
            _columnOfBucket[pair.Bucket!] = pair.Column;
        }

        var times = plan.Times;
        var columns = plan.Buckets is null
            ? []
            : PlannerComparison.Columns(state.ColumnPairs, state.Columns, plan.PlanBuckets, plan.GoneBuckets, plan.InUse(state), times, pace.Settle);
        foreach (var step in columns)
        {
            await TakeAsync(step);
        }

        _ = await work.Db.SaveChangesAsync(ct); // new columns have to be there before cards can go to them
        var assigned = plan.Tasks.SelectMany(t => t.Assignees).Distinct().ToArray();
        _people = (await work.Db.Set<Person>().Where(p => assigned.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var tasks = plan.PlanTasks(_columnOfBucket, state.Zone);
        var editedAt = await EditTimesAsync(PlannerComparison.Disputed(state.Pairs, state.Cards, tasks));
        var steps = PlannerComparison.Cards(
            state.Pairs, state.Cards, tasks, plan.GoneTasks, times, pace.Settle, (card, field) => editedAt.TryGetValue((card, field), out var at) ? at : null);
        await LoadCardsAsync(steps);
        foreach (var step in steps)
        {
            await TakeAsync(step);
        }

        foreach (var gone in columns.OfType<BucketGone>())
        {
            await LetGoAsync(gone.Pair);
        }

        return new TakenOver(_owed, _conflicts, _changed, _more);
    }

    private async Task TakeAsync(PlannerStep step)
    {
        switch (step)
        {
            case JoinColumn { Pair: null } s:
                _columnOfBucket[s.Bucket.Id] = s.Column.Id;
                _ = work.Db.Add(PlannerColumnPair.Found(
                    work.Actor.Organisation, board, s.Column.Id, s.Bucket.Id,
                    new PlannerBase(PlannerState.OfColumn(s.Column.Name), PlannerState.OfColumn(s.Bucket.Name)), plan.ReadAt));
                break;
            case JoinColumn { Pair: { } intention } s:
                _columnOfBucket[s.Bucket.Id] = s.Column.Id;
                intention.Join(s.Bucket.Id, PlannerState.OfColumn(s.Bucket.Name), plan.ReadAt);
                break;
            case MergeColumn s:
                await RenameAsync(s);
                break;
            case CreateBucket s:
                IntendBucket(s);
                break;
            case CreateColumn s:
                await AddColumnAsync(s);
                break;
            case BucketGone:
                break;
            case MergeCard s:
                await MergeAsync(s);
                break;
            case AdoptTask s:
                s.Pair.Adopt(s.Task.Id);
                _more = true;
                break;
            case CreateTask s:
                IntendTask(s);
                break;
            case Domain.Planner.CreateCard s:
                await AddCardAsync(s.Task);
                break;
            case Domain.Planner.ArchiveCard s:
                Archive(s);
                break;
            case ForgetPair s:
                _ = work.Db.Remove(s.Pair);
                break;
            default:
                throw new InvalidOperationException($"A step without a rule: {step.GetType().Name}.");
        }
    }

    private async Task RenameAsync(MergeColumn step)
    {
        var boardNow = step.Merged.Known.Board;
        if (step.Merged.ForBoard.Count > 0)
        {
            var column = await work.Db.Set<Column>().SingleAsync(c => c.Id == step.Pair.Column, ct);
            if (ColumnName(step.Bucket.Name) is { } name && !string.Equals(name, column.Name, StringComparison.Ordinal))
            {
                var before = column.ToView();
                column.Name = name;
                _ = work.Append(board, new ColumnEdited(column.ToView(), before));
                _changed = true;
            }

            boardNow = PlannerState.OfColumn(column.Name);
        }

        foreach (var loss in step.Merged.Losses)
        {
            Keep(loss, null, step.Pair.Column);
        }

        step.Pair.Learn(step.Merged.Taken(boardNow));
        if (step.Merged.ForPlan.Count == 0)
        {
            step.Pair.Accept();
        }
        else
        {
            _owed.Add(new OwedBucketName(step.Pair.Column, step.Bucket, step.Merged.ForPlan));
        }
    }

    private void IntendBucket(CreateBucket step)
    {
        if (step.Pair is null)
        {
            _ = work.Db.Add(PlannerColumnPair.Intend(work.Actor.Organisation, board, step.Column.Id, step.Column.Name, work.Now));
        }
        else
        {
            step.Pair.IntendAgain(step.Column.Name, work.Now);
        }

        _owed.Add(new OwedBucket(step.Column.Id, step.Column.Name));
    }

    private async Task AddColumnAsync(CreateColumn step)
    {
        if (step.Pair is not null)
        {
            _ = work.Db.Remove(step.Pair);
        }

        _ = await work.Db.SaveChangesAsync(ct); // a column before this one, if this transaction added it
        var rank = ColumnPlaces.Before(await ColumnPlaces.AllAsync(work.Db, board, ct), before: null)!;
        var column = new Column
        {
            Id = Guid.CreateVersion7(),
            Organisation = work.Actor.Organisation,
            Board = board,
            Name = ColumnName(step.Bucket.Name) ?? "–",
            Rank = rank,
        };
        _ = work.Db.Add(column);
        _ = work.Append(board, new ColumnAdded(column.ToView()));
        _ = work.Db.Add(PlannerColumnPair.Found(
            work.Actor.Organisation, board, column.Id, step.Bucket.Id,
            new PlannerBase(PlannerState.OfColumn(column.Name), PlannerState.OfColumn(step.Bucket.Name)), plan.ReadAt));
        _columnOfBucket[step.Bucket.Id] = column.Id;
        _changed = true;
    }

    /// <summary>The bucket was deleted: an empty column goes to the archive, one with cards gets a new bucket.</summary>
    private async Task LetGoAsync(PlannerColumnPair pair)
    {
        _ = work.Db.Remove(pair);
        _ = await work.Db.SaveChangesAsync(ct); // cards that went to the archive or elsewhere just now
        var columns = await ColumnPlaces.AllAsync(work.Db, board, ct);
        if (columns.Find(c => c.Id == pair.Column) is { } column)
        {
            if (columns.Count > 1 && !await work.Db.Set<Card>().AnyAsync(c => c.Board == board && c.Column == column.Id && c.ArchivedAt == null, ct))
            {
                column.ArchivedAt = work.Now;
                _ = work.Append(board, new ColumnArchived(column.Id));
                _changed = true;
            }
            else
            {
                _more = true;
            }
        }
    }

    private async Task MergeAsync(MergeCard step)
    {
        var (pair, merged) = (step.Pair, step.Merged);
        if (merged.IsQuiet)
        {
            if (merged.Known != pair.Known)
            {
                pair.Learn(merged.Known);
            }

            pair.Accept();
            pair.Settle(step.Task.Etag, step.Card.Version);
            return;
        }

        var card = _cards[pair.Card];
        if (merged.ForBoard.Count > 0)
        {
            await BringAsync(card, merged.ForBoard);
        }

        foreach (var loss in merged.Losses)
        {
            Keep(loss, card.Id, null);
        }

        var waits = pair.Waits(card.Version, plan.ReadAt);
        var known = merged.Taken(PlannerSides.Of(card));
        pair.Learn(waits ? known.NotSent() : known);
        if (merged.ForPlan.Count > 0 && !waits)
        {
            _owed.Add(new OwedChange(card.Id, card.Version, step.Task, merged.ForPlan));
        }
    }

    /// <summary>Brings what Planner says to the board, by the same rules as a person's hand.</summary>
    private async Task BringAsync(Card card, IReadOnlyDictionary<PlannerFact, string?> facts)
    {
        if (facts.TryGetValue(new(PlannerField.Column), out var to) && to is not null
            && await work.Db.SaveChangesAsync(ct) >= 0 // a card before this one may have gone to the same place
            && await CardPlaces.FindAsync(work.Db, board, Guid.ParseExact(to, "D"), before: null, moving: card.Id, ct) is { } place)
        {
            Must(await Boards.MoveCard.MoveAsync(work, card, place, ct));
        }

        // After the move, which may have set the progress by the board's own rule: what Planner says of it comes last.
        var edit = PlannerSides.ToEdit(facts, card, _people);
        if (edit != new CardEdit())
        {
            Must(await EditCard.EditAsync(work, card, edit, seen: work.Sequence(board), ct));
        }

        _changed = true;
    }

    private void IntendTask(CreateTask step)
    {
        if (step.Card.State.Column is not { } column || !BucketOf(column, out var bucket) || _owed.Count(o => o is OwedTask) >= MostTasks)
        {
            // Its bucket is about to be created, or enough tasks are.
            _more = true;
            return;
        }

        if (step.Pair is null)
        {
            _ = work.Db.Add(PlannerPair.Intend(work.Actor.Organisation, board, step.Card.Id, bucket, step.Card.State, work.Now));
        }
        else
        {
            step.Pair.IntendAgain(bucket, step.Card.State, work.Now);
        }

        _owed.Add(new OwedTask(step.Card.Id, step.Card.Version, step.Card.State));
    }

    private bool BucketOf(Guid column, out string bucket)
    {
        bucket = _columnOfBucket.FirstOrDefault(p => p.Value == column).Key ?? "";
        return bucket.Length > 0;
    }

    private async Task AddCardAsync(PlanTask task)
    {
        if (_added++ >= MostCards)
        {
            _more = true;
            return;
        }

        var on = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
        var column = task.State.Column ?? (await ColumnPlaces.AllAsync(work.Db, board, ct))[0].Id;
        var rank = Rank.Between(await LastRankAsync(column), null);
        _lastRank[column] = rank;
        var card = Card.Create(
            Guid.CreateVersion7(), on, column, PlannerSides.Title(task.State.Title) ?? "–", rank, on.TakeNumber(), work.Now);
        _ = card.Schedule(null, task.State.Due);
        card.Report(task.State.Progress);
        card.Assign(task.State.Assignees.Where(_people.Contains));
        _ = work.Db.Add(card);
        card.ChangedBy(work.Sequence(board) + 1);
        _ = work.Append(board, new CardCreated(card.ToView()), card.Id);
        _cards[card.Id] = card;
        _ = work.Db.Add(PlannerPair.Found(
            work.Actor.Organisation, board, card.Id, task.Id, new PlannerBase(PlannerSides.Of(card), task.State), plan.ReadAt));
        _changed = true;
    }

    /// <summary>The last rank in a column, those of cards included that this transaction adds.</summary>
    private async Task<string?> LastRankAsync(Guid column)
    {
        if (!_lastRank.TryGetValue(column, out var rank))
        {
            _ = await work.Db.SaveChangesAsync(ct);
            rank = await work.Db.Set<Card>().Where(c => c.Board == board && c.Column == column && c.ArchivedAt == null).MaxAsync(c => (string?)c.Rank, ct);
        }

        return rank;
    }

    private void Archive(Domain.Planner.ArchiveCard step)
    {
        var card = _cards[step.Card.Id];
        if (card.Archive(work.Now) is null)
        {
            card.ChangedBy(work.Append(board, new CardArchived(card.Id), card.Id));
        }

        _ = work.Db.Remove(step.Pair);
        _changed = true;
    }

    private void Keep(PlannerLoss loss, Guid? card, Guid? column)
    {
        _conflicts++;
        var (kept, lost) = loss.Fact.Field is PlannerField.Assignees
            ? (loss.Kept is null ? null : loss.Fact.Part, loss.Lost is null ? null : loss.Fact.Part)
            : (loss.Kept, loss.Lost);
        var field = column is null ? Name(loss.Fact.Field) : "name";
        var winner = loss.Winner is PlannerSide.Board ? PlannerWinner.Board : PlannerWinner.Planner;
        _ = work.Append(board, new PlannerConflict(card, column, field, winner, kept, lost, loss.OrderKnown), card);
    }

    private static string Name(PlannerField field) => field switch
    {
        PlannerField.Title => "title",
        PlannerField.Column => "column",
        PlannerField.Due => "due",
        PlannerField.Assignees => "assignees",
        PlannerField.Progress => "progress",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A field without a name."),
    };

    private async Task LoadCardsAsync(IReadOnlyList<PlannerStep> steps)
    {
        var ids = steps.Select(s => s switch
        {
            MergeCard { Merged.IsQuiet: false } m => m.Card.Id,
            Domain.Planner.ArchiveCard a => a.Card.Id,
            _ => Guid.Empty,
        }).Where(id => id != Guid.Empty).ToArray();
        if (ids.Length == 0)
        {
            return;
        }

        foreach (var card in await work.Db.Set<Card>().Where(c => c.Board == board && ids.Contains(c.Id)).ToListAsync(ct))
        {
            _cards[card.Id] = card;
        }
    }

    /// <summary>When people last edited the disputed fields on the board; what the sync itself did there counts as no edit.</summary>
    private async Task<Dictionary<(Guid Card, PlannerField Field), DateTimeOffset>> EditTimesAsync(
        IReadOnlyDictionary<Guid, IReadOnlySet<PlannerField>> disputed)
    {
        var times = new Dictionary<(Guid, PlannerField), DateTimeOffset>();
        if (disputed.Count == 0)
        {
            return times;
        }

        var cards = disputed.Keys.Select(c => (Guid?)c).ToArray();
        var entries = await work.Db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == board && cards.Contains(j.Subject) && j.ActorKind != ActorKind.Planner
                && (j.Kind == "card.edited" || j.Kind == "card.moved"))
            .OrderBy(j => j.Sequence)
            .ToListAsync(ct);
        foreach (var entry in entries.Select(e => e.ToEntry()))
        {
            var (card, fields) = entry.Change switch
            {
                CardEdited edited => (edited.Card, PlannerSides.FieldsOf(edited.After)),
                CardMoved moved => (moved.Card, moved.Column == moved.FromColumn ? [] : moved.Progress is null
                    ? [PlannerField.Column]
                    : [PlannerField.Column, PlannerField.Progress]),
                _ => (Guid.Empty, Array.Empty<PlannerField>()),
            };
            foreach (var field in fields)
            {
                times[(card, field)] = entry.At;
            }
        }

        return times;
    }

    private static string? ColumnName(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? null : PlannerSides.Cut(trimmed, Limits.Name);
    }

    private static void Must<T>(Shared.Outcome<T> outcome)
        where T : class
    {
        if (outcome.Value is null)
        {
            throw new InvalidOperationException($"The board refused what Planner says: {outcome.Refusal?.Code ?? "not there"}.");
        }
    }
}
