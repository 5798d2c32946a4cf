using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>What a command decides with.</summary>
internal sealed record ApprovalAtWork(UnitOfWork Work, Approval Approval, Procedure Procedure, Act Act);

/// <summary>The one way of all commands on an approval, from tab, card and chat: read the record, ask the rules, follow.</summary>
internal static class OnApproval
{
    /// <param name="principal">For whom a deputy acts.</param>
    public static async Task<Outcome<ApprovalView>> OnApprovalAsync(
        this Changes changes, Reads reads, Actor actor, Command command, Guid id, Guid? principal, Func<ApprovalAtWork, Task<Ruling>> decide, CancellationToken ct)
    {
        // On which board it hangs never changes; the board's stream is taken first.
        var known = await reads.RunAsync(actor, db => db.Set<Approval>().Where(a => a.Id == id).Select(a => new { a.Board }).SingleOrDefaultAsync(ct), ct);
        if (known is null || actor.Person is not { } person) { return default; }

        return await changes.RunAsync<ApprovalView>(actor, command, [known.Board ?? id], async work =>
        {
            if (!await work.TakeAsync(id, ct)) { return default; }

            var house = await HouseNow.ReadAsync(work.Db, person, work.Now, ct);
            if (await work.Db.Set<Approval>().Where(a => a.Id == id).VisibleTo(work.Db, actor, house.Today).SingleOrDefaultAsync(ct) is not { } approval
                || await ApprovalRecords.ReadAsync(work.Db, id, ct) is not { } kept)
            {
                return default;
            }

            var ruling = await decide(new(work, approval, kept.State, house.ActOf(person, work.Now, principal)));
            if (ruling.Refusal is { } refusal) { return refusal; }

            _ = await FollowProcedure.RunAsync(work, approval, kept, ruling, house, ct);
            _ = await work.Db.SaveChangesAsync(ct);   // what the view reads
            return (await work.Db.Set<Approval>().Where(a => a.Id == id).ToViewsAsync(work.Db, actor, house, ct)).Single();
        }, ct);
    }

    public static Task<Outcome<ApprovalView>> OnApprovalAsync(
        this Changes changes, Reads reads, Actor actor, Command command, Guid id, Guid? principal, Func<Procedure, Act, Ruling> decide, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, command, id, principal, at => Task.FromResult(decide(at.Procedure, at.Act)), ct);
}
