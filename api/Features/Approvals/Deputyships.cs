using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.People;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>A <see cref="Deputyship"/> as it is stored.</summary>
public sealed class DeputyshipRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Principal { get; init; }
    public required Guid Deputy { get; init; }
    public required Domain.Approvals.DeputyKind Kind { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public string? Unit { get; init; }
    public string? Type { get; init; }
    public decimal? UpTo { get; init; }

    internal Deputyship ToDomain() => new(Id, Principal, Deputy, Kind, From, To) { Unit = Unit, Type = Type, UpTo = UpTo };

    internal DeputyshipView ToView() => new(Id, Principal, Deputy, (Contracts.Approvals.DeputyKind)Kind, From, To, Unit, Type, UpTo);
}

/// <summary>Who stands in for the actor, and for whom they do; for administrators all of the house, if they ask.</summary>
public sealed class ListDeputyships(Reads reads)
{
    public Task<Outcome<List<DeputyshipView>>> RunAsync(Actor actor, bool all, CancellationToken ct) => reads.RunAsync<Outcome<List<DeputyshipView>>>(actor, async db =>
    {
        if (all && !actor.Roles.Contains(Role.Administrator)) { return Refusal.NotAllowed; }

        var rows = await db.Set<DeputyshipRow>().AsNoTracking().Where(d => all || d.Principal == actor.Person || d.Deputy == actor.Person).OrderBy(d => d.From).ThenBy(d => d.Id).ToListAsync(ct);
        return rows.ConvertAll(d => d.ToView());
    }, ct);
}

/// <summary>Somebody names who stands in for them; administrators do it for anybody. The others concerned are told.</summary>
public sealed class NameDeputy(Changes changes)
{
    public Task<Outcome<DeputyshipView>> RunAsync(Actor actor, CommandId command, NameDeputyRequest request, CancellationToken ct) =>
        changes.RunAsync<DeputyshipView>(actor, Command.For(command, nameof(NameDeputy), request), [actor.Organisation], async work =>
        {
            var principal = request.Principal ?? actor.Person ?? Guid.Empty;
            if (principal != actor.Person && !actor.Roles.Contains(Role.Administrator)) { return Refusal.NotAllowed; }
            if (await ApprovalPlan.UnknownAsync(work.Db, [principal, request.Deputy], ct) is { } unknown) { return unknown; }

            var row = new DeputyshipRow
            {
                Id = Guid.CreateVersion7(work.Now),
                Organisation = actor.Organisation,
                Principal = principal,
                Deputy = request.Deputy,
                Kind = (Domain.Approvals.DeputyKind)request.Kind,
                From = request.From,
                To = request.To,
                Unit = Named(request.Unit),
                Type = Named(request.Type),
                UpTo = request.UpTo,
            };
            var others = await work.Db.Set<DeputyshipRow>().AsNoTracking().Where(d => d.From <= request.To && d.To >= request.From).ToListAsync(ct);
            if (row.ToDomain().Check(others.Select(d => d.ToDomain())) is { } refusal) { return refusal; }

            _ = work.Db.Add(row);
            _ = work.Append(actor.Organisation, new DeputyNamed(row.Id, principal, request.Deputy), row.Id);
            ApprovalMessages.DeputyNamed(work, row);
            return row.ToView();
        }, ct);

    private static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A deputyship ends at once: by the principal or an administrator. What was answered under it stays.</summary>
public sealed class EndDeputyship(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid id, CancellationToken ct) =>
        changes.RunAsync<Done>(actor, Command.For(command, nameof(EndDeputyship), id), [actor.Organisation], async work =>
        {
            var all = actor.Roles.Contains(Role.Administrator);
            if (await work.Db.Set<DeputyshipRow>().SingleOrDefaultAsync(d => d.Id == id && (all || d.Principal == actor.Person || d.Deputy == actor.Person), ct) is not { } row) { return default; }
            if (!all && row.Principal != actor.Person) { return Refusal.NotAllowed; }

            _ = work.Db.Remove(row);
            _ = work.Append(actor.Organisation, new DeputyshipEnded(row.Id, row.Principal, row.Deputy), row.Id);
            return Done.Instance;
        }, ct);
}
