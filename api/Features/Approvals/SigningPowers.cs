using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.People;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>A <see cref="SigningPower"/> as it is stored.</summary>
public sealed class SigningPowerRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Person { get; init; }
    public required Domain.Approvals.SignatureForm As { get; init; }
    public string? Unit { get; init; }
    public string? Type { get; init; }
    public decimal? UpTo { get; init; }

    internal SigningPower ToDomain() => new(Person, As) { Unit = Unit, Type = Type, UpTo = UpTo };

    internal SigningPowerView ToView() => new(Person, (Contracts.Approvals.SignatureForm)As, Unit, Type, UpTo);
}

/// <summary>The house's table of who closes what, and how they sign. Empty: whoever is named for closing closes.</summary>
public sealed class ListSigningPowers(Reads reads)
{
    public Task<Outcome<SigningPowersView>> RunAsync(Actor actor, CancellationToken ct) => reads.RunAsync<Outcome<SigningPowersView>>(actor, async db =>
        actor.Roles.Contains(Role.Administrator)
            ? new SigningPowersView([.. (await db.Set<SigningPowerRow>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct)).Select(p => p.ToView())])
            : Refusal.NotAllowed, ct);
}

/// <summary>An administrator saves the whole table.</summary>
public sealed class SaveSigningPowers(Changes changes)
{
    public Task<Outcome<SigningPowersView>> RunAsync(Actor actor, CommandId command, SigningPowersView request, CancellationToken ct) =>
        changes.RunAsync<SigningPowersView>(actor, Command.For(command, nameof(SaveSigningPowers), request), [actor.Organisation], async work =>
        {
            if (!actor.Roles.Contains(Role.Administrator)) { return Refusal.NotAllowed; }
            if (await ApprovalPlan.UnknownAsync(work.Db, [.. request.Powers.Select(p => p.Person)], ct) is { } unknown) { return unknown; }

            work.Db.RemoveRange(await work.Db.Set<SigningPowerRow>().ToListAsync(ct));
            work.Db.AddRange(request.Powers.Select(p => new SigningPowerRow
            {
                Id = Guid.CreateVersion7(work.Now),
                Organisation = actor.Organisation,
                Person = p.Person,
                As = (Domain.Approvals.SignatureForm)p.As,
                Unit = p.Unit,
                Type = p.Type,
                UpTo = p.UpTo,
            }));
            _ = work.Append(actor.Organisation, new SigningPowersSaved());
            return request;
        }, ct);
}
