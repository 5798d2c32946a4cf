using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Teams;

namespace Workspace.Features.Planner;

/// <summary>One write that Planner is owed after the commit.</summary>
internal abstract record Owed;

internal sealed record OwedBucket(Guid Column, string Name) : Owed;

internal sealed record OwedBucketName(Guid Column, PlanBucket Bucket, IReadOnlyDictionary<PlannerFact, string?> Facts) : Owed;

/// <param name="Order">All columns that have a bucket, in the order that is wanted.</param>
/// <param name="Move">The places in it to write, the last first.</param>
internal sealed record OwedBucketOrder(IReadOnlyList<ColumnPlace> Order, IReadOnlyList<int> Move) : Owed;

/// <param name="Names">By label.</param>
internal sealed record OwedLabelNames(CategoriesRead Read, IReadOnlyDictionary<Guid, (int Category, string Name)> Names) : Owed;

internal sealed record OwedTask(Guid Card, long Version, PlannerState State) : Owed;

/// <summary>Facts of the task itself.</summary>
internal sealed record OwedChange(Guid Card, long Version, PlanTask Task, IReadOnlyDictionary<PlannerFact, string?> Facts) : Owed;

/// <summary>Facts of the task's details.</summary>
/// <param name="Items">The order of the checklist on the board.</param>
internal sealed record OwedDetails(
    Guid Card, long Version, PlanTask Task, TaskRead Read, IReadOnlyDictionary<PlannerFact, string?> Facts, IReadOnlyList<string> Items) : Owed;

/// <param name="Order">All cards of a column that both sides have there, in the order that is wanted.</param>
/// <param name="Move">The places in it to write, the last first.</param>
internal sealed record OwedOrder(Guid Column, IReadOnlyList<CardPlace> Order, IReadOnlyList<int> Move) : Owed;

/// <summary>What a transaction of the sync did, and what is left to send.</summary>
/// <param name="Owed">To send, in this order.</param>
/// <param name="Conflicts">Values that gave way.</param>
/// <param name="Changed">Whether the board or its pairs changed in a way that counts as life.</param>
/// <param name="More">Something had to be left for another round.</param>
/// <param name="Asked">A person has to choose between two values.</param>
internal sealed record TakenOver(IReadOnlyList<Owed> Owed, int Conflicts, bool Changed, bool More, bool Asked);

/// <summary>
/// The board's half of a round, in one transaction: compares what the plan said with what the board says now, takes
/// over, keeps what gave way, and notes what Planner is owed before anything is sent.
/// </summary>
internal sealed class TakeOverPlan(IBoardSide side, TeamsLinks links, PlanReading plan, PlannerPace pace)
{
    /// <summary>A first link comes in chunks, so that no transaction and no round grows without end.</summary>
    private const int MostTasks = 50;
    private const int MostCards = 200;

    private readonly List<Owed> _owed = [];
    private readonly Dictionary<Guid, Card> _cards = [];
    private readonly Dictionary<Guid, (int Category, string Name)> _labelNames = [];
    private LinkedBoard _board = null!;
    private PlannerSides _sides = null!;
    private BoardWords _words = new([], new Dictionary<Guid, string>(), new Dictionary<Guid, string>(), new HashSet<Guid>());
    private IReadOnlyList<PlanTask> _tasks = [];
    private IReadOnlyDictionary<(Guid Card, PlannerField Field), BoardEdit> _edits = new Dictionary<(Guid, PlannerField), BoardEdit>();
    private IReadOnlySet<Guid> _people = new HashSet<Guid>();
    private int _added;
    private int _conflicts;
    private bool _changed;
    private bool _asked;
    private bool _more;

