using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.People;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>A path that administrators prepared.</summary>
public sealed class ApprovalTemplateRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required string Name { get; set; }
    public required string Type { get; set; }

    /// <summary>An <see cref="ApprovalPath"/>, as <see cref="ProcedureLog.WritePath"/> writes it.</summary>
    public required string Path { get; set; }

    public bool BulkAllowed { get; set; }
    public bool Archived { get; set; }

    internal PathTemplate ToDomain() => new(Name, ProcedureLog.ReadPath(Path));

    internal ApprovalTemplateView ToView() => new(Id, Name, Type, ProcedureLog.ReadPath(Path).ToView(), BulkAllowed, Archived);
}

/// <summary>All templates by name; anybody may ask by them, administrators see those that were put away too.</summary>
public sealed class ListTemplates(Reads reads)
{
    public Task<List<ApprovalTemplateView>> RunAsync(Actor actor, CancellationToken ct) => reads.RunAsync(actor, async db =>
    {
        var all = actor.Roles.Contains(Role.Administrator);
        var rows = await db.Set<ApprovalTemplateRow>().AsNoTracking().Where(t => all || !t.Archived).ToListAsync(ct);
        return rows.OrderBy(t => t.Name, StringComparer.CurrentCulture).Select(t => t.ToView()).ToList();
    }, ct);
}

/// <summary>An administrator makes a template, or changes one; approvals that run keep the path they began with.</summary>
public sealed class SaveTemplate(Changes changes)
{
    /// <param name="id">Null: a new one.</param>
    public Task<Outcome<ApprovalTemplateView>> RunAsync(Actor actor, CommandId command, Guid? id, SaveTemplateRequest request, CancellationToken ct) =>
        changes.RunAsync<ApprovalTemplateView>(actor, Command.For(command, nameof(SaveTemplate), new { id, request }), [actor.Organisation], async work =>
        {
            if (!actor.Roles.Contains(Role.Administrator)) { return Refusal.NotAllowed; }

            var path = request.Path.ToDomain();
            if (new PathTemplate(request.Name, path).Check() is { } refusal) { return refusal; }

            ApprovalTemplateRow? template;
            if (id is null)
            {
                template = new() { Id = Guid.CreateVersion7(work.Now), Organisation = actor.Organisation, Name = "", Type = "", Path = "" };
                _ = work.Db.Add(template);
            }
            else
            {
                template = await work.Db.Set<ApprovalTemplateRow>().SingleOrDefaultAsync(t => t.Id == id, ct);
                if (template is null) { return default; }
            }

            (template.Name, template.Type, template.Path) = (request.Name.Trim(), request.Type.Trim(), ProcedureLog.WritePath(path));
            (template.BulkAllowed, template.Archived) = (request.BulkAllowed, request.Archived);
            _ = work.Append(actor.Organisation, new ApprovalTemplateSaved(template.Id));
            return template.ToView();
        }, ct);
}

/// <summary>What a house begins with; administrators make them theirs.</summary>
internal static class FirstTemplates
{
    private static readonly ApprovalQuorum s_all = new(QuorumKind.All, null);
    private static readonly TemplateStage s_closing = new(Contracts.Approvals.StageOrder.Parallel, s_all, [Seat("Leitung") with { Role = Contracts.Approvals.SeatRole.Closing }]);

    public static async Task AddAsync(UnitOfWork work, CancellationToken ct)
    {
        if (await work.Db.Set<ApprovalTemplateRow>().AnyAsync(ct)) { return; }

        Add(work, "Einfache Freigabe", "approval", bulk: true, s_closing);
        Add(work, "Mitzeichnung (Sternform)", "co-signing", bulk: true, new(Contracts.Approvals.StageOrder.Parallel, s_all, [Seat("Fachamt"), Seat("Kämmerei"), Seat("Rechtsamt")]), s_closing);
        Add(work, "Umlauf mit Abstimmung", "circulation", bulk: false, new TemplateStage(
            Contracts.Approvals.StageOrder.Parallel, new(QuorumKind.Majority, 3), [Seat("Mitglied 1"), Seat("Mitglied 2"), Seat("Mitglied 3"), Seat("Mitglied 4"), Seat("Mitglied 5")]));
        Add(
            work, "Vertrag über der Wertgrenze", "contract", bulk: false,
            new(Contracts.Approvals.StageOrder.Chain, s_all, [Seat("Fachamt"), Seat("Kämmerei") with { Area = "Haushalt", NeedsAgreement = true }, Seat("Rechtsamt") with { Area = "Vertragsrecht" }]),
            s_closing);
    }

    private static TemplateSeat Seat(string unit) => new(
        Contracts.Approvals.SeatRole.CoSigner, unit, null, [], NeedsAgreement: false, null,
        new(5, Contracts.Approvals.FristUnit.WorkingDay, Contracts.Approvals.FristBegin.Event), []);

    private static void Add(UnitOfWork work, string name, string type, bool bulk, params TemplateStage[] stages) => work.Db.Add(new ApprovalTemplateRow
    {
        Id = Guid.CreateVersion7(work.Now),
        Organisation = work.Actor.Organisation,
        Name = name,
        Type = type,
        Path = ProcedureLog.WritePath(new TemplatePath(stages, Contracts.Approvals.FourEyes.Always, 0, SilenceConsents: false, []).ToDomain()),
        BulkAllowed = bulk,
    });
}
