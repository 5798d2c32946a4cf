using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Rules;

/// <summary>Whether the person wants to be reminded of a card, and when that will be.</summary>
public sealed class FindReminder(Reads reads)
{
    public Task<Outcome<ReminderView>> RunAsync(Actor actor, Guid board, Guid card, CancellationToken ct) =>
        reads.OfBoardAsync<ReminderView>(actor, board, async (db, _) =>
            await db.Set<Card>().AsNoTracking().SingleOrDefaultAsync(c => c.Board == board && c.Id == card, ct) is { } found
                ? await ReminderViews.OfAsync(db, found, await db.Set<CardReminder>().AsNoTracking().SingleOrDefaultAsync(r => r.Card == card && r.Person == actor.Person, ct), ct)
                : default(Outcome<ReminderView>), ct);
}

/// <summary>Asks to be reminded of a card. One's own matter: the board's journal, which all its members read, hears nothing of it.</summary>
public sealed class SetReminder(Changes changes)
{
    public Task<Outcome<ReminderView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, ReminderRequest request, CancellationToken ct) =>
        changes.OnCardAsync<ReminderView>(actor, Command.For(command, nameof(SetReminder), new { board, card, request }), board, card, BoardAction.Read, async (work, found) =>
        {
            if (found.IsArchived)
            {
                return Card.Archived;
            }

            if (await work.Db.Set<CardReminder>().SingleOrDefaultAsync(r => r.Card == card && r.Person == actor.Person, ct) is not { } reminder)
            {
                reminder = new CardReminder { Organisation = actor.Organisation, Board = board, Card = card, Person = actor.Person!.Value };
                _ = work.Db.Add(reminder);
            }

            reminder.Ask(request.Days, work.Now);
            return await ReminderViews.OfAsync(work.Db, found, reminder, ct);
        }, ct);
}

/// <summary>Wants no reminder of a card any more.</summary>
public sealed class EndReminder(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, CancellationToken ct) =>
        changes.RunAsync<Done>(actor, Command.For(command, nameof(EndReminder), new { board, card }), [], async work =>
        {
            work.Db.RemoveRange(await work.Db.Set<CardReminder>().Where(r => r.Board == board && r.Card == card && r.Person == actor.Person).ToListAsync(ct));
            return Done.Instance;
        }, ct);
}

/// <summary>Sends the reminders whose day has come: each due day once, since the same transaction says so and saves the message.</summary>
public sealed class SendReminders(Reads reads, Changes changes, TimeProvider clock)
{
    public async Task RunAsync(Guid organisation, CancellationToken ct)
    {
        var due = await reads.RunAsync(organisation, async db =>
        {
            var calendar = await OrganisationCalendar.ReadAsync(db, ct);
            var today = calendar.DayOf(clock.GetUtcNow() - RunTimedRules.Morning);
            var last = calendar.WorkingDays.Add(today, CardReminder.MostDays + 1);
            var near = await (
                from reminder in db.Set<CardReminder>().AsNoTracking()
                join card in db.Set<Card>() on reminder.Card equals card.Id
                join board in db.Set<Board>() on card.Board equals board.Id
                where card.Due >= today && card.Due <= last && card.ArchivedAt == null && board.ArchivedAt == null && reminder.RemindedOf != card.Due
                orderby card.Due, card.Id, reminder.Person
                select new { Reminder = reminder, Due = card.Due!.Value }).ToListAsync(ct);
            return near.Where(n => n.Reminder.Take(n.Due, calendar.DayOf(n.Reminder.Since), today, calendar.WorkingDays)).Select(n => n.Reminder).ToList();
        }, ct);
        foreach (var reminder in due)
        {
            _ = await changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), [reminder.Board], work => SendAsync(work, reminder, ct), ct);
        }
    }

    private static async Task<Outcome<Done>> SendAsync(UnitOfWork work, CardReminder seen, CancellationToken ct)
    {
        var calendar = await OrganisationCalendar.ReadAsync(work.Db, ct);
        if (await work.Db.Set<CardReminder>().SingleOrDefaultAsync(r => r.Card == seen.Card && r.Person == seen.Person, ct) is not { } reminder
            || await work.Db.Set<Card>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == seen.Card, ct) is not { Due: { } due, IsArchived: false } card
            || await RunTimedRules.IsDoneAsync(work.Db, card, ct)
            || !reminder.Take(due, calendar.DayOf(reminder.Since), calendar.DayOf(work.Now - RunTimedRules.Morning), calendar.WorkingDays))
        {
            return default;
        }

        CardMessages.Reminder(work, card.Id, [reminder.Person]);
        return Done.Instance;
    }
}

internal static class ReminderViews
{
    public static async Task<ReminderView> OfAsync(WorkspaceDb db, Card card, CardReminder? reminder, CancellationToken ct)
    {
        if (reminder is null)
        {
            return new ReminderView(null, null);
        }

        var calendar = await OrganisationCalendar.ReadAsync(db, ct);
        var day = reminder.DayFor(card.Due, calendar.WorkingDays);
        return new ReminderView(reminder.Days, day >= calendar.DayOf(reminder.Since) && reminder.RemindedOf != card.Due ? day : null);
    }
}
