using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Planner;
using Workspace.Features.Shared;
using Workspace.Features.Teams;
using Priority = Workspace.Contracts.Boards.CardPriority;

namespace Workspace.Api.Tests.Planner.Model;

/// <summary>Something happens; numbers choose among what is there.</summary>
public abstract record Move;

/// <summary>Somebody edits on one side.</summary>
public sealed record Edit(PlannerSide Side, int What, int Which, int How) : Move;

/// <summary>The sync runs. At one of its requests and transactions there is a mishap, and somebody edits before another one.</summary>
public sealed record Sync(int MishapAt, Mishap Mishap, int EditAt, Edit? Between) : Move;

/// <summary>A board and a plan in memory, with the real steps of the sync between them.</summary>
internal sealed class PlannerWorld
{
    private static readonly DateTimeOffset s_begin = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly TeamsLinks s_links = new(
        Options.Create(new TeamsAppOptions()), Options.Create(new EntraOptions { ClientId = "0f6ad3c1-0000-4000-8000-000000000001" }));

    private readonly FakeTimeProvider _clock = new(s_begin);
    private readonly PlannerPace _pace = new() { Buckets = TimeSpan.FromSeconds(20), Labels = TimeSpan.FromSeconds(20) };
    private readonly BoardModel _board;
    private readonly PlanModel _plan;

    /// <summary>The last edit of each thing on each side that has not been taken back or deleted there since.</summary>
    private readonly Dictionary<(PlannerSide Side, string Thing, string Field), string> _edits = [];
    private IReadOnlyList<Owed> _owed = [];
    private DateTimeOffset? _lastRead;
    private Sync? _running;
    private int _step;
    private int _names;
    private int _madeHere;
    private int _unseen;

    /// <param name="deletes">Archived cards take their tasks out of Planner.</param>
    public PlannerWorld(bool deletes)
    {
        _board = new BoardModel(_clock, () => Next(false));
        _plan = new PlanModel(_clock, Next);
        _board.Link.Follow(PlannerPolicies.Later with { DeletesSince = deletes ? s_begin : null });
        foreach (var column in new[] { "Offen", "In Arbeit", "Fertig" })
        {
            _ = _board.NewColumn(column);
        }

        _board.Columns[2].Done = true;
    }

    public void Play(Move move)
    {
        _clock.Advance(TimeSpan.FromSeconds(3));
        switch (move)
        {
            case Edit edit:
                Do(edit);
                break;
            case Sync sync:
                Run(sync);
                break;
        }
    }

    /// <summary>Nobody edits, nothing fails: the sync runs until it finds nothing more.</summary>
    public void ComeToRest()
    {
        var quiet = 0;
        for (var run = 0; quiet < 2; run++)
        {
            Assert.True(run < 40, $"The two sides never come to rest: {string.Join("; ", _owed)}");
            _clock.Advance(TimeSpan.FromMinutes(11));
            var (requests, told) = (_plan.Requests, _board.Journal.Count);
            Run(new Sync(0, Mishap.None, 0, null));
            quiet = _board.Journal.Count == told && _plan.Requests - requests <= 3 ? quiet + 1 : 0;
        }
    }

