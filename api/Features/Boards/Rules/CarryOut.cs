using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Approvals;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardRole = Workspace.Domain.Boards.BoardRole;
using RuleActionKind = Workspace.Domain.Boards.RuleActionKind;
using RuleRecipients = Workspace.Domain.Boards.RuleRecipients;
using RuleStepResult = Workspace.Domain.Boards.RuleStepResult;

namespace Workspace.Features.Boards.Rules;

/// <summary>
/// One run of a rule for a card, logged and journalled. Each action stands for itself: one that is refused leaves nothing behind, says
/// why, and the others go on.
/// </summary>
internal static class CarryOut
{
    /// <param name="work">The rule's own (<see cref="Actor.Rule"/>).</param>
    /// <param name="forbidden">Why nothing may be done; null where it may.</param>
    public static async Task RunAsync(UnitOfWork work, Rule rule, Card card, string occasion, Refusal? forbidden, CancellationToken ct)
    {
        var role = await RoleOfMakerAsync(work, rule, ct);
        var steps = new List<RuleStep>();
        foreach (var action in rule.Actions)
        {
            // What one action did, the next one must find in the database: the last card of a column, an open approval.
            _ = await work.Db.SaveChangesAsync(ct);
            var (result, refusal) = forbidden is not null ? (RuleStepResult.Refused, forbidden)
                : role is { } has && BoardPermissions.Allows(has, action.Needs) ? await DoAsync(work, rule, card, action, ct)
                : (RuleStepResult.Refused, Rule.MakerMayNot);
            steps.Add(new RuleStep(action.Kind, result, refusal?.Code));
        }

        var sequence = work.Append(card.Board, new RuleRan(card.Id, rule.Id, [.. steps.Select(s => s.ToView())]), card.Id);
        _ = work.Db.Add(new RuleRun
        {
            Organisation = card.Organisation,
            Board = card.Board,
            Sequence = sequence,
            Rule = rule.Id,
            Card = card.Id,
            Occasion = occasion,
            At = work.Now,
            Steps = steps,
        });
        _ = await work.Db.SaveChangesAsync(ct);
    }

    private static async Task<BoardRole?> RoleOfMakerAsync(UnitOfWork work, Rule rule, CancellationToken ct) =>
        await work.Db.Set<Person>().AnyAsync(p => p.Id == rule.Maker && p.Active, ct)
            ? (await BoardAccess.StandingAsync(work.Db, Actor.Reader(rule.Organisation, rule.Maker), rule.Board, ct))?.Role
            : null;

    private static Task<(RuleStepResult Result, Refusal? Why)> DoAsync(UnitOfWork work, Rule rule, Card card, RuleAction action, CancellationToken ct) => action.Kind switch
    {
        _ when card.IsArchived => Now(Card.Archived),
        RuleActionKind.Move => MoveAsync(work, card, action.Column!.Value, ct),
        RuleActionKind.AddLabel => EditAsync(work, card, new(Labels: new([.. card.Labels.Union([action.Label!.Value])])), ct),
        RuleActionKind.RemoveLabel => EditAsync(work, card, new(Labels: new([.. card.Labels.Except([action.Label!.Value])])), ct),
        RuleActionKind.Assign => AssignAsync(work, card, action.Person!.Value, ct),
        RuleActionKind.Unassign => EditAsync(work, card, new(Assignees: new([.. card.Assignees.Where(p => action.Person is { } one && p != one)])), ct),
        RuleActionKind.SetDue => DueAsync(work, card, action.Days!.Value, ct),
        RuleActionKind.SetPriority => EditAsync(work, card, new(Priority: new(action.Priority.ToWire())), ct),
        RuleActionKind.SetProgress => EditAsync(work, card, new(Progress: new(action.Progress!.Value)), ct),
        RuleActionKind.AddChecklist => Now(AddItems(work, card, action.Items!)),
        RuleActionKind.Comment => Now(Comment(work, rule, card, action.Text!)),
        RuleActionKind.AskForApproval => AskAsync(work, rule, card, action, ct),
        RuleActionKind.Remind => RemindAsync(work, card, action, ct),
        RuleActionKind.Archive => Now(Archive(work, card)),
        _ => throw new InvalidOperationException("An action without a deed."),
    };

    private static Task<(RuleStepResult, Refusal?)> Now(Refusal? refusal) => Task.FromResult(Result(refusal));

    private static (RuleStepResult, Refusal?) Result(Refusal? refusal) => (refusal is null ? RuleStepResult.Done : RuleStepResult.Refused, refusal);

