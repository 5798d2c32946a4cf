using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workspace.Api.Tests;

/// <summary>The tab's types are made from <c>tab/openapi.json</c>: a change of the api shows there, and in review.</summary>
public sealed class TheContract
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Is_what_the_tab_was_built_for()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var served = JsonNode.Parse(await workspace.Client(null).GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!;
        var now = served.ToJsonString(s_indented).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Root(), "tab", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACT") == "1")
        {
            await File.WriteAllTextAsync(file, now, TestContext.Current.CancellationToken);
        }

        Assert.True(
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == now,
            "The api has changed. Run this test once with UPDATE_CONTRACT=1, review tab/openapi.json and adapt the tab.");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workspace.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Workspace.sln is not above the tests.");
        }

        return folder;
    }
}
