using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Planner;

/// <summary>
/// The board and what is known of the plan, as the sync reaches them inside one transaction. The sync itself knows no database, so
/// that its every decision can be tried against a board in memory, thousands of times a second (AnyHistory).
/// </summary>
internal interface IBoardSide
{
    Guid Organisation { get; }

    DateTimeOffset Now { get; }

    /// <summary>Null where the board is not linked, or the link sleeps.</summary>
    Task<LinkedBoard?> LoadAsync();

    /// <summary>Cards with all they say; those that are not there are left out.</summary>
    Task<IReadOnlyDictionary<Guid, Card>> CardsAsync(IReadOnlyCollection<Guid> cards);

    /// <summary>Names for the blocks of these cards.</summary>
    Task<BoardWords> WordsAsync(IReadOnlyCollection<Card> cards);

    /// <summary>Columns in use, in order, those included that this transaction adds.</summary>
    Task<IReadOnlyList<Column>> ColumnsAsync();

    Task<Label> LabelAsync(Guid label);

    /// <summary>Which of these people the organisation knows.</summary>
    Task<IReadOnlySet<Guid>> KnownAsync(IReadOnlyCollection<Guid> people);

    /// <summary>Who edited which field of these cards last on the board, and when; what the sync itself did counts as no edit.</summary>
    Task<IReadOnlyDictionary<(Guid Card, PlannerField Field), BoardEdit>> EditsAsync(IReadOnlyCollection<Guid> cards);

    /// <summary>The rank of a place in a column: before a card, or last where it is null or elsewhere.</summary>
    Task<string> RankAsync(Guid column, Guid? before);

    /// <summary>The board's own number for a new card.</summary>
    Task<(Board Board, int Number)> TakeNumberAsync();

    Task MoveAsync(Card card, Guid column, Guid? before);

    Task EditAsync(Card card, CardEdit edit);

    Task<bool> HasCardsAsync(Guid column);

    /// <summary>A card, column, label or pair.</summary>
    void Add(object thing);

    void Remove(object pair);

    Task<PlannerPair?> PairAsync(Guid card);

    Task<PlannerColumnPair?> ColumnPairAsync(Guid column);

    Task<IReadOnlyList<PlannerLabelPair>> LabelPairsAsync();

    /// <summary>Appends to the board's journal; a card that changed is at this version then.</summary>
    void Append(Change change, Card? card);

    /// <summary>Appends what changes nothing of what it is about.</summary>
    void Note(Change change, Guid? card);

    /// <summary>Keeps a write for whoever wants to see what went to Planner; the sync never reads it.</summary>
    void Log(PlannerWrite write);
}

/// <summary>An edit on the board.</summary>
internal sealed record BoardEdit(DateTimeOffset At, Guid? Person);

/// <summary>A transaction on the board's side.</summary>
internal interface IBoardStore
{
    Task RunAsync(Func<IBoardSide, Task> change);
}

/// <summary>Where answers of Planner are noted: the journal is not touched.</summary>
internal sealed class BoardStore(Changes changes, PlannerLink link, CancellationToken ct) : IBoardStore
{
    public async Task RunAsync(Func<IBoardSide, Task> change) =>
        _ = await changes.RunAsync<Done>(Actor.Planner(link.Organisation), Command.Own(), [], async work =>
        {
            await change(new BoardSide(work, link.Board, ct));
            return Done.Instance;
        }, ct);
}

/// <summary>The board in the database.</summary>
internal sealed class BoardSide(UnitOfWork work, Guid board, CancellationToken ct) : IBoardSide
{
    public Guid Organisation => work.Actor.Organisation;

    public DateTimeOffset Now => work.Now;

    public Task<LinkedBoard?> LoadAsync() => LinkedBoard.LoadAsync(work.Db, board, ct);

    public async Task<IReadOnlyDictionary<Guid, Card>> CardsAsync(IReadOnlyCollection<Guid> cards)
    {
        var found = new Dictionary<Guid, Card>();
        foreach (var some in cards.Chunk(500))
        {
            foreach (var card in await work.Db.Set<Card>().Where(c => c.Board == board && some.Contains(c.Id)).ToListAsync(ct))
            {
                found[card.Id] = card;
            }
        }

        return found;
    }

    public Task<BoardWords> WordsAsync(IReadOnlyCollection<Card> cards) => ReadWordsAsync(work.Db, board, cards, ct);

