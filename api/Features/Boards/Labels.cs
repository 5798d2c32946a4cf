using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Adds a label to a board's set.</summary>
public sealed class AddLabel(Changes changes)
{
    public Task<Outcome<LabelView>> RunAsync(Actor actor, CommandId command, Guid board, LabelRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<LabelView>(actor, Command.For(command, nameof(AddLabel), new { board, request }), board, BoardAction.EditColumns, work =>
        {
            if (!Label.Colours.Contains(request.Colour, StringComparer.Ordinal))
            {
                return Task.FromResult<Outcome<LabelView>>(Label.ColourUnknown);
            }

            var label = new Label
            {
                Id = Guid.CreateVersion7(),
                Organisation = actor.Organisation,
                Board = board,
                Name = request.Name.Trim(),
                Colour = request.Colour,
            };
            _ = work.Db.Add(label);
            _ = work.Append(board, new LabelAdded(label.ToView()));
            return Task.FromResult<Outcome<LabelView>>(label.ToView());
        }, ct);
}

/// <summary>Renames or recolours a label.</summary>
public sealed class EditLabel(Changes changes)
{
    public Task<Outcome<LabelView>> RunAsync(Actor actor, CommandId command, Guid board, Guid label, LabelRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<LabelView>(actor, Command.For(command, nameof(EditLabel), new { board, label, request }), board, BoardAction.EditColumns, async work =>
        {
            if (!Label.Colours.Contains(request.Colour, StringComparer.Ordinal))
            {
                return Label.ColourUnknown;
            }

            if (await work.Db.Set<Label>().SingleOrDefaultAsync(l => l.Board == board && l.Id == label, ct) is not { } found)
            {
                return Label.NotFound;
            }

            var before = found.ToView();
            (found.Name, found.Colour) = (request.Name.Trim(), request.Colour);
            _ = work.Append(board, new LabelEdited(found.ToView(), before));
            return found.ToView();
        }, ct);
}