    public void AssertInStep()
    {
        var board = _board.LoadAsync().GetAwaiter().GetResult()!;
        var sides = new PlannerSides(board, s_links);
        var pairs = _board.Pairs.ToDictionary(p => p.Card);
        var live = _board.Cards.Where(c => !c.IsArchived).ToList();
        Assert.Equal(_board.Open.Select(c => c.Name), _plan.Buckets.Select(b => _plan.ReadBucket(b).Name));
        foreach (var card in live)
        {
            var pair = pairs[card.Id];
            var task = _plan.Read(pair.Task!);
            Assert.Equal(sides.Of(card, pair.Known.Plan, _board.Words).ToString(), sides.Of(task, pair.Known.Block).ToString());
        }

        // Nothing is doubled: one task for each card, one card for each task, and as many as people made.
        Assert.Equal(pairs.Values.Select(p => p.Task).Order(StringComparer.Ordinal), _plan.Tasks.Order(StringComparer.Ordinal));
        Assert.True(_board.Cards.Count <= _madeHere && _board.Cards.Count >= _madeHere - _unseen, $"{_madeHere} were made, on the board are: {string.Join("; ", _board.Cards.Select(c => $"{c.Title} {c.IsArchived} {pairs.GetValueOrDefault(c.Id)?.Task}"))}");
        foreach (var column in _board.Open)
        {
            var bucket = sides.ColumnOfBucket.Single(b => b.Value == column.Id).Key;
            var there = _plan.Tasks.Select(_plan.Read).Where(t => t.Bucket == bucket && live.Exists(c => pairs[c.Id].Task == t.Id)).OrderBy(t => t.Hint, OrderHint.Order);
            Assert.Equal(_board.In(column.Id).Select(c => pairs[c.Id].Task), there.Select(t => t.Id));
        }

        foreach (var pair in _board.LabelPairs)
        {
            Assert.Equal(_board.Labels.Single(l => l.Id == pair.Label).Name, _plan.Names.GetValueOrDefault(pair.Category, ""));
        }
    }

    /// <summary>Nothing that only one side ever edited gave way.</summary>
    public void AssertNoConflict() => Assert.Empty(_board.Journal.OfType<PlannerConflict>());

    /// <summary>Each edit is on both sides, or it was, or it is in history.</summary>
    public void AssertNothingLost()
    {
        var (told, shown) = (_board.Told(), string.Join('\n', _plan.Shown));
        var cards = _board.Cards.Where(c => !c.IsArchived).Select(c => c.Id.ToString("D")).ToHashSet(StringComparer.Ordinal);
        var conflicts = string.Join('\n', _board.Journal.OfType<PlannerConflict>().Select(c => $"{c.Kept}\n{c.Lost}"));

        // What belongs to an archived card stands still until the card comes back.
        var resting = _board.Pairs.Where(p => !cards.Contains(p.Card.ToString("D"))).Select(p => p.Task).ToHashSet(StringComparer.Ordinal);
        foreach (var ((side, thing, field), value) in _edits)
        {
            if (side is PlannerSide.Planner)
            {
                var deleted = !_plan.Tasks.Contains(thing) && !_plan.DeletedByUs.Contains(thing);
                Assert.True(deleted || resting.Contains(thing) || told.Contains(value, StringComparison.Ordinal), $"{field} of {thing}: the board never heard of {value}.");
            }
            else if (cards.Contains(thing))
            {
                Assert.True(
                    shown.Contains(value, StringComparison.Ordinal) || conflicts.Contains(value, StringComparison.Ordinal) || StaysHere(thing, value),
                    $"{field} of {thing}: Planner never heard of {value}.");
            }
        }
    }

    /// <summary>Beyond what a task can hold; the block names it.</summary>
    private bool StaysHere(string card, string value) => _board.Cards.Single(c => c.Id.ToString("D") == card) is { } found
        && (found.Checklist.Count > PlannerSides.MostItems || found.Links.Count >= PlannerSides.MostReferences) && Holds(found, value);

    private static bool Holds(Card card, string value) => card.Checklist.Exists(i => i.Title == value) || card.Links.Exists(l => l.Title == value);

    private Mishap Next(bool writes)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        if (_running is not { } sync)
        {
            return Mishap.None;
        }

        _step++;
        if (_step == sync.EditAt && sync.Between is { } edit)
        {
            Do(edit);
        }

