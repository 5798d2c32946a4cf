using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using FieldKind = Workspace.Domain.Boards.FieldKind;

namespace Workspace.Features.Boards;

/// <summary>Adds a custom field to a board.</summary>
public sealed class AddField(Changes changes)
{
    public Task<Outcome<FieldView>> RunAsync(Actor actor, CommandId command, Guid board, AddFieldRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<FieldView>(actor, Command.For(command, nameof(AddField), new { board, request }), board, BoardAction.EditColumns, async work =>
        {
            var others = await FieldPlaces.AllAsync(work.Db, board, ct);
            if (others.Count >= CustomField.Most)
            {
                return CustomField.TooMany;
            }

            var field = new CustomField
            {
                Id = Guid.CreateVersion7(),
                Organisation = actor.Organisation,
                Board = board,
                Name = request.Name.Trim(),
                Kind = request.Kind.ToDomain(),
                Choices = request.Kind is Contracts.Boards.FieldKind.Choice
                    ? [.. (request.Choices ?? []).Select(name => new FieldChoice(Guid.CreateVersion7(), name.Trim()))]
                    : [],
                Place = others.Count == 0 ? 0 : others[^1].Place + 1,
            };
            if (field is { Kind: FieldKind.Choice, Choices.Count: 0 })
            {
                return CustomField.ChoicesMissing;
            }

            _ = work.Db.Add(field);
            _ = work.Append(board, new FieldAdded(field.ToView()));
            return field.ToView();
        }, ct);
}

/// <summary>Name and answers of a custom field.</summary>
public sealed class EditField(Changes changes)
{
    public Task<Outcome<FieldView>> RunAsync(Actor actor, CommandId command, Guid board, Guid field, EditFieldRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<FieldView>(actor, Command.For(command, nameof(EditField), new { board, field, request }), board, BoardAction.EditColumns, async work =>
        {
            if (await work.Db.Set<CustomField>().SingleOrDefaultAsync(f => f.Board == board && f.Id == field && f.ArchivedAt == null, ct) is not { } found)
            {
                return CustomField.NotFound;
            }

            var before = found.ToView();
            found.Name = request.Name.Trim();
            if (found.Kind is FieldKind.Choice && request.Choices is { } choices)
            {
                if (choices.Count == 0)
                {
                    return CustomField.ChoicesMissing;
                }

                // An id that is not one of this field's is somebody's invention: it gets one of ours.
                found.Choices = [.. choices.Select(c => new FieldChoice(found.Choices.Find(had => had.Id == c.Id)?.Id ?? Guid.CreateVersion7(), c.Name.Trim()))];
            }

            _ = work.Append(board, new FieldEdited(found.ToView(), before));
            return found.ToView();
        }, ct);
}

/// <summary>Puts a custom field at another place.</summary>
public sealed class MoveField(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid field, MoveFieldRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(MoveField), new { board, field, request }), board, BoardAction.EditColumns, async work =>
        {
            var fields = await FieldPlaces.AllAsync(work.Db, board, ct);
            var from = FieldPlaces.After(fields, field);
            if (!CustomField.Put(fields, field, request.Before))
            {
                return CustomField.NotFound;
            }

            _ = work.Append(board, new FieldMoved(field, request.Before, from));
            return Done.Instance;
        }, ct);
}

/// <summary>Takes a custom field off the board; its values stay and come back with it.</summary>
public sealed class ArchiveField(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid field, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(ArchiveField), new { board, field }), board, BoardAction.EditColumns, async work =>
        {
            if (await work.Db.Set<CustomField>().SingleOrDefaultAsync(f => f.Board == board && f.Id == field && f.ArchivedAt == null, ct) is not { } found)
            {
                return CustomField.NotFound;
            }

            found.ArchivedAt = work.Now;
            _ = work.Append(board, new FieldArchived(field));
            return Done.Instance;
        }, ct);
}

/// <summary>Custom fields of a board in order.</summary>
internal static class FieldPlaces
{
    public static IQueryable<CustomField> InOrder(this IQueryable<CustomField> fields) => fields.OrderBy(f => f.Place).ThenBy(f => f.Id);

    public static Task<List<CustomField>> AllAsync(WorkspaceDb db, Guid board, CancellationToken ct) =>
        db.Set<CustomField>().Where(f => f.Board == board && f.ArchivedAt == null).InOrder().ToListAsync(ct);

    /// <summary>The field behind this one; null where it is the last, or none.</summary>
    public static Guid? After(IReadOnlyList<CustomField> fields, Guid field) => fields.SkipWhile(f => f.Id != field).Skip(1).FirstOrDefault()?.Id;
}
