using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Features.Approvals;

/// <summary>One approval as the actor sees it, with what they may do.</summary>
public sealed class FindApproval(Reads reads, TimeProvider clock)
{
    /// <param name="language">In which dates are explained.</param>
    public Task<Outcome<ApprovalDetail>> RunAsync(Actor actor, Guid id, string language, CancellationToken ct) => reads.RunAsync<Outcome<ApprovalDetail>>(actor, async db =>
        await DetailAsync(db, actor, id, clock.GetUtcNow(), language, ct) is { } found ? found.Detail : default(Outcome<ApprovalDetail>), ct);

    internal static async Task<(ApprovalDetail Detail, HouseNow House)?> DetailAsync(WorkspaceDb db, Actor actor, Guid id, DateTimeOffset now, string language, CancellationToken ct)
    {
        var house = await HouseNow.ReadAsync(db, actor.Person, now, ct);
        var visible = db.Set<Approval>().AsNoTracking().Where(a => a.Id == id).VisibleTo(db, actor, house.Today);
        if (await visible.SingleOrDefaultAsync(ct) is not { } approval || await ApprovalRecords.ReadAsync(db, id, ct) is not { } kept) { return null; }

        var view = (await db.Set<Approval>().Where(a => a.Id == id).ToViewsAsync(db, actor, house, ct)).Single();
        var contents = await db.Set<ApprovalVersionRow>().AsNoTracking().Where(v => v.Approval == id).ToDictionaryAsync(v => v.Number, ct);
        var comment = await db.Set<ApprovalTextRow>().Where(t => t.Approval == id && t.Sequence == 1).Select(t => t.Text).SingleOrDefaultAsync(ct);
        var moves = actor.Person is null ? [] : Moves.Of(kept.State, house.ActOf(actor.Person, now), house.PrincipalsIn(kept.State.Matter));
        return (ApprovalDetails.Of(view, approval, kept.State, comment, contents, moves, language), house);
    }
}

/// <summary>An approval with what a message needs beside it: names, the zone in which its times are read, the way to it.</summary>
/// <param name="Names">Of everybody who is named in it.</param>
public sealed record ApprovalForMessage(ApprovalDetail Detail, IReadOnlyDictionary<Guid, string> Names, TimeZoneInfo Zone, string Link)
{
    public string NameOf(Guid person) => Names.GetValueOrDefault(person, "?");
}

/// <summary>For Teams messages, which resolve no names by themselves.</summary>
public sealed class FindApprovalForMessage(Reads reads, TeamsLinks links, TimeProvider clock)
{
    public Task<ApprovalForMessage?> RunAsync(Actor actor, Guid id, string language, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        if (await FindApproval.DetailAsync(db, actor, id, clock.GetUtcNow(), language, ct) is not ({ } detail, { } house)) { return null; }

        var people = PeopleOf(detail).Distinct().ToArray();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return new ApprovalForMessage(detail, names, house.Calendar.Zone, detail.Approval.On is { } on ? links.ToCard(on.Board, on.Card) : links.ToApproval(id));
    }, ct);

    internal static IEnumerable<Guid> PeopleOf(ApprovalDetail detail)
    {
        var seats = detail.Stages.SelectMany(s => s.Seats).ToList();
        var steps = seats.SelectMany(s => s.Steps).ToList();
        return detail.Lead.Concat(detail.Informed).Append(detail.Approval.Author)
            .Concat(seats.SelectMany(s => s.Holders)).Concat(steps.SelectMany(s => s.Holders))
            .Concat(steps.SelectMany(s => new[] { s.Superior, s.Decision?.By, s.Decision?.For }).OfType<Guid>())
            .Concat(detail.Versions.Select(v => v.By).OfType<Guid>())
            .Concat(detail.Moves.Select(m => m.For).OfType<Guid>());
    }
}
