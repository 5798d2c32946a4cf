using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>
/// Takes back what one of the actor's own commands did, by new entries that do the opposite. What somebody else has changed since
/// stays theirs: then nothing is taken back, and the answer says so.
/// </summary>
public sealed class Undo(Changes changes)
{
    private static readonly Refusal s_overtaken = new("boards.undo-overtaken");
    private static readonly Refusal s_impossible = new("boards.undo-impossible");

    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, UndoRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(Undo), new { board, request }), board, BoardAction.Comment, async work =>
        {
            // What rules did about it goes back with it, and is no occasion for them to do it again.
            var rows = await work.Db.Set<JournalRow>().AsNoTracking()
                .Where(j => j.Stream == board && j.Command == request.Command && (j.Person == actor.Person || j.ActorKind == ActorKind.Rule))
                .OrderByDescending(j => j.Sequence).ToListAsync(ct);
            if (!rows.Exists(j => j.Person == actor.Person))
            {
                return default;
            }

            work.Quiet();
            var newest = rows[0].Sequence;
            var standing = await BoardAccess.StandingAsync(work.Db, actor, board, ct);
            foreach (var row in rows)
            {
                var entry = row.ToEntry();
                if (!BoardPermissions.Allows(standing!.Role, ActionOf(entry.Change)))
                {
                    return Refusal.NotAllowed;
                }

                // A question to an approver, or a message, stays: it has been heard.
                if (await BackAsync(work, entry, newest, ct) is { } refusal && !(row.ActorKind is ActorKind.Rule && refusal == s_impossible))
                {
                    return refusal;
                }
            }

            return Done.Instance;
        }, ct);

    private static BoardAction ActionOf(Change change) => change switch
    {
        CardCommented or CardCommentEdited or CardCommentRemoved or CardCommentRestored => BoardAction.Comment,
        BoardEdited or RuleAdded or RuleEdited or RuleRemoved or RuleRestored => BoardAction.ManageBoard,
        _ => BoardAction.EditCards,
    };

    /// <param name="newest">The last entry of the command: what changed later was somebody else, or this undoing.</param>
    private static async Task<Refusal?> BackAsync(UnitOfWork work, JournalEntry entry, long newest, CancellationToken ct) => entry.Change switch
    {
        CardCreated made => await OnCardAsync(work, made.Card.Id, card => Task.FromResult(
            card.Version <= newest || work.Wrote(entry.Stream, card.Version) ? TrashIt(work, card) : s_overtaken), ct),
        CardMoved moved => await OnCardAsync(work, moved.Card, card => MoveBackAsync(work, card, moved, ct), ct),
        CardEdited edited => await OnCardAsync(work, edited.Card, card => EditBackAsync(work, card, edited, ct), ct),
        CardArchived gone => await OnCardAsync(work, gone.Card, card => RestoreAsync(work, card, ct), ct),
        CardTrashed gone => await OnCardAsync(work, gone.Card, async card =>
            await RestoreAsync(work, card, ct) ?? (gone.WasArchived ? ArchiveIt(work, card) : null), ct),
        CardRestored back => await OnCardAsync(work, back.Card.Id, card => Task.FromResult(back.FromTrash ? TrashIt(work, card) : ArchiveIt(work, card)), ct),
        CardChecklistChanged item => await OnCardAsync(work, item.Card, card => Task.FromResult(ItemBack(work, card, item)), ct),
        CardChecklistMoved item => await OnCardAsync(work, item.Card, card => Task.FromResult(ItemMovedBack(work, card, item)), ct),
        CardLinkChanged link => await OnCardAsync(work, link.Card, card => Task.FromResult(LinkBack(work, card, link)), ct),
        CardCommented said => await OnCommentAsync(work, said.Card, said.Comment, (card, comment) => TakeBack(work, card, comment), ct),
        CardCommentRemoved said => await OnCommentAsync(work, said.Card, said.Comment, (card, comment) => SayAgain(work, card, comment), ct),
        CardCommentEdited said => await OnCommentAsync(work, said.Card, said.Comment, (card, comment) => SayAsBefore(work, card, comment, said), ct),
        ColumnAdded or ColumnEdited or ColumnMoved or ColumnArchived => await ColumnBackAsync(work, entry.Stream, entry.Change, ct),
        LabelEdited edited => await LabelBackAsync(work, entry.Stream, edited, ct),
        FieldMoved moved => await FieldMovedBackAsync(work, entry.Stream, moved, ct),
        FieldArchived gone => await FieldBackAsync(work, entry.Stream, gone.Field, ct),
        RuleAdded or RuleEdited or RuleRemoved => await RuleChanges.BackAsync(work, entry.Stream, entry.Change, ct) ? null : s_overtaken,
        _ => s_impossible,
    };

    private static async Task<Refusal?> OnCardAsync(UnitOfWork work, Guid id, Func<Card, Task<Refusal?>> back, CancellationToken ct) =>
        await work.Db.Set<Card>().FindAsync([id], ct) is { } card ? await back(card) : s_overtaken;

    private static Refusal? TrashIt(UnitOfWork work, Card card)
    {
        if (card.IsArchived)
        {
            return s_overtaken;
        }

        _ = card.Trash(work.Now);
        card.ChangedBy(work.Append(card.Board, new CardTrashed(card.Id, WasArchived: false), card.Id));
        return null;
    }

    private static Refusal? ArchiveIt(UnitOfWork work, Card card)
    {
        if (card.Archive(work.Now) is not null)
        {
            return s_overtaken;
        }

        card.ChangedBy(work.Append(card.Board, new CardArchived(card.Id), card.Id));
        return null;
    }

    private static async Task<Refusal?> RestoreAsync(UnitOfWork work, Card card, CancellationToken ct) =>
        (await RestoreCard.RestoreAsync(work, card, ct)).Refusal is null ? null : s_overtaken;

    /// <summary>Back between the neighbours that its old rank lies between now; a move by somebody else meanwhile stands.</summary>
    private static async Task<Refusal?> MoveBackAsync(UnitOfWork work, Card card, CardMoved moved, CancellationToken ct)
    {
        if (card.IsArchived || (card.Column, card.Rank) != (moved.Column, moved.Rank))
        {
            return s_overtaken;
        }

        return await CardPlaces.AtAsync(work.Db, card.Board, moved.FromColumn, moved.FromRank, card.Id, ct) is { } place
            ? (await MoveCard.MoveAsync(work, card, place, ct, card.Progress == moved.Progress ? moved.FromProgress : null)).Refusal
            : Column.NotFound;
    }

    private static async Task<Refusal?> EditBackAsync(UnitOfWork work, Card card, CardEdited edited, CancellationToken ct)
    {
        if (card.IsArchived || !SameOnTheWire(EditCard.Fields(card, like: edited.After), edited.After))
        {
            return s_overtaken;
        }

        return (await EditCard.EditAsync(work, card, edited.Before, work.Sequence(card.Board), ct)).Refusal;
    }

    private static Refusal? ItemBack(UnitOfWork work, Card card, CardChecklistChanged item)
    {
        var id = (item.Item ?? item.Before)!.Id;
        var now = card.Checklist.Find(i => i.Id == id)?.ToView();
        if (now != item.Item)
        {
            return s_overtaken;
        }

        var refusal = (item.Item, item.Before) switch
        {
            ({ }, { } before) => card.ChangeItem(id, _ => ItemOf(before)),
            ({ }, null) => card.RemoveItem(id),
            (null, { } before) => card.AddItem(ItemOf(before)),
            _ => null,
        };
        card.ChangedBy(work.Append(
            card.Board, new CardChecklistChanged(card.Id, item.Before, item.Item, card.Checklist.Count(i => i.Done), card.Checklist.Count), card.Id));
        return refusal;
    }

    private static ChecklistItem ItemOf(ChecklistItemView view) => new(view.Id, view.Title, view.Done, view.Assignee, view.Due);

    private static Refusal? ItemMovedBack(UnitOfWork work, Card card, CardChecklistMoved moved)
    {
        if (card.MoveItem(moved.Item, moved.FromBefore) is not null)
        {
            return s_overtaken;
        }

        card.ChangedBy(work.Append(card.Board, new CardChecklistMoved(card.Id, moved.Item, moved.FromBefore, moved.Before), card.Id));
        return null;
    }

    private static Refusal? LinkBack(UnitOfWork work, Card card, CardLinkChanged link)
    {
        var id = (link.Link ?? link.Before)!.Id;
        if (card.Links.Find(l => l.Id == id)?.ToView() != link.Link)
        {
            return s_overtaken;
        }

        var refusal = (link.Link, link.Before) switch
        {
            ({ }, { } before) => card.ChangeLink(id, before.Title, before.Url),
            ({ }, null) => card.RemoveLink(id),
            (null, { } before) => card.AddLink(new CardLink(id, before.Title, before.Url)),
            _ => null,
        };
        card.ChangedBy(work.Append(card.Board, new CardLinkChanged(card.Id, link.Before, link.Link, card.Links.Count), card.Id));
        return refusal;
    }

    private static async Task<Refusal?> OnCommentAsync(UnitOfWork work, Guid card, Guid comment, Func<Card, CardComment, Refusal?> back, CancellationToken ct) =>
        await work.Db.Set<CardComment>().SingleOrDefaultAsync(c => c.Id == comment, ct) is { } said
            ? await OnCardAsync(work, card, found => Task.FromResult(back(found, said)), ct)
            : s_overtaken;

    private static Refusal? TakeBack(UnitOfWork work, Card card, CardComment comment)
    {
        if (comment.RemovedAt is not null)
        {
            return s_overtaken;
        }

        comment.RemovedAt = work.Now;
        card.CountComment(-1);
        card.ChangedBy(work.Append(card.Board, new CardCommentRemoved(card.Id, comment.Id, comment.Text, card.Comments), card.Id));
        return null;
    }

    private static Refusal? SayAgain(UnitOfWork work, Card card, CardComment comment)
    {
        if (comment.RemovedAt is null)
        {
            return s_overtaken;
        }

        comment.RemovedAt = null;
        card.CountComment();
        card.ChangedBy(work.Append(card.Board, new CardCommentRestored(card.Id, comment.Id, card.Comments), card.Id));
        return null;
    }

    private static Refusal? SayAsBefore(UnitOfWork work, Card card, CardComment comment, CardCommentEdited said)
    {
        if (comment.RemovedAt is not null)
        {
            return s_overtaken;
        }

        var text = comment.Text;
        (comment.Text, comment.EditedAt) = (said.Before, work.Now);
        card.ChangedBy(work.Append(card.Board, new CardCommentEdited(card.Id, comment.Id, text), card.Id));
        return null;
    }

    private static async Task<Refusal?> ColumnBackAsync(UnitOfWork work, Guid board, Change change, CancellationToken ct)
    {
        var id = change switch
        {
            ColumnAdded added => added.Column.Id,
            ColumnEdited edited => edited.Column.Id,
            ColumnMoved moved => moved.Column,
            ColumnArchived gone => gone.Column,
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        var column = await work.Db.Set<Column>().SingleAsync(c => c.Board == board && c.Id == id, ct);
        switch (change)
        {
            case ColumnAdded when column.ArchivedAt is null && !await work.Db.Set<Card>().AnyAsync(c => c.Column == id && c.ArchivedAt == null, ct):
                column.ArchivedAt = work.Now;
                _ = work.Append(board, new ColumnArchived(id));
                return null;
            case ColumnEdited edited when column.ToView() with { Rank = edited.Column.Rank } == edited.Column:
                var now = column.ToView();
                (column.Name, column.Limit, column.LimitIsHard, column.Done, column.Colour) =
                    (edited.Before.Name, edited.Before.Limit, edited.Before.LimitIsHard, edited.Before.Done, edited.Before.Colour);
                _ = work.Append(board, new ColumnEdited(column.ToView(), now));
                return null;
            case ColumnMoved moved when column.Rank == moved.Rank:
                var others = (await ColumnPlaces.AllAsync(work.Db, board, ct)).Where(c => c.Id != id).ToList();
                column.Rank = ColumnPlaces.Before(others, others.Find(c => string.CompareOrdinal(c.Rank, moved.FromRank) >= 0)?.Id)!;
                _ = work.Append(board, new ColumnMoved(id, column.Rank, moved.Rank));
                return null;
            case ColumnArchived when column.ArchivedAt is not null:
                column.ArchivedAt = null;
                _ = work.Append(board, new ColumnRestored(column.ToView()));
                return null;
            default:
                return s_overtaken;
        }
    }

    private static async Task<Refusal?> LabelBackAsync(UnitOfWork work, Guid board, LabelEdited edited, CancellationToken ct)
    {
        var label = await work.Db.Set<Label>().SingleAsync(l => l.Board == board && l.Id == edited.Label.Id, ct);
        if (label.ToView() != edited.Label)
        {
            return s_overtaken;
        }

        (label.Name, label.Colour) = (edited.Before.Name, edited.Before.Colour);
        _ = work.Append(board, new LabelEdited(label.ToView(), edited.Label));
        return null;
    }

    private static async Task<Refusal?> FieldBackAsync(UnitOfWork work, Guid board, Guid id, CancellationToken ct)
    {
        var field = await work.Db.Set<CustomField>().SingleAsync(f => f.Board == board && f.Id == id, ct);
        if (field.ArchivedAt is null)
        {
            return s_overtaken;
        }

        field.ArchivedAt = null;
        var fields = await FieldPlaces.AllAsync(work.Db, board, ct);
        fields.Insert(fields.FindIndex(f => (f.Place, f.Id).CompareTo((field.Place, field.Id)) > 0) is var place and >= 0 ? place : fields.Count, field);
        _ = work.Append(board, new FieldRestored(field.ToView(), FieldPlaces.After(fields, id)));
        return null;
    }

    private static async Task<Refusal?> FieldMovedBackAsync(UnitOfWork work, Guid board, FieldMoved moved, CancellationToken ct)
    {
        var fields = await FieldPlaces.AllAsync(work.Db, board, ct);
        if (FieldPlaces.After(fields, moved.Field) != moved.Before || !CustomField.Put(fields, moved.Field, moved.FromBefore))
        {
            return s_overtaken;
        }

        _ = work.Append(board, new FieldMoved(moved.Field, moved.FromBefore, moved.Before));
        return null;
    }

    /// <summary>Records compare their lists by reference; the wire compares what they say.</summary>
    internal static bool SameOnTheWire<T>(T one, T other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, Wire.Options).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, Wire.Options));
}
