using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Export;

/// <summary>
/// A secret address of a board's calendar, the person's own: one a board, a new one ends the old. Not a change of the board, so nobody
/// else hears of it.
/// </summary>
/// <remarks>
/// The secret is nowhere but in this answer, so a repeated command has no stored result to return: it makes another address, and the
/// last answer holds.
/// </remarks>
public sealed class ShareCalendar(Changes changes)
{
    public async Task<Outcome<CalendarView>> RunAsync(Actor actor, Guid board, CancellationToken ct)
    {
        var secret = CalendarSecret.New();
        return await changes.RunAsync<CalendarView>(actor, Command.Own(), [], async work =>
        {
            if (actor.Person is not { } person || await BoardAccess.StandingAsync(work.Db, actor, board, ct) is null)
            {
                return default;
            }

            if (await work.Db.Set<CalendarLink>().SingleOrDefaultAsync(l => l.Board == board && l.Person == person, ct) is { } link)
            {
                (link.Hash, link.Since) = (CalendarSecret.Hash(secret), work.Now);
            }
            else
            {
                _ = work.Db.Add(new CalendarLink { Organisation = actor.Organisation, Board = board, Person = person, Hash = CalendarSecret.Hash(secret), Since = work.Now });
            }

            return new CalendarView(work.Now, $"/calendar/{secret}.ics");
        }, ct);
    }
}

/// <summary>Ends the person's own address of a board's calendar; also where the board is not theirs to see any more.</summary>
public sealed class EndCalendar(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, CancellationToken ct) =>
        changes.RunAsync<Done>(actor, Command.For(command, nameof(EndCalendar), board), [], async work =>
        {
            work.Db.RemoveRange(await work.Db.Set<CalendarLink>().Where(l => l.Board == board && l.Person == actor.Person).ToListAsync(ct));
            return Done.Instance;
        }, ct);
}

/// <summary>Whether the person has an address of a board's calendar.</summary>
public sealed class FindCalendar(Reads reads)
{
    public Task<Outcome<CalendarView>> RunAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OfBoardAsync<CalendarView>(actor, board, async (db, _) =>
            new CalendarView(await db.Set<CalendarLink>().Where(l => l.Board == board && l.Person == actor.Person).Select(l => (DateTimeOffset?)l.Since).SingleOrDefaultAsync(ct), null), ct);
}

internal static class CalendarSecret
{
    private const int Bytes = 32;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>256 random bits need no salt and no slow hash: nobody guesses them.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
