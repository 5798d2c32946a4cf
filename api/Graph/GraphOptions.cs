namespace Workspace.Graph;

/// <summary>Settings of section <c>Graph</c>.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>Sovereign clouds have their own. It must end in <c>/v1.0</c>: the SDK cuts batch addresses there.</summary>
    public string BaseUrl { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>What tokens are asked for; all that an administrator has consented to.</summary>
    public string Scope { get; set; } = "https://graph.microsoft.com/.default";

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