        return _step == sync.MishapAt ? sync.Mishap : Mishap.None;
    }

    private void Run(Sync sync)
    {
        (_running, _step) = (sync, 0);
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (CrashException)
        {
            // The process starts again; what was stored is all that it knows.
        }
        catch (PlannerException)
        {
            // The next run looks again.
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>A run as SyncBoard makes it.</summary>
    private async Task RunAsync()
    {
        var readAt = _lastRead;
        var (readBuckets, lacksBucket) = (false, false);
        var more = true;
        for (var round = 0; more && round < 3; round++)
        {
            more = false;
            var before = (await _board.LoadAsync())!;
            var plan = await ReadPlan.RunAsync(_plan, before, readAt, _clock.GetUtcNow(), lacksBucket ? _pace with { Buckets = TimeSpan.Zero } : _pace, CancellationToken.None);
            readAt = plan.ReadAt;
            readBuckets |= plan.Buckets is not null;
            if (before.IsInStep(plan, _pace))
            {
                break;
            }

            TakenOver? taken = null;
            await _board.RunAsync(async side => taken = await new TakeOverPlan(side, s_links, plan, _pace).RunAsync());
            (more, _owed) = (taken!.More, taken.Owed);
            if (taken.Owed.Count > 0)
            {
                var pay = new PayPlanner(_board, _plan, (await _board.LoadAsync())!, s_links, plan, taken.Owed, _pace, _clock, CancellationToken.None);
                more |= await pay.RunAsync();
                lacksBucket = pay.LacksBucket;
            }
        }

        _lastRead = readAt;
        if (readBuckets)
        {
            _board.Link.ReadBuckets(readAt!.Value);
        }
    }

    private void Do(Edit edit)
    {
        var name = $"{(edit.Side is PlannerSide.Board ? 'b' : 'p')}{(++_names).ToString(CultureInfo.InvariantCulture)}.";
        if (edit.Side is PlannerSide.Board)
        {
            OnBoard(edit, name);
        }
        else
        {
            InPlanner(edit, name);
        }
    }

    private void OnBoard(Edit edit, string name)
    {
        var (which, how) = (edit.Which, edit.How);
        var cards = _board.Cards.Where(c => !c.IsArchived).ToList();
        if (edit.What == 0 || cards.Count == 0)
        {
            var made = _board.NewCardAsync(_board.Open[which % _board.Open.Count].Id, name).GetAwaiter().GetResult();
            made.GiveTo(which % 2 == 0 ? name : null); // so that every other task has a block from the start
            _madeHere++;
            _edits[(PlannerSide.Board, made.Id.ToString("D"), "title")] = name;
            return;
        }

        var card = cards[which % cards.Count];
        var thing = card.Id.ToString("D");
        void Keep(string field, string? value)
        {
            if (value is null)
            {
                _ = _edits.Remove((PlannerSide.Board, thing, field));
            }
            else
            {
                _edits[(PlannerSide.Board, thing, field)] = value;
            }
        }

        void Set(CardEdit fields) => _board.EditAsync(card, fields).GetAwaiter().GetResult();
        DateOnly? day = how == 0 ? null : new DateOnly(2026, 12, 1 + (how % 28));
        var item = card.Checklist.Count == 0 ? null : card.Checklist[how % card.Checklist.Count];
        switch (edit.What)
        {
            case 1:
                Set(new CardEdit(Title: new(name)));
                Keep("title", name);
                break;
            case 2:
                Set(new CardEdit(Description: new(name)));
                Keep("text", name);
                break;
            case 3 when day is null || card.Start is null || card.Start <= day:
                Set(new CardEdit(Due: new(day)));
                break;
            case 4 when day is null || card.Due is null || card.Due >= day:
                Set(new CardEdit(Start: new(day)));
                break;
            case 5:
                Set(new CardEdit(Priority: new(how == 0 ? null : (Priority)(how % 4))));
                break;
            case 6:
                Set(new CardEdit(Progress: new(how % 101)));
                break;
            case 7:
                var person = BoardModel.People[how % BoardModel.People.Count];
                Set(new CardEdit(Assignees: new([.. card.Assignees.Contains(person) ? card.Assignees.Where(p => p != person) : card.Assignees.Append(person)])));
                break;
            case 8 when _board.Labels.Count > 0:
                var label = _board.Labels[how % _board.Labels.Count].Id;
                Set(new CardEdit(Labels: new([.. card.Labels.Contains(label) ? card.Labels.Where(l => l != label) : card.Labels.Append(label)])));
                break;
            case 9 or 10:
                for (var more = 0; more < (edit.What == 9 ? 1 : 9); more++)
                {
                    var title = $"{name}{more.ToString(CultureInfo.InvariantCulture)}";
                    var added = new ChecklistItem(Guid.CreateVersion7(), title, how % 2 == 0);
                    Assert.Null(card.AddItem(added, item?.Id));
                    _board.Append(new CardChecklistChanged(card.Id, added.ToView(), null, 0, 0), card);
                    Keep($"item/{added.Id}", title);
                }

                break;
            case 11 when item is not null:
                Change(item with { Title = name });
                Keep($"item/{item.Id}", name);
                break;
            case 12 when item is not null:
                Change(item with { Done = !item.Done });
                break;
            case 13 when item is not null:
                Assert.Null(card.RemoveItem(item.Id));
                _board.Append(new CardChecklistChanged(card.Id, null, item.ToView(), 0, 0), card);
                Keep($"item/{item.Id}", null);
                break;
            case 14 when item is not null:
                var next = card.Checklist[(how / 7) % card.Checklist.Count].Id;
                if (card.MoveItem(item.Id, next) is null)
                {
                    _board.Append(new CardChecklistMoved(card.Id, item.Id, next, null), card);
                }

                break;
            case 15:
                var link = new CardLink(Guid.CreateVersion7(), name, $"https://stadt.de/{(how % 12).ToString(CultureInfo.InvariantCulture)}");
                if (card.Links.TrueForAll(l => l.Url != link.Url))
                {
                    Assert.Null(card.AddLink(link));
                    _board.Append(new CardLinkChanged(card.Id, link.ToView(), null, card.Links.Count), card);
                    Keep($"link/{link.Url}", name);
                }

                break;
            case 16 when card.Links.Count > 0:
                var gone = card.Links[how % card.Links.Count];
                Assert.Null(card.RemoveLink(gone.Id));
                _board.Append(new CardLinkChanged(card.Id, null, gone.ToView(), card.Links.Count), card);
                Keep($"link/{gone.Url}", null);
                break;
            case 17 or 18 or 19:
                var to = _board.Open[how % _board.Open.Count].Id;
                var there = _board.In(to).Where(c => c != card).ToList();
                _board.MoveAsync(card, to, there.Count == 0 || how % 3 == 0 ? null : there[how % there.Count].Id).GetAwaiter().GetResult();
                break;
            case 20:
                var renamed = _board.Open[how % _board.Open.Count];
                var was = renamed.ToView();
                renamed.Name = name;
                _board.Append(new ColumnEdited(renamed.ToView(), was), null);
                break;
            case 21:
                var columns = _board.Open.ToList();
                var moved = columns[how % columns.Count];
                _ = columns.Remove(moved);
                moved.Rank = ColumnPlaces.Before(columns, columns.Count == 0 || how % 3 == 0 ? null : columns[how % columns.Count].Id)!;
                _board.Append(new ColumnMoved(moved.Id, moved.Rank, ""), null);
                break;
            case 22:
                Assert.Null(card.Archive(_clock.GetUtcNow()));
                _board.Append(new CardArchived(card.Id), card);
                break;
            case 23 when _board.Cards.Exists(c => c.IsArchived):
                var back = _board.Cards.First(c => c.IsArchived);
                var place = _board.Open.Any(c => c.Id == back.Column) ? back.Column : _board.Open[0].Id;
                Assert.Null(back.Restore(place, _board.RankAsync(place, null).GetAwaiter().GetResult()));
                _board.Append(new CardRestored(back.ToView()), back);
                break;
            case 24 when _board.Labels.Count < 30:
                _ = _board.NewLabel(name);
                break;
            case 25 when _board.Labels.Count > 0:
                _board.Labels[how % _board.Labels.Count].Name = name;
                break;
            case 26 when _board.Open.Count < 6:
                _ = _board.NewColumn(name);
                break;
            case 27:
                card.GiveTo(name);
                _board.Append(new CardEdited(card.Id, new CardEdit(Department: new(name)), new CardEdit(), []), card);
                break;
            default:
                break;
        }

        void Change(ChecklistItem changed)
        {
            Assert.Null(card.ChangeItem(changed.Id, _ => changed));
            _board.Append(new CardChecklistChanged(card.Id, changed.ToView(), item!.ToView(), 0, 0), card);
        }
    }

    private void InPlanner(Edit edit, string name)
    {
        var (which, how) = (edit.Which, edit.How);
        var tasks = _plan.Tasks.Order(StringComparer.Ordinal).ToList();
        var buckets = _plan.Buckets.Count == 0 ? [_plan.NewBucket("Zu erledigen")] : _plan.Buckets;
        if (edit.What == 0 || tasks.Count == 0)
        {
            _edits[(PlannerSide.Planner, _plan.NewTask(name, buckets[which % buckets.Count]), "title")] = name;
            _madeHere++;
            return;
        }

        var id = tasks[which % tasks.Count];
        var task = _plan.Read(id);
        void Keep(string field, string? value)
        {
            if (value is null)
            {
                _ = _edits.Remove((PlannerSide.Planner, id, field));
            }
            else
            {
                _edits[(PlannerSide.Planner, id, field)] = value;
            }
        }

        var day = how == 0 ? null : (DateTimeOffset?)new DateTimeOffset(2026, 12, 1 + (how % 28), 10, 0, 0, TimeSpan.Zero);
        var items = task.Details!.Checklist;
        var item = items.Count == 0 ? null : items[how % items.Count];
        switch (edit.What)
        {
            case 1:
                _plan.Edit(id, "title", name);
                Keep("title", name);
                break;
            case 2:
                var (_, block) = PlannerText.Split(task.Details.Description, null);
                _plan.EditDetails(id, "description", PlannerText.Join(name, block));
                Keep("text", name);
                Keep("typed", null);
                break;
            case 3 when task.Details.Description!.Contains(PlannerText.End, StringComparison.Ordinal):
                _plan.EditDetails(id, "description", task.Details.Description.Replace(PlannerText.End, $"{name}\n{PlannerText.End}", StringComparison.Ordinal));
                Keep("typed", name);
                break;
            case 4 when day is null || task.Start is null || task.Start <= day:
                _plan.Edit(id, "due", day?.ToString("O", CultureInfo.InvariantCulture));
                break;
            case 5 when day is null || task.Due is null || task.Due >= day:
                _plan.Edit(id, "start", day?.ToString("O", CultureInfo.InvariantCulture));
                break;
            case 6:
                _plan.Edit(id, "priority", (how % 11).ToString(CultureInfo.InvariantCulture));
                break;
            case 7:
                _plan.Edit(id, "percent", (how % 101).ToString(CultureInfo.InvariantCulture));
                break;
            case 8:
                var person = BoardModel.People[how % BoardModel.People.Count];
                _plan.Edit(id, $"person/{person}", task.Assignees.Contains(person) ? null : "+");
                break;
            case 9:
                var category = 1 + (how % 4);
                _plan.Edit(id, $"category/{category.ToString(CultureInfo.InvariantCulture)}", task.Categories.Contains(category) ? null : "+");
                break;
            case 10 when items.Count < PlannerSides.MostItems:
                var key = how % 4 == 0 ? name : Guid.CreateVersion7().ToString("D");
                _plan.EditDetails(id, $"done/{key}", "false");
                _plan.EditDetails(id, $"hint/{key}", Sandbox.Graph.OrderHint.Compute($"{item?.Hint} !"));
                _plan.EditDetails(id, $"title/{key}", name);
                Keep($"item/{key}", name);
                break;
            case 11 when item is not null:
                _plan.EditDetails(id, $"title/{item.Key}", name);
                Keep($"item/{item.Key}", name);
                break;
            case 12 when item is not null:
                _plan.EditDetails(id, $"done/{item.Key}", item.Done ? "false" : "true");
                break;
            case 13 when item is not null:
                foreach (var part in new[] { "title", "done", "hint" })
                {
                    _plan.EditDetails(id, $"{part}/{item.Key}", null);
                }

                Keep($"item/{item.Key}", null);
                break;
            case 14 when items.Count > 1:
                _plan.EditDetails(id, $"hint/{items[0].Key}", Sandbox.Graph.OrderHint.Compute($"{items[^1].Hint} !"));
                break;
            case 15 when task.Details.References.Count < PlannerSides.MostReferences:
                var url = $"https://stadt.de/{(how % 12).ToString(CultureInfo.InvariantCulture)}";
                _plan.EditDetails(id, $"ref/{url}", name);
                Keep($"link/{url}", name);
                break;
            case 16 when task.Details.References.Count > 0:
                var gone = task.Details.References[how % task.Details.References.Count].Url;
                _plan.EditDetails(id, $"ref/{gone}", null);
                Keep($"link/{gone}", null);
                break;
            case 17 or 18 when buckets.Count > 0:
                _plan.Edit(id, "bucket", buckets[how % buckets.Count]);
                break;
            case 19:
                var others = tasks.Select(_plan.Read).Where(t => t.Bucket == task.Bucket && t.Id != id).OrderBy(t => t.Hint, OrderHint.Order).Select(t => t.Id).ToList();
                var at = how % (others.Count + 1);
                _plan.Place(id, at == 0 ? null : others[at - 1], at == others.Count ? null : others[at]);
                break;
            case 20 when buckets.Count > 0:
                _plan.EditBucket(buckets[how % buckets.Count], name);
                break;
            case 21 when buckets.Count > 1:
                _plan.PlaceBucket(buckets[0], buckets[^1], null);
                break;
            case 22:
                Delete(id);
                break;
            case 23 when buckets.Count > 1 && how % 3 == 0:
                foreach (var lost in tasks.Where(t => _plan.Read(t).Bucket == buckets[0]))
                {
                    Forget(lost);
                }

                _plan.DeleteBucket(buckets[0]);
                break;
            case 24:
                _ = _plan.Copy(id);
                _madeHere++;
                var own = _board.Cards.Find(c => !c.IsArchived && _board.Pairs.Exists(p => p.Task == id && p.Card == c.Id))?.Id;
                if (own is null || task.Details.References.Any(r => s_links.CardIn(r.Url) is { } card && card != own))
                {
                    _unseen++; // it names a card that may be in the archive; should that come back without a task of its own, this one is its
                }

                break;
            case 25:
                _plan.NameCategory(1 + (how % 4), name);
                break;
            case 26 when buckets.Count is > 0 and < 6:
                _ = _plan.NewBucket(name);
                break;
            case 27:
                _plan.Touch(id);
                if (_board.Pairs.Exists(p => p.Task == id))
                {
                    _plan.Hide(id); // a new one is there after half a minute: that much the sync relies on
                }

                break;
            default:
                break;
        }
    }

    private void Delete(string task)
    {
        Forget(task);
        _plan.Delete(task);
    }

    /// <summary>A task of a manager that perhaps nobody ever saw may leave no card; one of ours whose answer got lost is made again.</summary>
    private void Forget(string task)
    {
        if (!_plan.Read(task).CreatedByUs && !_board.Pairs.Exists(p => p.Task == task))
        {
            _unseen++;
        }
    }
}
