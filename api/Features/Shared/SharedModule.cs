using Microsoft.Extensions.DependencyInjection;

namespace Workspace.Features.Shared;

public static class SharedModule
{
    /// <summary>
    /// Checks of shape by the attributes on the contracts. Called in this project, because the generator that makes the
    /// checks looks only at endpoints mapped in the project that calls it.
    /// </summary>
    public static IServiceCollection AddRequestChecks(this IServiceCollection services) => services.AddValidation();
}
