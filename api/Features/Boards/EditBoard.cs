using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Shared;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Name, purpose and visibility of a board.</summary>
public sealed class EditBoard(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, EditBoardRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(EditBoard), new { board, request }), board, BoardAction.ManageBoard, async work =>
        {
            var found = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
            var before = new BoardFields(
                request.Name is null ? null : new Edit<string>(found.Name),
                request.Purpose is null ? null : new Edit<string?>(found.Purpose),
                request.Visibility is null ? null : new Edit<Contracts.Boards.BoardVisibility>(found.Visibility.ToWire()));
            if (request.Name is { } name)
            {
                found.Rename(name.Value);
            }

            if (request.Purpose is { } purpose)
            {
                found.Explain(purpose.Value);
            }

            if (request.Visibility is { } visibility)
            {
                found.Show(visibility.Value.ToDomain());
                work.AccessChanged(board);
            }

            _ = work.Append(board, new BoardEdited(new BoardFields(request.Name, request.Purpose, request.Visibility), before));
            return Done.Instance;
        }, ct);
}
