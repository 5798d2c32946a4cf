using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Journal;
using Workspace.Features.Live;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Who sees which board, and as what.</summary>
public static class BoardAccess
{
    /// <summary>Boards that exist for the actor. A rule and Planner act on what a person set up, so all of the organisation's.</summary>
    public static IQueryable<Board> VisibleTo(this IQueryable<Board> boards, WorkspaceDb db, Actor actor) =>
        actor.Kind is not ActorKind.Person
            ? boards
            : boards.Where(b => b.Visibility == BoardVisibility.Organisation
                || db.Set<BoardMember>().Any(m => m.Board == b.Id && m.Person == actor.Person)
                || db.Set<BoardUnit>().Any(u => u.Board == b.Id
                    && ((u.Kind == UnitKind.Department && db.Set<Person>().Any(p => p.Id == actor.Person && p.Department == u.Key))
                        || (u.Kind == UnitKind.Group && db.Set<GroupMember>().Any(g => g.Person == actor.Person && g.Group == u.Key)))));

    /// <summary>The departments and groups of a person, as members of boards.</summary>
    public static IQueryable<BoardUnit> OfPerson(this IQueryable<BoardUnit> units, WorkspaceDb db, Guid? person) =>
        units.Where(u => (u.Kind == UnitKind.Department && db.Set<Person>().Any(p => p.Id == person && p.Department == u.Key))
            || (u.Kind == UnitKind.Group && db.Set<GroupMember>().Any(g => g.Person == person && g.Group == u.Key)));

    /// <summary>The actor's role and the head of the board's stream, in one query; null where the board does not exist for them.</summary>
    public static async Task<BoardStanding?> StandingAsync(WorkspaceDb db, Actor actor, Guid board, CancellationToken ct) =>
        StandingOf(await s_found.For(db)(db, board, actor.Person, ct), actor);

    /// <summary>The same for somebody whom so far only the token knows; null too where they are not of the organisation (any more).</summary>
    public static async Task<BoardStanding?> StandingOfNamedAsync(WorkspaceDb db, Actor named, Guid board, CancellationToken ct) =>
        await s_found.For(db)(db, board, named.Person, ct) is { Active: true } found ? StandingOf(found, named) : null;

    /// <summary>A change on a board: not there for whoever can't see it, refused for whoever's role does not allow it.</summary>
    public static Task<Outcome<T>> OnBoardAsync<T>(
        this Changes changes, Actor actor, Command command, Guid board, BoardAction action, Func<UnitOfWork, Task<Outcome<T>>> run, CancellationToken ct)
        where T : class =>
        changes.RunAsync(actor, command, [board], async work => await DeniedAsync(work.Db, actor, board, action, ct) switch
        {
            { } denied when denied == s_notThere => default,
            { } denied => denied,
            null => await run(work),
        }, ct);

    /// <summary>A change of one card of a board, wherever it lies: on the board, in the archive or in the trash.</summary>
    public static Task<Outcome<T>> OnCardAsync<T>(
        this Changes changes, Actor actor, Command command, Guid board, Guid card, BoardAction action, Func<UnitOfWork, Card, Task<Outcome<T>>> run, CancellationToken ct)
        where T : class =>
        changes.OnBoardAsync(actor, command, board, action, async work =>
            await s_card.For(work.Db)(work.Db, board, card, ct) is { } found ? await run(work, found) : default, ct);

    /// <summary>Reads something of a board as whoever may see it.</summary>
    public static Task<Outcome<T>> OfBoardAsync<T>(
        this Reads reads, Actor actor, Guid board, Func<WorkspaceDb, BoardStanding, Task<Outcome<T>>> read, CancellationToken ct)
        where T : class =>
        reads.RunAsync(actor, async db => await StandingAsync(db, actor, board, ct) is { } standing ? await read(db, standing) : default, ct);

    private static BoardStanding? StandingOf(Found? found, Actor actor)
    {
        if (found is null)
        {
            return null;
        }

        var role = actor.Kind is ActorKind.Person ? Board.RoleOf(found.Role, found.Units, found.Visibility) : BoardRole.Owner;
        return role is { } has ? new BoardStanding(has, found.Sequence, found.Epoch, found.Archived) : null;
    }

    /// <summary>Null where the actor may do it.</summary>
    private static async Task<Refusal?> DeniedAsync(WorkspaceDb db, Actor actor, Guid board, BoardAction action, CancellationToken ct) =>
        await StandingAsync(db, actor, board, ct) switch
        {
            null => s_notThere,
            { } standing when !BoardPermissions.Allows(standing.Role, action) => Refusal.NotAllowed,
            { } standing when !standing.Allows(action) => Board.Archived,
            _ => null,
        };

    private static readonly Refusal s_notThere = new("not-found");

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid?, CancellationToken, Task<Found?>>> s_found = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid board, Guid? person, CancellationToken _) => db.Set<Board>().Where(b => b.Id == board)
            .Join(db.Set<StreamRow>(), b => b.Id, s => s.Id, (b, s) => new Found(
                b.Visibility,
                b.ArchivedAt != null,
                s.Sequence,
                s.Epoch,
                db.Set<Person>().Any(p => p.Id == person && p.Active),
                db.Set<BoardMember>().Where(m => m.Board == b.Id && m.Person == person).Select(m => (BoardRole?)m.Role).FirstOrDefault(),
                // As OfPerson says, which a compiled query cannot call.
                db.Set<BoardUnit>()
                    .Where(u => u.Board == b.Id
                        && ((u.Kind == UnitKind.Department && db.Set<Person>().Any(p => p.Id == person && p.Department == u.Key))
                            || (u.Kind == UnitKind.Group && db.Set<GroupMember>().Any(g => g.Person == person && g.Group == u.Key))))
                    .Max(u => (BoardRole?)u.Role)))
            .SingleOrDefault()));

    private static readonly Compiled<Func<WorkspaceDb, Guid, Guid, CancellationToken, Task<Card?>>> s_card = new(() => EF.CompileAsyncQuery(
        (WorkspaceDb db, Guid board, Guid card, CancellationToken _) => db.Set<Card>().SingleOrDefault(c => c.Board == board && c.Id == card)));

    private sealed record Found(BoardVisibility Visibility, bool Archived, long Sequence, int Epoch, bool Active, BoardRole? Role, BoardRole? Units);
}

/// <summary>Who the actor is on a board, and where its stream stands.</summary>
public sealed record BoardStanding(BoardRole Role, long Sequence, int Epoch, bool Archived)
{
    /// <summary>What the role allows; of a board that was put away only to read it and to bring it back.</summary>
    public bool Allows(BoardAction action) =>
        BoardPermissions.Allows(Role, action) && (!Archived || action is BoardAction.ManageBoard or BoardAction.Read);
}

/// <summary>Lets the hub know who may hear a board.</summary>
internal sealed class BoardStreamAccess : IStreamAccess
{
    public async Task<StreamHead?> FindAsync(WorkspaceDb db, Actor actor, Guid stream, CancellationToken ct) =>
        await BoardAccess.StandingAsync(db, actor, stream, ct) is { } standing ? new StreamHead(standing.Sequence, standing.Epoch) : null;
}