    public async Task<TakenOver?> RunAsync()
    {
        if (await side.LoadAsync() is not { } loaded)
        {
            return null;
        }

        (_board, _sides) = (loaded, new PlannerSides(loaded, links));
        var times = plan.Times with { Policies = _board.Link.Policies };
        await TakeLabelsAsync(times);
        var columns = plan.Buckets is null
            ? []
            : PlannerComparison.Columns(_board.ColumnPairs, _board.Columns, plan.PlanBuckets, plan.GoneBuckets, plan.InUse(_board), times, pace.Settle);
        foreach (var step in columns)
        {
            await TakeAsync(step);
        }

        if (plan.Buckets is not null && PlannerComparison.Places(_board.ColumnPairs, _board.Columns, plan.PlanBuckets, times.Policies) is { } order)
        {
            await ArrangeAsync(order);
        }

        await FillAsync();
        _people = await side.KnownAsync([.. plan.Tasks.SelectMany(t => t.Assignees).Distinct()]);
        _edits = await side.EditsAsync([.. PlannerComparison.Disputed(_board.Pairs, _board.Cards, _tasks).Keys]);
        var steps = PlannerComparison.Cards(
            _board.Pairs, _board.Cards, _tasks, plan.GoneTasks, times, pace.Settle, (card, field) => _edits.GetValueOrDefault((card, field))?.At);
        var places = PlannerComparison.Places(_board.Pairs, _board.Cards, _tasks, _sides.ColumnOfBucket, times.Policies);
        await LoadCardsAsync(steps, places);

        // From the bottom up: Planner puts what is new on top, and then stands in the right order by itself.
        var ranks = _board.Cards.ToDictionary(c => c.Id, c => c.Rank);
        foreach (var step in steps.OrderBy(s => s is CreateTask ? 1 : 0).ThenByDescending(s => s is CreateTask c ? ranks[c.Card.Id] : "", StringComparer.Ordinal))
        {
            await TakeAsync(step);
        }

        foreach (var step in places)
        {
            await ArrangeAsync(step);
        }

        foreach (var gone in columns.OfType<BucketGone>())
        {
            await LetGoAsync(gone.Pair);
        }

        return new TakenOver(_owed, _conflicts, _changed, _more, _asked);
    }

    private async Task TakeLabelsAsync(PlannerTimes times)
    {
        if (plan.Categories is null)
        {
            return;
        }

        var steps = PlannerComparison.Labels(_board.LabelPairs, _board.Labels, plan.Categories.Names, plan.CategoriesInUse, plan.Categories.Etag, times);
        foreach (var step in steps)
        {
            await TakeAsync(step);
        }

        if (steps.Any(s => s is JoinLabel or CreateLabel))
        {
            // What cards look like in Planner is another thing now, although neither they nor their tasks have changed.
            foreach (var pair in _board.Pairs)
            {
                pair.Unsettle();
            }
        }

        if (_labelNames.Count > 0)
        {
            _owed.Add(new OwedLabelNames(plan.Categories, _labelNames));
        }
    }

