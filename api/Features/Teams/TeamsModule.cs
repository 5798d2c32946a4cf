using Microsoft.Extensions.DependencyInjection;

namespace Workspace.Features.Teams;

/// <summary>What the product remembers about its presence in Teams.</summary>
public static class TeamsModule
{
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        _ = services.AddOptions<TeamsAppOptions>().BindConfiguration("Tab");
        return services.AddScoped<ReceiveActivity>().AddScoped<Addresses>().AddSingleton<TeamsLinks>();
    }
}
