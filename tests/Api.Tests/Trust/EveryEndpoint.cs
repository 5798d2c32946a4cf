using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Workspace.Api.Tests.Trust;

public sealed class EveryEndpoint
{
    [Fact]
    public async Task Says_who_may_call_it_and_none_below_api_is_open()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var endpoints = workspace.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();
        Assert.True(endpoints.Length > 30);
        foreach (var endpoint in endpoints)
        {
            var path = endpoint.RoutePattern.RawText;
            if (path == "{**path:file}")
            {
                continue;   // the framework's own, for files changed while developing; the fallback policy closes it
            }

            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.True(open || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null, $"{path} does not say who may call it.");
            Assert.False(open && path!.StartsWith("/api/", StringComparison.Ordinal), $"{path} is open to anybody.");
        }
    }
}