    /// <summary>Reads what the cards say that have to be compared, once it is known which labels have a category.</summary>
    private async Task FillAsync()
    {
        var open = _board.Unsettled(plan);
        if (open.Count > 0)
        {
            var cards = await side.CardsAsync(open);
            _words = await side.WordsAsync([.. cards.Values]);
            _board = _board.With(cards, _sides, _words);
        }

        // A card that changed since the plan was read, whose task's details therefore were not: next time.
        var unread = plan.Tasks.Where(t => t.Details is null).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var waiting = _board.Pairs.Where(p => p.Task is not null && unread.Contains(p.Task) && open.Contains(p.Card)).Select(p => p.Task!)
            .Concat(unread.Except(_board.Pairs.Where(p => p.Task is not null).Select(p => p.Task!), StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
        _tasks = [.. plan.PlanTasks(_board, _sides).Where(t => !waiting.Contains(t.Id))];
        _more |= waiting.Count > 0;
    }

    private async Task TakeAsync(PlannerStep step)
    {
        switch (step)
        {
            case JoinLabel s:
                _sides.LabelOfCategory[s.Category] = s.Label.Id;
                side.Add(PlannerLabelPair.Found(
                    side.Organisation, _board.Link.Board, s.Label.Id, s.Category,
                    new PlannerBase(s.Name is null ? PlannerState.Empty : PlannerState.OfColumn(s.Label.Name), PlannerState.OfColumn(s.Name ?? ""))));
                if (s.Name is null && s.Label.Name.Length > 0)
                {
                    _labelNames[s.Label.Id] = (s.Category, s.Label.Name);
                }

                break;
            case CreateLabel s:
                AddLabel(s);
                break;
            case MergeLabel s:
                await RenameAsync(s);
                break;
            case JoinColumn { Pair: null } s:
                _sides.ColumnOfBucket[s.Bucket.Id] = s.Column.Id;
                side.Add(PlannerColumnPair.Found(
                    side.Organisation, _board.Link.Board, s.Column.Id, s.Bucket.Id,
                    new PlannerBase(PlannerState.OfColumn(s.Column.Name), PlannerState.OfColumn(s.Bucket.Name)), plan.ReadAt));
                _more = true;
                break;
            case JoinColumn { Pair: { } intention } s:
                _sides.ColumnOfBucket[s.Bucket.Id] = s.Column.Id;
                intention.Join(s.Bucket.Id, PlannerState.OfColumn(s.Bucket.Name), plan.ReadAt);
                _more = true;
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
            case JoinTask s:
                // What was known got lost: all that differs was changed on both sides as far as anybody knows.
                side.Add(PlannerPair.Found(side.Organisation, _board.Link.Board, s.Card.Id, s.Task.Id, new PlannerBase(PlannerState.Empty, PlannerState.Empty), plan.ReadAt));
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
                side.Remove(s.Pair);
                break;
            default:
                throw new InvalidOperationException($"A step without a rule: {step.GetType().Name}.");
        }
    }

    private void AddLabel(CreateLabel step)
    {
        var label = new Label
        {
            Id = Guid.CreateVersion7(),
            Organisation = side.Organisation,
            Board = _board.Link.Board,
            Name = PlannerSides.Cut((step.Name ?? "").Trim(), Limits.Name),
            Colour = Label.Colours[(step.Category - 1) % Label.Colours.Count],
        };
        side.Add(label);
        side.Append(new LabelAdded(label.ToView()), null);
        side.Add(PlannerLabelPair.Found(
            side.Organisation, _board.Link.Board, label.Id, step.Category, new PlannerBase(PlannerState.OfColumn(label.Name), PlannerState.OfColumn(step.Name ?? ""))));
        _sides.LabelOfCategory[step.Category] = label.Id;
        _changed = true;
    }

    private async Task RenameAsync(MergeLabel step)
    {
        var label = await side.LabelAsync(step.Pair.Label);
        if (step.Merged.ForBoard.Count > 0 && PlannerSides.Cut((step.Name ?? "").Trim(), Limits.Name) is { Length: > 0 } name && name != label.Name)
        {
            var before = label.ToView();
            label.Name = name;
            side.Append(new LabelEdited(label.ToView(), before), null);
            _changed = true;
        }

        foreach (var loss in step.Merged.Losses)
        {
            Keep(loss, null, null, label.Id);
        }

        step.Pair.Learn(step.Merged.Taken(PlannerState.OfColumn(label.Name)));
        if (step.Merged.ForPlan.Count > 0)
        {
            _labelNames[label.Id] = (step.Pair.Category, label.Name);
        }
    }

    private async Task RenameAsync(MergeColumn step)
    {
        var boardNow = step.Merged.Known.Board;
        if (step.Merged.ForBoard.Count > 0)
        {
            var column = (await side.ColumnsAsync()).Single(c => c.Id == step.Pair.Column);
            if (ColumnName(step.Bucket.Name) is { } name && !string.Equals(name, column.Name, StringComparison.Ordinal))
            {
                var before = column.ToView();
                column.Name = name;
                side.Append(new ColumnEdited(column.ToView(), before), null);
                _changed = true;
            }

            boardNow = PlannerState.OfColumn(column.Name);
        }

        foreach (var loss in step.Merged.Losses)
        {
            Keep(loss, null, step.Pair.Column, null);
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
            side.Add(PlannerColumnPair.Intend(side.Organisation, _board.Link.Board, step.Column.Id, step.Column.Name, side.Now));
        }
        else
        {
            step.Pair.IntendAgain(step.Column.Name, side.Now);
        }

        _owed.Add(new OwedBucket(step.Column.Id, step.Column.Name));
    }

    private async Task AddColumnAsync(CreateColumn step)
    {
        if (step.Pair is not null)
        {
            side.Remove(step.Pair);
        }

        // Where Planner has it: before the next bucket that has a column.
        var columns = await side.ColumnsAsync();
        var next = plan.PlanBuckets.Where(b => OrderHint.Order.Compare(b.OrderHint, step.Bucket.OrderHint) > 0).OrderBy(b => b.OrderHint, OrderHint.Order)
            .Select(b => _sides.ColumnOfBucket.GetValueOrDefault(b.Id)).FirstOrDefault(c => columns.Any(there => there.Id == c));
        var column = new Column
        {
            Id = Guid.CreateVersion7(),
            Organisation = side.Organisation,
            Board = _board.Link.Board,
            Name = ColumnName(step.Bucket.Name) ?? "–",
            Rank = ColumnPlaces.Before(columns, next == Guid.Empty ? null : next)!,
        };
        side.Add(column);
        side.Append(new ColumnAdded(column.ToView()), null);
        side.Add(PlannerColumnPair.Found(
            side.Organisation, _board.Link.Board, column.Id, step.Bucket.Id,
            new PlannerBase(PlannerState.OfColumn(column.Name), PlannerState.OfColumn(step.Bucket.Name)), plan.ReadAt));
        _sides.ColumnOfBucket[step.Bucket.Id] = column.Id;
        (_changed, _more) = (true, true);
    }

    /// <summary>The bucket was deleted: an empty column goes to the archive, one with cards gets a new bucket.</summary>
    private async Task LetGoAsync(PlannerColumnPair pair)
    {
        side.Remove(pair);
        var columns = await side.ColumnsAsync();
        if (columns.FirstOrDefault(c => c.Id == pair.Column) is { } column)
        {
            if (columns.Count > 1 && !await side.HasCardsAsync(column.Id))
            {
                column.ArchivedAt = side.Now;
                side.Append(new ColumnArchived(column.Id), null);
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
        foreach (var loss in merged.Losses)
        {
            Keep(loss, step.Card.Id, null, null);
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

        var card = _cards[pair.Card];
        if (merged.ForBoard.Count > 0)
        {
            await BringAsync(card, merged.ForBoard, step.Task);
        }

        // Once more with what the board made of it: a day that followed another, the progress of a done-column.
        var boardNow = _sides.Of(card, step.Task.State, _words);
        var owed = PlannerMerge.Run(merged.Taken(boardNow), boardNow, step.Task.State, step.Task.Version, plan.Times with { Policies = _board.Link.Policies });
        var waits = pair.Waits(card.Version, plan.ReadAt);
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
            _owed.Add(new OwedChange(card.Id, card.Version, task, own));
        }

        if (details.Count > 0)
        {
            _owed.Add(new OwedDetails(card.Id, card.Version, task, plan.Tasks.First(t => t.Id == task.Id), details, board.List(PlannerField.Items)));
        }
    }

    private static Dictionary<PlannerFact, string?> Only(IReadOnlyDictionary<PlannerFact, string?> facts, bool inDetails) =>
        facts.Where(f => f.Key.Field.InDetails() == inDetails).ToDictionary(f => f.Key, f => f.Value);

    /// <summary>Brings what Planner says to the board, by the same rules as a person's hand.</summary>
    private async Task BringAsync(Card card, IReadOnlyDictionary<PlannerFact, string?> facts, PlanTask task)
    {
        if (facts.TryGetValue(new(PlannerField.Column), out var to) && to is not null)
        {
            await side.MoveAsync(card, Guid.ParseExact(to, "D"), Follower(task, Guid.ParseExact(to, "D")));
        }

        await BringAsync(side, card, facts, task.State.List(PlannerField.Items), _people);
        _changed = true;
    }

    /// <summary>All but the column; a person who takes back what gave way does it so too.</summary>
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

    /// <summary>The card before which a task stands in its bucket; null where it is the last, or its place is not known.</summary>
    private Guid? Follower(PlanTask task, Guid column)
    {
        if (task.Hint is not { } hint)
        {
            return null;
        }

        var cardOf = _board.Pairs.Where(p => p.Task is not null).ToDictionary(p => p.Task!, p => p.Card, StringComparer.Ordinal);
        var there = _board.Cards.Where(c => !c.Archived && c.Column == column).Select(c => c.Id).ToHashSet();
        return _tasks.Where(t => t.Bucket == task.Bucket && t.Hint is not null && OrderHint.Order.Compare(t.Hint, hint) > 0 && cardOf.TryGetValue(t.Id, out var card) && there.Contains(card))
            .OrderBy(t => t.Hint, OrderHint.Order).Select(t => (Guid?)cardOf[t.Id]).FirstOrDefault();
    }

    private void IntendTask(CreateTask step)
    {
        if (step.Card.State.Column is not { } column || !BucketOf(column, out var bucket) || _owed.Count(o => o is OwedTask) >= MostTasks)
        {
            // Its bucket is about to be created, or enough tasks are.
            _more = true;
            return;
        }

        // The details follow with the next look, by a version of their own: until then nobody knows more than this of the task.
        var sent = step.Card.State.Only(field => !field.InDetails());
        if (step.Pair is null)
        {
            side.Add(PlannerPair.Intend(side.Organisation, _board.Link.Board, step.Card.Id, bucket, sent, side.Now));
        }
        else
        {
            step.Pair.IntendAgain(bucket, sent, side.Now);
        }

        _owed.Add(new OwedTask(step.Card.Id, step.Card.Version, sent));
    }

    private bool BucketOf(Guid column, out string bucket)
    {
        bucket = _sides.ColumnOfBucket.FirstOrDefault(p => p.Value == column).Key ?? "";
        return bucket.Length > 0;
    }

    private async Task AddCardAsync(PlanTask task)
    {
        if (_added++ >= MostCards)
        {
            _more = true;
            return;
        }

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
        _cards[card.Id] = card;

        // What the board alone says is still missing in the task, or is that of a card that somebody copied: it counts as changed.
        var block = new PlannerFact(PlannerField.Block);
        var known = new PlannerBase(
            _sides.Of(card, task.State, _words).Only(f => !f.IsBoards()).With([new(block, task.State[block])]), task.State.Only(f => f is not PlannerField.Card));
        side.Add(PlannerPair.Found(side.Organisation, _board.Link.Board, card.Id, task.Id, known, plan.ReadAt));
        (_changed, _more) = (true, true);
    }

    private void Archive(Domain.Planner.ArchiveCard step)
    {
        var card = _cards[step.Card.Id];
        if (card.Archive(side.Now) is null)
        {
            side.Append(new CardArchived(card.Id), card);
        }

        side.Remove(step.Pair);
        _changed = true;
    }

    private async Task ArrangeAsync(PlaceCards step)
    {
        var placeOf = step.Places.ToDictionary(p => p.Card.Id);
        var order = step.Ordered.Result;
        if (step.Ordered.Lost is { } lost)
        {
            Keep(new PlannerLoss(new(PlannerField.Items), step.Ordered.Winner, Ids(order), Ids(lost), step.Ordered.OrderKnown), null, step.Column, null);
        }

        if (step.Ordered.Board)
        {
            foreach (var at in PlannerOrder.Moves([.. step.Places.OrderBy(p => p.Card.Rank, StringComparer.Ordinal).ThenBy(p => p.Card.Id).Select(p => p.Card.Id)], order))
            {
                await side.MoveAsync(_cards[order[at]], step.Column, at + 1 < order.Count ? order[at + 1] : null);
            }

            _changed = true;
        }

        List<CardPlace> wanted = [.. order.Select(id => placeOf[id])];
        var moves = step.Ordered.Plan
            ? PlannerOrder.Moves([.. step.Places.OrderBy(p => p.Task.Hint, OrderHint.Order).ThenBy(p => p.Card.Id).Select(p => p.Card.Id)], order)
            : [];
        for (var at = 0; at < wanted.Count; at++)
        {
            wanted[at].Pair.Stand(_cards.GetValueOrDefault(order[at])?.Rank ?? wanted[at].Card.Rank, moves.Contains(at) ? null : wanted[at].Task.Hint);
        }

        if (moves.Count > 0)
        {
            _owed.Add(new OwedOrder(step.Column, wanted, moves));
        }
    }

    private async Task ArrangeAsync(PlaceColumns step)
    {
        var placeOf = step.Places.ToDictionary(p => p.Column.Id);
        var order = step.Ordered.Result;
        if (step.Ordered.Lost is { } lost)
        {
            Keep(new PlannerLoss(new(PlannerField.Items), step.Ordered.Winner, Ids(order), Ids(lost), step.Ordered.OrderKnown), null, null, null);
        }

        var ranks = step.Places.ToDictionary(p => p.Column.Id, p => p.Column.Rank);
        if (step.Ordered.Board)
        {
            var columns = (await side.ColumnsAsync()).ToList();
            foreach (var at in PlannerOrder.Moves([.. columns.Select(c => c.Id).Where(placeOf.ContainsKey)], order))
            {
                var column = columns.Single(c => c.Id == order[at]);
                _ = columns.Remove(column);
                var before = at + 1 < order.Count ? order[at + 1] : (Guid?)null;
                var from = column.Rank;
                ranks[column.Id] = column.Rank = ColumnPlaces.Before(columns, before)!;
                columns.Insert(before is null ? columns.Count : columns.FindIndex(c => c.Id == before), column);
                side.Append(new ColumnMoved(column.Id, column.Rank, from), null);
            }

            _changed = true;
        }

        List<ColumnPlace> wanted = [.. order.Select(id => placeOf[id])];
        var moves = step.Ordered.Plan
            ? PlannerOrder.Moves([.. step.Places.OrderBy(p => p.Bucket.OrderHint, OrderHint.Order).ThenBy(p => p.Column.Id).Select(p => p.Column.Id)], order)
            : [];
        for (var at = 0; at < wanted.Count; at++)
        {
            wanted[at].Pair.Stand(ranks[order[at]], moves.Contains(at) ? null : wanted[at].Bucket.OrderHint);
        }

        if (moves.Count > 0)
        {
            _owed.Add(new OwedBucketOrder(wanted, moves));
        }
    }

    private static string Ids(IEnumerable<Guid> ids) => string.Join(',', ids);

    private void Keep(PlannerLoss loss, Guid? card, Guid? column, Guid? label)
    {
        _conflicts++;
        _asked |= loss.Asked;
        var (kept, lost) = loss.Fact.Field is PlannerField.Assignees or PlannerField.Labels
            ? (loss.Kept is null ? null : loss.Fact.Part, loss.Lost is null ? null : loss.Fact.Part)
            : (loss.Kept, loss.Lost);
        var field = loss.Fact.Field is PlannerField.Items && card is null ? "order" : card is null ? "name" : PlannerNames.Of(loss.Fact.Field);
        var edit = card is { } id ? _edits.GetValueOrDefault((id, loss.Fact.Field)) : null;
        var winner = loss.Winner is PlannerSide.Board ? PlannerWinner.Board : PlannerWinner.Planner;
        side.Note(
            new PlannerConflict(card, column, field, winner, kept, lost, loss.OrderKnown)
            {
                Label = label,
                Part = loss.Fact.Part.Length == 0 ? null : loss.Fact.Part,
                Asked = loss.Asked,
                BoardBy = edit?.Person,
                BoardAt = edit?.At,
                PlannerAfter = plan.LastRead,
                PlannerUntil = plan.ReadAt,
            },
            card);
    }

    private async Task LoadCardsAsync(IReadOnlyList<PlannerStep> steps, IReadOnlyList<PlaceCards> places)
    {
        var ids = steps.Select(s => s switch
        {
            MergeCard m => m.Merged.IsQuiet && m.Merged.Losses.Count == 0 ? Guid.Empty : m.Card.Id,
            Domain.Planner.ArchiveCard a => a.Card.Id,
            _ => Guid.Empty,
        }).Concat(places.Where(p => p.Ordered.Board).SelectMany(p => p.Ordered.Result)).Where(id => id != Guid.Empty).Distinct().ToArray();
        foreach (var (id, card) in await side.CardsAsync(ids))
        {
            _cards[id] = card;
        }
    }

    private static string? ColumnName(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? null : PlannerSides.Cut(trimmed, Limits.Name);
    }
}

/// <summary>How fields are called on the wire: as in <see cref="CardEdit"/> where they are there.</summary>
internal static class PlannerNames
{
    public static string Of(PlannerField field) => field switch
    {
        PlannerField.Item => "checklist",
        PlannerField.Tick => "done",
        PlannerField.Items => "order",
        _ => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(field.ToString()),
    };

    /// <summary>The field of a name; null for none.</summary>
    public static PlannerField? Field(string name) => Enum.GetValues<PlannerField>().Cast<PlannerField?>().FirstOrDefault(f => Of(f!.Value) == name);
}
