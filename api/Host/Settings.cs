using Microsoft.Extensions.Options;

namespace Workspace.Host;

/// <summary>What somebody must set before the product can start.</summary>
internal static class Settings
{
    /// <summary>All that is missing or wrong at once, each as a sentence that names the setting.</summary>
    public static IEnumerable<string> Wrong(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (AggregateException several)
        {
            return several.InnerExceptions.SelectMany(Sentences);
        }
        catch (Exception one) when (one is OptionsValidationException or InvalidOperationException)
        {
            return Sentences(one);
        }
    }

    /// <summary>A value of the wrong type is told by the platform, with the setting's name.</summary>
    private static IEnumerable<string> Sentences(Exception wrong) => wrong is OptionsValidationException { Failures: var failures } ? failures : [wrong.Message];
}
