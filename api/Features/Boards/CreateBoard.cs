using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardRole = Workspace.Domain.Boards.BoardRole;

namespace Workspace.Features.Boards;

/// <summary>Anybody of the organisation starts a board and owns it.</summary>
public sealed class CreateBoard(Changes changes)
{
    private static readonly string[] s_columns = ["Ideen", "In Arbeit", "Freigabe", "Fertig"];

    public Task<Outcome<BoardSummary>> RunAsync(Actor actor, CommandId command, CreateBoardRequest request, CancellationToken ct) =>
        changes.RunAsync<BoardSummary>(actor, Command.For(command, nameof(CreateBoard), request), [], work =>
        {
            var board = Board.Create(Guid.CreateVersion7(), actor.Organisation, request.Name, request.Key, request.Visibility.ToDomain(), work.Now);
            board.Explain(request.Purpose);
            Begin(work, board, source: null);
            var names = request.Columns is { Count: > 0 } given ? given : s_columns;
            var ranks = Rank.After(null, names.Count).ToArray();
            for (var i = 0; i < names.Count; i++)
            {
                var column = new Column
                {
                    Id = Guid.CreateVersion7(),
                    Organisation = actor.Organisation,
                    Board = board.Id,
                    Name = names[i].Trim(),
                    Rank = ranks[i],
                    Done = (request.LastIsDone || request.Columns is not { Count: > 0 }) && i == names.Count - 1,
                };
                _ = work.Db.Add(column);
                _ = work.Append(board.Id, new ColumnAdded(column.ToView()));
            }

            return Task.FromResult<Outcome<BoardSummary>>(Summary(board, work.Now));
        }, ct);

    /// <summary>A board with its stream and its first owner; imports begin here too.</summary>
    public static void Begin(UnitOfWork work, Board board, string? source)
    {
        _ = work.Db.Add(board);
        work.Begin(board.Id, StreamKind.Board);
        _ = work.Append(board.Id, new BoardCreated(board.Name, board.Key, source));
        if (work.Actor.Person is { } owner)
        {
            _ = work.Db.Add(new BoardMember { Organisation = board.Organisation, Board = board.Id, Person = owner, Role = BoardRole.Owner });
            _ = work.Append(board.Id, new BoardMemberSet(owner, Contracts.Boards.BoardRole.Owner, Before: null));
        }
    }

    public static BoardSummary Summary(Board board, DateTimeOffset changedAt, int cards = 0) =>
        new(board.Id, board.Name, board.Purpose, board.Key, board.Visibility.ToWire(), Contracts.Boards.BoardRole.Owner, cards, changedAt,
            board.Template, board.ArchivedAt is not null);
}
