using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;

namespace Workspace.Features.Planner;

/// <summary>Cards and tasks. It comes after the columns and labels: what a card says in Planner depends on theirs.</summary>
internal sealed class TakeOverCards(Takeover all)
{
    /// <summary>A first link comes in chunks, so that no transaction and no round grows without end.</summary>
    private const int MostTasks = 50;
    private const int MostCards = 200;

    private BoardWords _words = new([], new Dictionary<Guid, string>(), new Dictionary<Guid, string>(), new HashSet<Guid>());
    private IReadOnlyList<PlanTask> _tasks = [];
    private IReadOnlySet<Guid> _people = new HashSet<Guid>();
    private bool _unknown;
    private int _added;
    private int _intended;

    public async Task RunAsync()
    {
        await FillAsync();
        _people = await all.Side.KnownAsync([.. all.Plan.Tasks.SelectMany(t => t.Assignees).Distinct()]);
        all.Edits = await all.Side.EditsAsync([.. PlannerComparison.Disputed(all.Board.Pairs, all.Board.Cards, _tasks).Keys]);
        _unknown = PlannerComparison.AwaitsOutcome(all.Board.Pairs, all.Plan.ReadAt, all.Pace.Settle);
        var steps = PlannerComparison.Cards(
            all.Board.Pairs, all.Board.Cards, _tasks, all.Plan.GoneTasks, all.Times, all.Pace.Settle, (card, field) => all.Edits.GetValueOrDefault((card, field))?.At);
        var places = PlannerComparison.Places(all.Board.Pairs, all.Board.Cards, _tasks, all.Sides.ColumnOfBucket, all.Times.Policies);
        await LoadAsync(steps, places);

        // From the bottom up: Planner puts what is new on top, and then stands in the right order by itself.
        var ranks = all.Board.Cards.ToDictionary(c => c.Id, c => c.Rank);
        foreach (var step in steps.OrderBy(s => s is CreateTask ? 1 : 0).ThenByDescending(s => s is CreateTask c ? ranks[c.Card.Id] : "", StringComparer.Ordinal))
        {
            await TakeAsync(step);
        }

        foreach (var step in places)
        {
            await ArrangeCards.RunAsync(all, step);
        }
    }

    /// <summary>Brings all but the column to a card; a person who takes back what gave way does it so too.</summary>
    public static async Task BringAsync(
        IBoardSide side, Card card, IReadOnlyDictionary<PlannerFact, string?> facts, IReadOnlyList<string> items, IReadOnlySet<Guid> people)
    {
        // After a move, which may have set the progress by the board's own rule: what Planner says of it comes last.
        var edit = PlannerSides.ToEdit(facts, card, people);
        if (edit != new CardEdit())
        {
            await side.EditAsync(card, edit);
        }

        foreach (var change in PlannerSides.Bring(facts, card, items))
        {
            side.Append(change, card);
        }
    }

