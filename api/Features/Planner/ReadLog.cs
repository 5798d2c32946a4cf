using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workspace.Contracts.Planner;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using WireAnswer = Workspace.Contracts.Planner.PlannerAnswer;
using WireKind = Workspace.Contracts.Planner.PlannerWriteKind;

namespace Workspace.Features.Planner;

/// <summary>What was written to Planner for a board, the newest first.</summary>
public sealed class ReadLog(Reads reads, IOptions<PlannerPace> pace)
{
    private const int AtOnce = 50;

    /// <param name="actor">Who asks.</param>
    /// <param name="board">The board.</param>
    /// <param name="before">The last id of the page before; null for the newest.</param>
    /// <param name="ct">Cancellation.</param>
    public Task<Outcome<PlannerLog>> RunAsync(Actor actor, Guid board, Guid? before, CancellationToken ct) => reads.OfBoardAsync<PlannerLog>(actor, board, async (db, _) =>
    {
        var writes = db.Set<PlannerWrite>().AsNoTracking().Where(w => w.Board == board);
        if (before is { } id)
        {
            writes = writes.Where(w => w.Id.CompareTo(id) < 0);
        }

        var found = await writes.OrderByDescending(w => w.Id).Take(AtOnce + 1).ToListAsync(ct);
        return new PlannerLog([.. found.Take(AtOnce).Select(View)], found.Count > AtOnce, pace.Value.LogDays);
    }, ct);

    private static PlannerWriteView View(PlannerWrite write)
    {
        var card = write.Kind is Domain.Planner.PlannerWriteKind.CreateTask or Domain.Planner.PlannerWriteKind.ChangeTask or Domain.Planner.PlannerWriteKind.DeleteTask;
        return new(
            write.Id, write.At, Enum.Parse<WireKind>(write.Kind.ToString()), card ? write.Subject : null, card ? null : write.Subject,
            [.. write.Values.Select(v => new PlannerWrittenView(v.Field, v.Before, v.After))], Enum.Parse<WireAnswer>(write.Answer.ToString()));
    }
}

/// <summary>Keeps the log short: the days and the number of writes that the pace names.</summary>
internal static class ShortenLog
{
    public static async Task RunAsync(WorkspaceDb db, Guid board, PlannerPace pace, DateTimeOffset now, CancellationToken ct)
    {
        var writes = db.Set<PlannerWrite>().Where(w => w.Board == board);
        var until = now.AddDays(-pace.LogDays);
        _ = await writes.Where(w => w.At < until).ExecuteDeleteAsync(ct);
        if (await writes.OrderByDescending(w => w.Id).Skip(pace.LogWrites).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(ct) is { } oldest)
        {
            _ = await writes.Where(w => w.Id.CompareTo(oldest) <= 0).ExecuteDeleteAsync(ct);
        }
    }
}
