using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Features.Approvals;

/// <summary>One approval as the actor sees it.</summary>
public sealed class FindApproval(Reads reads)
{
    public async Task<Outcome<ApprovalView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var found = await reads.RunAsync(actor, db =>
            db.Set<Approval>().Where(a => a.Id == id).VisibleTo(db, actor).ToViewsAsync(db, actor, ct), ct);
        return found is [var view] ? view : default(Outcome<ApprovalView>);
    }
}

/// <summary>An approval with what a message needs beside it: names, the zone in which its times are read, the way to its card.</summary>
public sealed record ApprovalForMessage(ApprovalView View, string RequesterName, string ApproverName, TimeZoneInfo Zone, string Link);

/// <summary>For Teams messages, which resolve no names by themselves.</summary>
public sealed class FindApprovalForMessage(Reads reads, TeamsLinks links)
{
    public Task<ApprovalForMessage?> RunAsync(Actor actor, Guid id, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        if (await db.Set<Approval>().Where(a => a.Id == id).VisibleTo(db, actor).ToViewsAsync(db, actor, ct) is not [var view])
        {
            return null;
        }

        var names = await db.Set<Person>().Where(p => p.Id == view.Requester || p.Id == view.Approver)
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var zone = await db.Set<Organisation>().Select(o => o.TimeZone).SingleAsync(ct);
        return new ApprovalForMessage(
            view,
            names.GetValueOrDefault(view.Requester, "?"),
            names.GetValueOrDefault(view.Approver, "?"),
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            links.ToCard(view.Board, view.Card));
    }, ct);
}
