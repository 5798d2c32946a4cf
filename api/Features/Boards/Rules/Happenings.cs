using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Storage;
using RuleTriggerKind = Workspace.Domain.Boards.RuleTriggerKind;

namespace Workspace.Features.Boards.Rules;

/// <summary>What the journal's entries mean to rules.</summary>
internal static class Happenings
{
    /// <summary>The card of an entry and what happened to it.</summary>
    public static (Guid Card, CardHappening[] What) Of(Change change) => change switch
    {
        CardCreated { Card: { Template: false } card } => (card.Id, [new(RuleTriggerKind.CardCreated), new(RuleTriggerKind.CardEnters, card.Column)]),
        CardMoved moved when moved.Column != moved.FromColumn => (moved.Card, [new(RuleTriggerKind.CardEnters, moved.Column)]),
        CardEdited edited => (edited.Card, [.. OfEdit(edited.After, edited.Before)]),
        CardChecklistChanged item when IsLastTick(item) => (item.Card, [new(RuleTriggerKind.ChecklistDone)]),
        CardApprovalChanged { Approval.State: var state and not Contracts.Boards.CardApprovalState.Open } decided =>
            (decided.Card, [new(RuleTriggerKind.ApprovalDecided, Approved: state is Contracts.Boards.CardApprovalState.Approved)]),
        _ => (Guid.Empty, []),
    };

    /// <summary>The cards for which an entry ended all waiting. What the transaction did until now must be saved.</summary>
    public static async Task<List<Guid>> FreedAsync(WorkspaceDb db, Guid board, Change change, CancellationToken ct)
    {
        var ended = change switch
        {
            CardMoved moved when moved.Column != moved.FromColumn => moved.Card,
            CardArchived gone => gone.Card,
            CardTrashed { WasArchived: false } gone => gone.Card,
            _ => (Guid?)null,
        };
        if (ended is null)
        {
            return [];
        }

        // Blockers are a list in the card's row; an id is in it where its text is.
        var mark = $"%{ended}%";
        var waiting = await db.Set<Card>().FromSql($"""SELECT * FROM cards WHERE "BlockedBy" LIKE {mark}""").AsNoTracking()
            .Where(c => c.Board == board && c.ArchivedAt == null).ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return [];
        }

        var blockers = waiting.SelectMany(c => c.BlockedBy).Distinct().ToArray();
        var open = await (
            from card in db.Set<Card>()
            join column in db.Set<Column>() on card.Column equals column.Id
            where blockers.Contains(card.Id) && card.ArchivedAt == null && !column.Done
            select card.Id).ToListAsync(ct);
        return open.Contains(ended.Value) ? [] : [.. waiting.Where(c => !c.BlockedBy.Exists(open.Contains)).OrderBy(c => c.Number).Select(c => c.Id)];
    }

    private static IEnumerable<CardHappening> OfEdit(CardEdit after, CardEdit before)
    {
        var labels = (after.Labels?.Value ?? []).Except(before.Labels?.Value ?? []).Select(label => new CardHappening(RuleTriggerKind.LabelAdded, label));
        var people = (after.Assignees?.Value ?? []).Except(before.Assignees?.Value ?? []).Select(person => new CardHappening(RuleTriggerKind.Assigned, person));
        var priority = after.Priority?.Value;
        return [.. labels, .. people, .. priority is null || priority == before.Priority?.Value ? [] : new CardHappening[] { new(RuleTriggerKind.PrioritySet, Priority: priority.ToDomain()) }];
    }

    /// <summary>The list is done now and was not before: its last open item was ticked, or taken off.</summary>
    private static bool IsLastTick(CardChecklistChanged change) =>
        change.ChecklistTotal > 0 && change.ChecklistDone == change.ChecklistTotal
        && (change.Item is null ? change.Before is { Done: false } : change.Before is not { Done: true });
}
