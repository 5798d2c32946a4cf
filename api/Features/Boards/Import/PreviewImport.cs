using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Domain.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Import;

/// <summary>Says what an import would make; makes nothing.</summary>
public sealed class PreviewImport(Reads reads)
{
    public async Task<ImportPreview> RunAsync(Actor actor, ImportFile file, string language, CancellationToken ct) =>
        ImportViews.Preview(await PlanAsync(actor, file, language, ct), file, language);

    internal async Task<ImportPlan> PlanAsync(Actor actor, ImportFile file, string language, CancellationToken ct)
    {
        var (people, zone) = await reads.RunAsync(actor, async db => (
            await db.Set<Person>().AsNoTracking().Where(p => p.Active).Select(p => new ImportPerson(p.Id, p.Name, p.UserPrincipalName, p.Mail)).ToListAsync(ct),
            await db.Set<Organisation>().Select(o => o.TimeZone).SingleAsync(ct)), ct);
        return file.Plan(new ImportSetting(
            people, TimeZoneInfo.FindSystemTimeZoneById(zone), new ImportLimits(Limits.Name, Limits.Title, Limits.Text, Limits.Url), ImportViews.Words(language)));
    }
}
