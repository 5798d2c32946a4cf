using System.Text.Json.Nodes;

namespace Workspace.Sandbox;

/// <summary>The app as its manifest describes it to Teams: which pages are opened where.</summary>
internal sealed record TeamsApp(string EntityId, string Content, string Configuration)
{
    private const string Domain = "https://${{TAB_DOMAIN}}";

    public static TeamsApp Read()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(BuiltPaths.Manifest))!;
        var tab = manifest["staticTabs"]!.AsArray().First(each => each!["contentUrl"] is not null)!;
        return new TeamsApp((string)tab["entityId"]!, (string)tab["contentUrl"]!, (string)manifest["configurableTabs"]![0]!["configurationUrl"]!);
    }

    public string ContentUrl(Uri host) => At(host, Content);

    public string ConfigurationUrl(Uri host) => At(host, Configuration);

    private static string At(Uri host, string url) => url.Replace(Domain, host.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
}
