using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Features.Storage;
using CardApprovalState = Workspace.Domain.Boards.CardApprovalState;

namespace Workspace.Features.Approvals;

/// <summary>
/// What is under approval was changed on its card: the same transaction makes a new version. Of author and lead unit it asks again whoever
/// is concerned; of anybody else (Planner, a rule, another editor) the lead unit confirms it before somebody closes.
/// </summary>
internal sealed class FollowCardContent : IReaction
{
    public bool Concerns(UnitOfWork work) => work.Entries.Any(e => CardOf(e.Entry.Change) is not null);

    public async Task FollowAsync(UnitOfWork work, CancellationToken ct)
    {
        var edits = work.Entries.ToLookup(e => CardOf(e.Entry.Change), e => e.Entry.Actor.Person);

        // Whatever was edited is in memory, with its state in this transaction.
        var cards = work.Db.ChangeTracker.Entries<Card>().Select(e => e.Entity).Where(c => c.ApprovalState is CardApprovalState.Open && edits.Contains(c.Id)).ToList();
        foreach (var card in cards)
        {
            await FollowAsync(work, card, edits[card.Id].Aggregate((one, other) => one == other ? one : null), ct);
        }
    }

    private static async Task FollowAsync(UnitOfWork work, Card card, Guid? by, CancellationToken ct)
    {
        var id = card.Approval!.Value;
        if (!await work.TakeAsync(id, ct)
            || await work.Db.Set<Approval>().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } approval
            || await ApprovalRecords.ReadAsync(work.Db, id, ct) is not { } kept)
        {
            return;
        }

        var content = ApprovalPlan.ContentOf(card);
        var house = await HouseNow.ReadAsync(work.Db, person: null, work.Now, ct);
        var ruling = by is null ? Unknown() : kept.State.Revise(house.ActOf(by, work.Now), content.Hash(), VersionKind.Substantive, [], []) is { Refusal: null or { Forbids: false } } own ? own : Unknown();
        if (ruling.State is not { } state) { return; }   // as it was, or over

        _ = work.Db.Add(ApprovalVersionRow.Of(approval, state.Version.Number, work.Now, content));
        approval.Subject = content.Subject;
        _ = await FollowProcedure.RunAsync(work, approval, kept, ruling, house, ct);

        Ruling Unknown() => kept.State.ChangedByUnknown(house.ActOf(by: null, work.Now), content.Hash());
    }

    private static Guid? CardOf(Change change) => change switch
    {
        CardEdited { After: { Title: not null } or { Description: not null } } edited => edited.Card,
        CardLinkChanged link => link.Card,
        _ => null,
    };
}
