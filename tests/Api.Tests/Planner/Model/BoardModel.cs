using System.Globalization;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Planner;

namespace Workspace.Api.Tests.Planner.Model;

/// <summary>A board with its pairs, in memory, by the Domain's own rules.</summary>
internal sealed class BoardModel : IBoardSide, IBoardStore
{
    private readonly TimeProvider _clock;
    private readonly Func<Mishap> _next;
    private readonly Board _board;
    private readonly Dictionary<(Guid Card, PlannerField Field), BoardEdit> _edits = [];
    private long _sequence;
    private bool _bySync;

    public BoardModel(TimeProvider clock, Func<Mishap> next)
    {
        (_clock, _next) = (clock, next);
        _board = Board.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), "Bürgerservice", null, Domain.Boards.BoardVisibility.Members, clock.GetUtcNow());
        Link = PlannerLink.Create(Organisation, _board.Id, "group", "Gruppe", "plan", "Plan", Guid.CreateVersion7(), clock.GetUtcNow());
    }

    public static IReadOnlyList<Guid> People { get; } = [.. Enumerable.Range(1, 3).Select(n => new Guid(n, 0, 0, new byte[8]))];

    public PlannerLink Link { get; }
    public List<Column> Columns { get; } = [];
    public List<Card> Cards { get; } = [];
    public List<Label> Labels { get; } = [];
    public List<PlannerPair> Pairs { get; } = [];
    public List<PlannerColumnPair> ColumnPairs { get; } = [];
    public List<PlannerLabelPair> LabelPairs { get; } = [];
    public List<Change> Journal { get; } = [];

    public Guid Organisation => _board.Organisation;

    public DateTimeOffset Now => _clock.GetUtcNow();

    public IReadOnlyList<Column> Open => [.. Columns.Where(c => c.ArchivedAt is null).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id)];

    public IReadOnlyList<Card> In(Guid column) =>
        [.. Cards.Where(c => !c.IsArchived && c.Column == column).OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id)];

    /// <summary>A transaction of the sync: all of it, or none.</summary>
    public async Task RunAsync(Func<IBoardSide, Task> change)
    {
        var mishap = _next();
        if (mishap is Mishap.CrashBefore)
        {
            throw new CrashException();
        }

        _bySync = true;
        try
        {
            await change(this);
        }
        finally
        {
            _bySync = false;
        }

        if (mishap is Mishap.CrashAfter)
        {
            throw new CrashException();
        }
    }

    public Column NewColumn(string name)
    {
        var column = new Column { Id = Guid.CreateVersion7(), Organisation = Organisation, Board = _board.Id, Name = name, Rank = ColumnPlaces.Before(Open, null)! };
        Columns.Add(column);
        return column;
    }

    public Label NewLabel(string name)
    {
        var label = new Label { Id = Guid.CreateVersion7(), Organisation = Organisation, Board = _board.Id, Name = name, Colour = "red" };
        Labels.Add(label);
        return label;
    }

    public async Task<Card> NewCardAsync(Guid column, string title)
    {
        var (board, number) = await TakeNumberAsync();
        var card = Card.Create(Guid.CreateVersion7(), board, column, title, await RankAsync(column, null), number, Now);
        Cards.Add(card);
        Append(new CardCreated(card.ToView()), card);
        return card;
    }

    public Task<LinkedBoard?> LoadAsync() => Task.FromResult<LinkedBoard?>(new LinkedBoard(
        Link, TimeZoneInfo.Utc, [.. ColumnPairs], [.. Pairs],
        [.. Columns.OrderBy(c => c.Rank, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => new BoardColumn(c.Id, c.Name, c.ArchivedAt is not null) { Rank = c.Rank })],
        [.. Cards.Select(c => new BoardCard(c.Id, PlannerState.Empty, c.Version, c.ArchivedAt) { Column = c.Column, Rank = c.Rank })])
    {
        LabelPairs = [.. LabelPairs],
        Labels = [.. Labels.Select(l => new BoardLabel(l.Id, l.Name))],
    });

    public Task<IReadOnlyDictionary<Guid, Card>> CardsAsync(IReadOnlyCollection<Guid> cards) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Card>>(Cards.Where(c => cards.Contains(c.Id)).ToDictionary(c => c.Id));

    public Task<BoardWords> WordsAsync(IReadOnlyCollection<Card> cards) => Task.FromResult(Words);

    public BoardWords Words => new([], Labels.ToDictionary(l => l.Id, l => l.Name), People.ToDictionary(p => p, p => p.ToString()), new HashSet<Guid>());

    public Task<IReadOnlyList<Column>> ColumnsAsync() => Task.FromResult(Open);

    public Task<Label> LabelAsync(Guid label) => Task.FromResult(Labels.Single(l => l.Id == label));

    public Task<IReadOnlySet<Guid>> KnownAsync(IReadOnlyCollection<Guid> people) => Task.FromResult<IReadOnlySet<Guid>>(people.Intersect(People).ToHashSet());

    public Task<IReadOnlyDictionary<(Guid Card, PlannerField Field), BoardEdit>> EditsAsync(IReadOnlyCollection<Guid> cards) =>
        Task.FromResult<IReadOnlyDictionary<(Guid, PlannerField), BoardEdit>>(_edits);

    public Task<string> RankAsync(Guid column, Guid? before) => Task.FromResult(Rank(column, before, null));

    public Task<(Board Board, int Number)> TakeNumberAsync() => Task.FromResult((_board, _board.TakeNumber()));

    public Task MoveAsync(Card card, Guid column, Guid? before)
    {
        if (Columns.Find(c => c.Id == column && c.ArchivedAt is null) is { } to)
        {
            var (fromColumn, fromRank, progress) = (card.Column, card.Rank, card.Progress);
            Assert.Null(card.MoveTo(to, Rank(column, before, card.Id), Columns.Single(c => c.Id == card.Column).Done));
            Append(new CardMoved(card.Id, card.Column, card.Rank, fromColumn, fromRank, card.Progress == progress ? null : card.Progress), card);
        }

        return Task.CompletedTask;
    }

    public Task EditAsync(Card card, CardEdit edit)
    {
        Assert.False(card.IsArchived);
        var before = EditCard.Fields(card, like: edit);
        Assert.Null(card.Schedule(edit.Start is { } s ? s.Value : card.Start, edit.Due is { } d ? d.Value : card.Due));
        Set(edit.Title, card.Rename);
        Set(edit.Description, card.Describe);
        Set(edit.Assignees, card.Assign);
        Set(edit.Labels, card.Mark);
        Set(edit.Priority, priority => card.Prioritise(priority.ToDomain()));
        Set(edit.Progress, card.Report);
        Append(new CardEdited(card.Id, EditCard.Fields(card, like: edit), before, []), card);
        return Task.CompletedTask;
    }

    public Task<bool> HasCardsAsync(Guid column) => Task.FromResult(In(column).Count > 0);

    public void Add(object thing) => List(thing).Add(thing);

    public void Remove(object pair) => List(pair).Remove(pair);

    public Task<PlannerPair?> PairAsync(Guid card) => Task.FromResult(Pairs.Find(p => p.Card == card));

    public Task<PlannerColumnPair?> ColumnPairAsync(Guid column) => Task.FromResult(ColumnPairs.Find(p => p.Column == column));

    public Task<IReadOnlyList<PlannerLabelPair>> LabelPairsAsync() => Task.FromResult<IReadOnlyList<PlannerLabelPair>>(LabelPairs);

    public void Append(Change change, Card? card)
    {
        Note(change, card?.Id);
        card?.ChangedBy(_sequence);
        if (_bySync || card is null)
        {
            return;
        }

        foreach (var field in PlannerSides.FieldsOf(change))
        {
            _edits[(card.Id, field)] = new BoardEdit(Now, null);
        }
    }

    public void Log(PlannerWrite write)
    {
        // The sync never reads what it logs.
    }

    public void Note(Change change, Guid? card)
    {
        _sequence++;
        Journal.Add(change);
    }

    /// <summary>All that history says, as text.</summary>
    public string Told() => string.Join('\n', Journal.Select(c => c switch
    {
        CardCreated created => created.Card.Title,
        CardEdited edited => string.Create(CultureInfo.InvariantCulture, $"{edited.After.Title?.Value}\n{edited.After.Description?.Value}\n{edited.Before.Description?.Value}"),
        CardChecklistChanged item => $"{item.Item?.Title}\n{item.Before?.Title}",
        CardLinkChanged link => $"{link.Link?.Title}\n{link.Before?.Title}",
        PlannerConflict conflict => $"{conflict.Kept}\n{conflict.Lost}",
        ColumnEdited column => column.Column.Name,
        _ => "",
    }).Concat(Cards.Select(c => $"{c.Description}\n{string.Join('\n', c.Checklist.Select(i => i.Title))}\n{string.Join('\n', c.Links.Select(l => l.Title))}")));

    private static void Set<T>(Contracts.Shared.Edit<T>? edit, Action<T> set)
    {
        if (edit is not null)
        {
            set(edit.Value);
        }
    }

    private string Rank(Guid column, Guid? before, Guid? moving)
    {
        var there = In(column).Where(c => c.Id != moving).ToList();
        var at = before is null ? -1 : there.FindIndex(c => c.Id == before);
        var place = at < 0 ? there.Count : at;
        return Domain.Shared.Rank.Between(place == 0 ? null : there[place - 1].Rank, place == there.Count ? null : there[place].Rank);
    }

    private System.Collections.IList List(object thing) => thing switch
    {
        Card => Cards,
        Column => Columns,
        Label => Labels,
        PlannerPair => Pairs,
        PlannerColumnPair => ColumnPairs,
        PlannerLabelPair => LabelPairs,
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, "A thing without a list."),
    };
}
