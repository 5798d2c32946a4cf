using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workspace.Features.People;
using Workspace.Features.Planner;
using Workspace.Features.Shared;

namespace Workspace.Graph;

public static class GraphModule
{
    /// <summary>Microsoft Graph behind the ports of the features.</summary>
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        _ = services.AddOutgoingHttp(configuration);
        _ = services.AddOptions<GraphOptions>().Bind(configuration.GetSection(GraphOptions.Section))
            .Validate(
                o => Uri.TryCreate(o.BaseUrl, UriKind.Absolute, out var url) && url.AbsolutePath == "/v1.0",
                "Set Graph:BaseUrl to the address of Microsoft Graph in your cloud; it ends in /v1.0, e.g. https://graph.microsoft.com/v1.0.")
            .Validate(o => o.Scope.EndsWith("/.default", StringComparison.Ordinal), "Set Graph:Scope to the .default scope of Microsoft Graph in your cloud.")
            .ValidateOnStart();
        return services
            .AddSingleton<Throttling>()
            .AddSingleton<GraphCalls>()
            .AddSingleton<GraphClients>()
            .AddSingleton(provider => new EntraApplication(provider.GetRequiredService<IOptions<EntraOptions>>().Value.ClientId))
            .AddSingleton<IPlannerAccess, PlannerOnGraph>()
            .AddSingleton<IPeopleDirectory, PeopleOnGraph>();
    }
}
