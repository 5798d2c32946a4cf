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
                request.Visibility is null ? null : new Edit<Contracts.Boards.BoardVisibility>(found.Visibility.ToWire()),
                request.Template is null ? null : new Edit<bool>(found.Template));
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

            if (request.Template is { } template)
            {
                found.UseAsTemplate(template.Value);
            }

            _ = work.Append(board, new BoardEdited(new BoardFields(request.Name, request.Purpose, request.Visibility, request.Template), before));
            return Done.Instance;
        }, ct);
}

/// <summary>Puts a board away: out of the lists, and nothing on it changes any more.</summary>
public sealed class ArchiveBoard(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(ArchiveBoard), new { board }), board, BoardAction.ManageBoard, async work =>
        {
            var found = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
            if (found.ArchivedAt is null)
            {
                found.Archive(work.Now);
                _ = work.Append(board, new BoardArchived());
            }

            return Done.Instance;
        }, ct);
}

/// <summary>Brings a board back that was put away.</summary>
public sealed class RestoreBoard(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(RestoreBoard), new { board }), board, BoardAction.ManageBoard, async work =>
        {
            var found = await work.Db.Set<Board>().SingleAsync(b => b.Id == board, ct);
            if (found.ArchivedAt is not null)
            {
                found.Restore();
                _ = work.Append(board, new BoardRestored());
            }

            return Done.Instance;
        }, ct);
}