    /// <summary>Reads what the cards say that have to be compared, once it is known which labels have a category.</summary>
    private async Task FillAsync()
    {
        var open = all.Board.Unsettled(all.Plan);
        if (open.Count > 0)
        {
            var cards = await all.Side.CardsAsync(open);
            _words = await all.Side.WordsAsync([.. cards.Values]);
            all.Board = all.Board.With(cards, all.Sides, _words);
        }

        // A card that changed since the plan was read, whose task's details therefore were not: next time.
        var unread = all.Plan.Tasks.Where(t => t.Details is null).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var waiting = all.Board.Pairs.Where(p => p.Task is not null && unread.Contains(p.Task) && open.Contains(p.Card)).Select(p => p.Task!)
            .Concat(unread.Except(all.Board.Pairs.Where(p => p.Task is not null).Select(p => p.Task!), StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
        _tasks = [.. all.Plan.PlanTasks(all.Board, all.Sides).Where(t => !waiting.Contains(t.Id))];
        all.More |= waiting.Count > 0;
    }

    private async Task LoadAsync(IReadOnlyList<PlannerStep> steps, IReadOnlyList<PlaceCards> places)
    {
        var ids = steps.Select(s => s switch
        {
            MergeCard m => m.Merged.IsQuiet && m.Merged.Losses.Count == 0 ? Guid.Empty : m.Card.Id,
            Domain.Planner.ArchiveCard a => a.Card.Id,
            _ => Guid.Empty,
        }).Concat(places.Where(p => p.Ordered.Board).SelectMany(p => p.Ordered.Result)).Where(id => id != Guid.Empty).Distinct().ToArray();
        foreach (var (id, card) in await all.Side.CardsAsync(ids))
        {
            all.Cards[id] = card;
        }
    }

    private async Task TakeAsync(PlannerStep step)
    {
        switch (step)
        {
            case MergeCard s:
                await MergeAsync(s);
                break;
            case AdoptTask s:
                s.Pair.Adopt(s.Task.Id);
                all.More = true;
                break;
            case JoinTask s:
                // What was known got lost: all that differs was changed on both sides as far as anybody knows.
                all.Side.Add(PlannerPair.Found(
                    all.Side.Organisation, all.Board.Link.Board, s.Card.Id, s.Task.Id, new PlannerBase(PlannerState.Empty, PlannerState.Empty), all.Plan.ReadAt));
                all.More = true;
                break;
            case CreateTask s:
                Intend(s);
                break;
            case Domain.Planner.CreateCard s:
                await AddAsync(s.Task);
                break;
            case Domain.Planner.ArchiveCard s:
                Archive(s);
                break;
            case DeleteTask s:
                Delete(s);
                break;
            case ForgetPair s:
                all.Side.Remove(s.Pair);
                break;
            default:
                throw new InvalidOperationException($"A step without a rule: {step.GetType().Name}.");
        }
    }

    private async Task MergeAsync(MergeCard step)
    {
        var (pair, merged) = (step.Pair, step.Merged);
        foreach (var loss in merged.Losses)
        {
            all.Keep(loss, step.Card.Id);
        }

        if (merged.IsQuiet)
        {
            if (merged.Known != pair.Known)
            {
                pair.Learn(merged.Known);
            }

            pair.Accept();
            pair.Settle(step.Task.Version, step.Card.Version);
            return;
        }

        var card = all.Cards[pair.Card];
        if (merged.ForBoard.Count > 0)
        {
            await BringAsync(card, merged.ForBoard, step.Task);
        }

        // Once more with what the board made of it: a day that followed another, the progress of a done-column.
        var boardNow = all.Sides.Of(card, step.Task.State, _words);
        var owed = PlannerMerge.Run(merged.Taken(boardNow), boardNow, step.Task.State, step.Task.Version, all.Times);
        var waits = pair.Waits(card.Version, all.Plan.ReadAt);
        pair.Learn(waits ? owed.Known.NotSent() : owed.Known);
        if (owed.ForPlan.ContainsKey(new(PlannerField.Column)) || merged.ForBoard.ContainsKey(new(PlannerField.Column)))
        {
            pair.Stand(null, null);
        }

        if (!waits)
        {
            Owe(card, step.Task, boardNow, owed.ForPlan);
        }
    }

    private void Owe(Card card, PlanTask task, PlannerState board, IReadOnlyDictionary<PlannerFact, string?> facts)
    {
        var (details, own) = (Only(facts, inDetails: true), Only(facts, inDetails: false));
        if (own.Count > 0)
        {
            all.Owed.Add(new OwedChange(card.Id, card.Version, task, own));
        }

        if (details.Count > 0)
        {
            all.Owed.Add(new OwedDetails(card.Id, card.Version, task, all.Plan.Tasks.First(t => t.Id == task.Id), details, board.List(PlannerField.Items)));
        }
    }

    private static Dictionary<PlannerFact, string?> Only(IReadOnlyDictionary<PlannerFact, string?> facts, bool inDetails) =>
        facts.Where(f => f.Key.Field.InDetails() == inDetails).ToDictionary(f => f.Key, f => f.Value);

    /// <summary>Brings what Planner says to the board, by the same rules as a person's hand.</summary>
    private async Task BringAsync(Card card, IReadOnlyDictionary<PlannerFact, string?> facts, PlanTask task)
    {
        if (facts.TryGetValue(new(PlannerField.Column), out var to) && to is not null)
        {
            await all.Side.MoveAsync(card, Guid.ParseExact(to, "D"), Follower(task, Guid.ParseExact(to, "D")));
        }

        await BringAsync(all.Side, card, facts, task.State.List(PlannerField.Items), _people);
        all.Changed = true;
    }

    /// <summary>The card before which a task stands in its bucket; null where it is the last, or its place is not known.</summary>
    private Guid? Follower(PlanTask task, Guid column)
    {
        if (task.Hint is not { } hint)
        {
            return null;
        }

        var cardOf = all.Board.Pairs.Where(p => p.Task is not null).ToDictionary(p => p.Task!, p => p.Card, StringComparer.Ordinal);
        var there = all.Board.Cards.Where(c => !c.Archived && c.Column == column).Select(c => c.Id).ToHashSet();
        return _tasks.Where(t => t.Bucket == task.Bucket && t.Hint is not null && OrderHint.Order.Compare(t.Hint, hint) > 0 && cardOf.TryGetValue(t.Id, out var card) && there.Contains(card))
            .OrderBy(t => t.Hint, OrderHint.Order).Select(t => (Guid?)cardOf[t.Id]).FirstOrDefault();
    }

    private void Intend(CreateTask step)
    {
        if (_unknown)
        {
            // Until it is known what became of another one nothing is created: so a task of ours that nobody knows can only be that one's.
            return;
        }

        if (step.Card.State.Column is not { } column || !BucketOf(column, out var bucket) || _intended >= MostTasks)
        {
            // Its bucket is about to be created, or enough tasks are.
            all.More = true;
            return;
        }

        // The details follow with the next look, by a version of their own: until then nobody knows more than this of the task.
        var sent = step.Card.State.Only(field => !field.InDetails());
        var at = all.Side.Now.AddMicroseconds(_intended++); // in the order of sending
        if (step.Pair is null)
        {
            all.Side.Add(PlannerPair.Intend(all.Side.Organisation, all.Board.Link.Board, step.Card.Id, bucket, sent, at));
        }
        else
        {
            step.Pair.IntendAgain(bucket, sent, at);
        }

        all.Owed.Add(new OwedTask(step.Card.Id, step.Card.Version, sent));
    }

    private bool BucketOf(Guid column, out string bucket)
    {
        bucket = all.Sides.ColumnOfBucket.FirstOrDefault(p => p.Value == column).Key ?? "";
        return bucket.Length > 0;
    }

    private async Task AddAsync(PlanTask task)
    {
        if (_added++ >= MostCards)
        {
            all.More = true;
            return;
        }

        var side = all.Side;
        var column = task.State.Column ?? (await side.ColumnsAsync())[0].Id;
        var rank = await side.RankAsync(column, Follower(task, column));
        var (on, number) = await side.TakeNumberAsync();
        var card = Card.Create(Guid.CreateVersion7(), on, column, PlannerSides.Title(task.State.Title) ?? "–", rank, number, side.Now);
        var edit = PlannerSides.ToEdit(task.State.Facts.ToDictionary(f => f, f => task.State[f]), card, _people);
        _ = card.Schedule(edit.Start?.Value, edit.Due?.Value);
        card.Report(task.State.Progress);
        card.Assign(edit.Assignees?.Value ?? []);
        card.Mark(edit.Labels?.Value ?? []);
        card.Describe(edit.Description?.Value);
        card.Prioritise(edit.Priority?.Value.ToDomain() is { } priority and not Domain.Boards.CardPriority.Medium ? priority : null);
        foreach (var _ in PlannerSides.Bring(task.State.Facts.ToDictionary(f => f, f => task.State[f]), card, task.State.List(PlannerField.Items)))
        {
            // All of it is in the entry that says the card was created.
        }

        side.Add(card);
        side.Append(new CardCreated(card.ToView()), card);
        all.Cards[card.Id] = card;

        // What the board alone says is still missing in the task, or is that of a card that somebody copied: it counts as changed.
        var block = new PlannerFact(PlannerField.Block);
        var known = new PlannerBase(
            all.Sides.Of(card, task.State, _words).Only(f => !f.IsBoards()).With([new(block, task.State[block])]), task.State.Only(f => f is not PlannerField.Card));
        side.Add(PlannerPair.Found(side.Organisation, all.Board.Link.Board, card.Id, task.Id, known, all.Plan.ReadAt));
        (all.Changed, all.More) = (true, true);
    }

    private void Archive(Domain.Planner.ArchiveCard step)
    {
        var card = all.Cards[step.Card.Id];
        if (card.Archive(all.Side.Now) is null)
        {
            all.Side.Append(new CardArchived(card.Id), card);
        }

        all.Side.Remove(step.Pair);
        all.Changed = true;
    }

    /// <summary>What was edited in Planner and nobody took over goes into the card's history before the task goes.</summary>
    private void Delete(DeleteTask step)
    {
        foreach (var loss in step.Losses)
        {
            all.Keep(loss, step.Card.Id);
        }

        step.Pair.Learn(step.Known);
        all.Owed.Add(new OwedDelete(step.Card.Id, step.Task));
    }
}