    public static async Task<BoardWords> ReadWordsAsync(WorkspaceDb db, Guid board, IReadOnlyCollection<Card> cards, CancellationToken ct)
    {
        var fields = await db.Set<CustomField>().AsNoTracking().Where(f => f.Board == board && f.ArchivedAt == null).InOrder().ToListAsync(ct);
        var asked = fields.Where(f => f.Kind is Domain.Boards.FieldKind.Person).Select(f => f.Id).ToHashSet();
        var ids = cards.SelectMany(c => c.Assignees.Concat(c.Values.Where(v => asked.Contains(v.Field)).Select(v => Guid.Parse(v.Value)))).Distinct().ToArray();
        var people = await db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Active }).ToListAsync(ct);
        return new BoardWords(
            fields,
            await db.Set<Label>().Where(l => l.Board == board).ToDictionaryAsync(l => l.Id, l => l.Name, ct),
            people.ToDictionary(p => p.Id, p => p.Name),
            people.Where(p => !p.Active).Select(p => p.Id).ToHashSet());
    }

    public async Task<IReadOnlyList<Column>> ColumnsAsync()
    {
        _ = await work.Db.SaveChangesAsync(ct); // what this transaction added
        return await ColumnPlaces.AllAsync(work.Db, board, ct);
    }

    public Task<Label> LabelAsync(Guid label) => work.Db.Set<Label>().SingleAsync(l => l.Board == board && l.Id == label, ct);

    public async Task<IReadOnlySet<Guid>> KnownAsync(IReadOnlyCollection<Guid> people) =>
        (await work.Db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();

    public async Task<IReadOnlyDictionary<(Guid Card, PlannerField Field), BoardEdit>> EditsAsync(IReadOnlyCollection<Guid> cards)
    {
        var edits = new Dictionary<(Guid, PlannerField), BoardEdit>();
        if (cards.Count == 0)
        {
            return edits;
        }

        var subjects = cards.Select(c => (Guid?)c).ToArray();
        var entries = await work.Db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == board && subjects.Contains(j.Subject) && j.ActorKind != ActorKind.Planner
                && (j.Kind == "card.edited" || j.Kind == "card.moved" || j.Kind == "card.checklist-changed" || j.Kind == "card.checklist-moved" || j.Kind == "card.link-changed"))
            .OrderBy(j => j.Sequence)
            .ToListAsync(ct);
        foreach (var entry in entries)
        {
            foreach (var field in PlannerSides.FieldsOf(entry.ToEntry().Change))
            {
                edits[(entry.Subject!.Value, field)] = new BoardEdit(entry.At, entry.Person);
            }
        }

        return edits;
    }

    public async Task<string> RankAsync(Guid column, Guid? before)
    {
        _ = await work.Db.SaveChangesAsync(ct); // a card before this one may have gone to the same place
        return (await CardPlaces.FindAsync(work.Db, board, column, before, moving: null, ct) ?? throw new InvalidOperationException("A column without a place.")).Rank;
    }

    public async Task<(Board Board, int Number)> TakeNumberAsync()
    {
        var on = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
        return (on, on.TakeNumber());
    }

    public async Task MoveAsync(Card card, Guid column, Guid? before)
    {
        _ = await work.Db.SaveChangesAsync(ct); // a card before this one may have gone to the same place
        if (await CardPlaces.FindAsync(work.Db, board, column, before, moving: card.Id, ct) is { } place)
        {
            Must(await MoveCard.MoveAsync(work, card, place, ct));
        }
    }

    public async Task EditAsync(Card card, CardEdit edit)
    {
        if (edit.Labels is not null)
        {
            _ = await work.Db.SaveChangesAsync(ct); // a label that this transaction added
        }

        Must(await EditCard.EditAsync(work, card, edit, seen: work.Sequence(board), ct));
    }

    public async Task<bool> HasCardsAsync(Guid column)
    {
        _ = await work.Db.SaveChangesAsync(ct); // cards that went to the archive or elsewhere just now
        return await work.Db.Set<Card>().AnyAsync(c => c.Board == board && c.Column == column && c.ArchivedAt == null, ct);
    }

    public void Add(object thing) => _ = work.Db.Add(thing);

    public void Remove(object pair) => _ = work.Db.Remove(pair);

    public Task<PlannerPair?> PairAsync(Guid card) => work.Db.Set<PlannerPair>().SingleOrDefaultAsync(p => p.Board == board && p.Card == card, ct);

    public Task<PlannerColumnPair?> ColumnPairAsync(Guid column) => work.Db.Set<PlannerColumnPair>().SingleOrDefaultAsync(p => p.Board == board && p.Column == column, ct);

    public async Task<IReadOnlyList<PlannerLabelPair>> LabelPairsAsync() => await work.Db.Set<PlannerLabelPair>().Where(p => p.Board == board).ToListAsync(ct);

    public void Append(Change change, Card? card)
    {
        var sequence = work.Append(board, change, card?.Id);
        card?.ChangedBy(sequence);
    }

    public void Note(Change change, Guid? card) => _ = work.Append(board, change, card);

    public void Log(PlannerWrite write) => _ = work.Db.Add(write);

    private static void Must<T>(Outcome<T> outcome)
        where T : class
    {
        if (outcome.Value is null)
        {
            throw new InvalidOperationException($"The board refused what Planner says: {outcome.Refusal?.Code ?? "not there"}.");
        }
    }
}
