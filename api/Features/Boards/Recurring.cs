using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>
/// Makes the next card of each series whose day has come: a copy in the first column, due on the day. The card's own next day is moved on
/// in the same transaction, so that a day makes one card whatever happens in between, and missed days make one together.
/// </summary>
public sealed class MakeRecurringCards(Reads reads, Changes changes, TimeProvider clock)
{
    public async Task RunAsync(Guid organisation, CancellationToken ct)
    {
        var (calendar, due) = await reads.RunAsync(organisation, async db =>
        {
            var calendar = await OrganisationCalendar.ReadAsync(db, ct);
            var today = calendar.DayOf(clock.GetUtcNow());
            var cards =
                from card in db.Set<Card>()
                join board in db.Set<Board>() on card.Board equals board.Id
                where card.NextOn <= today && card.ArchivedAt == null && board.ArchivedAt == null
                orderby card.NextOn, card.Id
                select new { card.Board, card.Id };
            return (calendar, await cards.ToListAsync(ct));
        }, ct);
        foreach (var card in due)
        {
            _ = await changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), [card.Board], work => MakeAsync(work, card.Id, calendar, ct), ct);
        }
    }

    private static async Task<Outcome<Done>> MakeAsync(UnitOfWork work, Guid id, OrganisationCalendar calendar, CancellationToken ct)
    {
        if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } card
            || card.TakeOccurrence(calendar.DayOf(work.Now), calendar.WorkingDays) is not { } day)
        {
            return default;
        }

        var board = await work.Db.Set<Board>().SingleAsync(b => b.Id == card.Board, ct);
        var first = (await ColumnPlaces.AllAsync(work.Db, board.Id, ct))[0];
        var place = await CardPlaces.FindAsync(work.Db, board.Id, first.Id, before: null, moving: null, ct);
        var next = CopyCard.Copy(work, card, board, place!);
        if (next.Schedule(start: null, day) is { } refusal)
        {
            throw new InvalidOperationException($"A due day alone was refused: {refusal.Code}.");
        }

        next.ChangedBy(work.Sequence(board.Id) + 1);
        _ = work.Append(board.Id, new CardCreated(next.ToView()), next.Id);
        card.ChangedBy(work.Append(board.Id, new CardRecurred(card.Id, next.Id, card.NextOn), card.Id));
        CardMessages.Assigned(work, next.Id, next.Assignees);
        return Done.Instance;
    }
}

/// <summary>The next days of a series that is being thought of, so that whoever sets it sees what it means.</summary>
public sealed class PreviewRecurrence(Reads reads, TimeProvider clock)
{
    private const int Most = 5;

    public Task<Outcome<RecurrencePreview>> RunAsync(Actor actor, Guid board, Guid card, RecurrenceView view, CancellationToken ct) =>
        reads.OfBoardAsync<RecurrencePreview>(actor, board, async (db, _) =>
        {
            if (await db.Set<Card>().AsNoTracking().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is not { } found)
            {
                return default;
            }

            var recurrence = view.ToDomain();
            if (!recurrence.IsValid)
            {
                return Recurrence.Invalid;
            }

            var calendar = await OrganisationCalendar.ReadAsync(db, ct);
            return new RecurrencePreview(recurrence.Days(found.RecursAfter(calendar.DayOf(clock.GetUtcNow())), Most, calendar.WorkingDays));
        }, ct);
}

/// <summary>Erases what has been in the trash for <see cref="Card.DaysInTrash"/> days: the card and its comments. Its journal stays.</summary>
public sealed class EmptyTrash(Reads reads, Changes changes, TimeProvider clock)
{
    /// <summary>A full trash goes in steps, so that no transaction grows without end.</summary>
    private const int AtOnce = 200;

    public async Task RunAsync(Guid organisation, CancellationToken ct)
    {
        var until = clock.GetUtcNow().AddDays(-Card.DaysInTrash);
        while (await reads.RunAsync(organisation, db => db.Set<Card>().Where(c => c.TrashedAt <= until).OrderBy(c => c.Board)
            .Select(c => new { c.Board, c.Id }).Take(AtOnce).ToListAsync(ct), ct) is { Count: > 0 } cards)
        {
            foreach (var board in cards.GroupBy(c => c.Board, c => c.Id))
            {
                _ = await changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), [board.Key], work => EraseAsync(work, board.Key, [.. board], until, ct), ct);
            }
        }
    }

    private static async Task<Outcome<Done>> EraseAsync(UnitOfWork work, Guid board, Guid[] ids, DateTimeOffset until, CancellationToken ct)
    {
        // Somebody may have brought one back meanwhile.
        var cards = await work.Db.Set<Card>().Where(c => ids.Contains(c.Id) && c.TrashedAt <= until).OrderBy(c => c.Number).ToListAsync(ct);
        var gone = cards.Select(c => c.Id).ToArray();
        _ = await work.Db.Set<CardComment>().Where(c => gone.Contains(c.Card)).ExecuteDeleteAsync(ct);
        foreach (var card in cards)
        {
            _ = work.Db.Remove(card);
            _ = work.Append(board, new CardErased(card.Id), card.Id);
        }

        return Done.Instance;
    }
}