    private static async Task<(RuleStepResult, Refusal?)> MoveAsync(UnitOfWork work, Card card, Guid column, CancellationToken ct)
    {
        if (card.Column == column)
        {
            return (RuleStepResult.Unchanged, null);
        }

        if (await CardPlaces.FindAsync(work.Db, card.Board, column, before: null, moving: card.Id, ct) is not { } place)
        {
            return Result(Column.NotFound);
        }

        return Result(await CardPlaces.IsFullAsync(work.Db, place.Column, card.Id, ct) ? Column.Full : (await MoveCard.MoveAsync(work, card, place, ct)).Refusal);
    }

    private static async Task<(RuleStepResult, Refusal?)> EditAsync(UnitOfWork work, Card card, CardEdit edit, CancellationToken ct) =>
        Undo.SameOnTheWire(EditCard.Fields(card, like: edit), edit)
            ? (RuleStepResult.Unchanged, null)
            : Result((await EditCard.EditAsync(work, card, edit, work.Sequence(card.Board), ct)).Refusal);

    private static async Task<(RuleStepResult, Refusal?)> AssignAsync(UnitOfWork work, Card card, Guid person, CancellationToken ct) =>
        await work.Db.Set<Person>().AnyAsync(p => p.Id == person && p.Active, ct)
            ? await EditAsync(work, card, new(Assignees: new([.. card.Assignees.Union([person])])), ct)
            : Result(SetMember.PeopleNotFound);

    private static async Task<(RuleStepResult, Refusal?)> DueAsync(UnitOfWork work, Card card, int days, CancellationToken ct)
    {
        var calendar = await OrganisationCalendar.ReadAsync(work.Db, ct);
        return await EditAsync(work, card, new(Due: new(calendar.WorkingDays.Add(calendar.DayOf(work.Now), days))), ct);
    }

    private static Refusal? AddItems(UnitOfWork work, Card card, IReadOnlyList<string> titles)
    {
        if (card.Checklist.Count + titles.Count > Card.MostItems)
        {
            return Card.TooManyItems;
        }

        foreach (var title in titles)
        {
            var item = new ChecklistItem(Guid.CreateVersion7(), title, Done: false);
            _ = card.AddItem(item);
            card.ChangedBy(work.Append(
                card.Board, new CardChecklistChanged(card.Id, item.ToView(), Before: null, card.Checklist.Count(i => i.Done), card.Checklist.Count), card.Id));
        }

        return null;
    }

    private static Refusal? Comment(UnitOfWork work, Rule rule, Card card, string text)
    {
        var comment = new CardComment
        {
            Id = Guid.CreateVersion7(),
            Organisation = card.Organisation,
            Board = card.Board,
            Card = card.Id,
            AuthorName = rule.Name,
            Text = text,
            At = work.Now,
        };
        _ = work.Db.Add(comment);
        card.CountComment();
        card.ChangedBy(work.Append(card.Board, new CardCommented(card.Id, comment.Id, card.Comments), card.Id));
        CardMessages.Mentioned(work, comment.Id, CardComment.Mentioned(text));
        return null;
    }

    private static async Task<(RuleStepResult, Refusal?)> AskAsync(UnitOfWork work, Rule rule, Card card, RuleAction action, CancellationToken ct) =>
        Result((await StartApproval.OnCardAsync(work, card, rule.Maker, action.Person!.Value, action.Text, ct)).Refusal);

    private static async Task<(RuleStepResult, Refusal?)> RemindAsync(UnitOfWork work, Card card, RuleAction action, CancellationToken ct)
    {
        var people = action.To switch
        {
            RuleRecipients.Assignees => card.Assignees,
            RuleRecipients.Person => [action.Person!.Value],
            _ => await work.Db.Set<BoardMember>().Where(m => m.Board == card.Board && m.Role == BoardRole.Owner).Select(m => m.Person).ToListAsync(ct),
        };
        var active = await work.Db.Set<Person>().Where(p => p.Active && people.Contains(p.Id)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        CardMessages.Reminder(work, card.Id, active);
        return Result(active.Count == 0 ? Rule.Nobody : null);
    }

    private static Refusal? Archive(UnitOfWork work, Card card)
    {
        if (card.Archive(work.Now) is { } refusal)
        {
            return refusal;
        }

        card.ChangedBy(work.Append(card.Board, new CardArchived(card.Id), card.Id));
        return null;
    }
}
