using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Workspace.Contracts.People;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Approvals;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Organisations;

/// <summary>At start: the organisation that the configuration names gets its row and its stream.</summary>
internal sealed class PrepareOrganisation(Changes changes, IOptions<OrganisationOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var named = options.Value;
        _ = await changes.RunAsync<Done>(Actor.Rule(named.TenantId), Command.Own(), [], async work =>
        {
            var organisation = await work.Db.Set<Organisation>().SingleOrDefaultAsync(cancellationToken);
            if (organisation is null)
            {
                _ = work.Db.Add(new Organisation { Id = named.TenantId, Name = named.Name, TimeZone = named.TimeZone, Land = named.LandOrNull });
                work.Begin(named.TenantId, StreamKind.Organisation);
                _ = work.Append(named.TenantId, new OrganisationPrepared());
            }
            else
            {
                (organisation.Name, organisation.TimeZone, organisation.Land) = (named.Name, named.TimeZone, named.LandOrNull);
            }

            await FirstTemplates.AddAsync(work, cancellationToken);
            return Done.Instance;
        }, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

public static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services)
    {
        _ = services.AddOptions<OrganisationOptions>().BindConfiguration(OrganisationOptions.Section)
            .Validate(o => o.TenantId != Guid.Empty, "Set Organisation:TenantId to the Entra tenant id of the municipality.")
            .Validate(o => o.Name.Length > 0, "Set Organisation:Name to the name people know the municipality by.")
            .Validate(o => TimeZoneInfo.TryFindSystemTimeZoneById(o.TimeZone, out _), "Set Organisation:TimeZone to the IANA name of a time zone, for example Europe/Berlin.")
            .Validate(
                o => string.IsNullOrEmpty(o.Land) || o.LandOrNull is not null,
                $"Set Organisation:Land to one of {string.Join(", ", Enum.GetNames<Land>())}, or leave it out.")
            .ValidateOnStart();
        return services.AddHostedService<PrepareOrganisation>();
    }
}
