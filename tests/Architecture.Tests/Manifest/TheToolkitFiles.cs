using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workspace.Architecture.Tests.Manifest;

/// <summary>Provisioning by the Microsoft 365 Agents Toolkit: what it reads must be there and fit together.</summary>
public sealed partial class TheToolkitFiles
{
    private static readonly string[] s_stages = ["provision", "deploy", "publish"];

    [Theory, InlineData("teamsapp.yml"), InlineData("teamsapp.local.yml")]
    public void Fit_the_toolkit_s_schema(string file) =>
        Assert.Empty(SchemaCheck.Errors(AppPackage.Schema("toolkit-yaml.v1.12"), AppPackage.Yaml(AppPackage.Text(file))));

    [Theory]
    [InlineData("version: v1.12", "version: v0.9")]
    [InlineData("uses: teamsApp/create", "uses: teamsApp/invent")]
    [InlineData("      manifestPath: ./aad.manifest.json", "      manifest: ./aad.manifest.json")]
    [InlineData("clientSecret: SECRET_AAD_APP_CLIENT_SECRET", "clientSecret: PLAIN_SECRET")]
    public void Would_be_refused_by_the_check_if_they_were_wrong(string right, string wrong)
    {
        var text = AppPackage.Text("teamsapp.yml");
        Assert.Contains(right, text, StringComparison.Ordinal);

        var broken = AppPackage.Yaml(text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.NotEmpty(SchemaCheck.Errors(AppPackage.Schema("toolkit-yaml.v1.12"), broken));
    }

    [Theory, InlineData("teamsapp.yml"), InlineData("teamsapp.local.yml")]
    public void Name_files_that_exist(string file)
    {
        var paths = Steps(file).SelectMany(step => Leaves(step["with"])).Where(leaf => leaf.Name is "manifestPath" or "path" or "parameters").ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(File.Exists(AppPackage.PathTo(path.Value)), $"{file} names {path.Value}"));
    }

    [Theory, InlineData("teamsapp.yml", "dev"), InlineData("teamsapp.local.yml", "local")]
    public void Use_only_variables_that_somebody_sets(string file, string environment)
    {
        var known = AppPackage.Environment(environment).Keys.ToHashSet(StringComparer.Ordinal);
        string[] files = [file, "manifest/manifest.json", "aad.manifest.json", .. ArmFiles(file)];
        var used = files.SelectMany(AppPackage.Variables).Distinct(StringComparer.Ordinal);

        // Secrets stand in .env.*.user, which is never committed.
        var written = Steps(file).SelectMany(step => Leaves(step["writeToEnvironmentFile"])).Select(leaf => leaf.Value);
        Assert.DoesNotContain(used.Concat(written), name => !name.StartsWith("SECRET_", StringComparison.Ordinal) && !known.Contains(name));
    }

    [Theory, InlineData("dev"), InlineData("local")]
    public void Hold_no_secret_and_no_installation_s_ids(string environment)
    {
        var variables = AppPackage.Environment(environment);

        Assert.DoesNotContain(variables.Keys, name => name.StartsWith("SECRET_", StringComparison.Ordinal));
        Assert.DoesNotContain(variables.Values, value => Guid.TryParse(value, out _));
        Assert.Equal(environment, variables["TEAMSFX_ENV"]);
        Assert.Contains("env/.env.*.user", AppPackage.Text(".gitignore"), StringComparison.Ordinal);
    }

    [Fact]
    public void Give_the_infrastructure_all_that_it_needs_and_read_what_it_yields()
    {
        var bicep = AppPackage.Text("infra/workspace.bicep");
        var parameters = Parameter().Matches(bicep).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["default"].Success, StringComparer.Ordinal);
        var given = AppPackage.Json("infra/workspace.parameters.json")["parameters"]!.AsObject().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(given.Except(parameters.Keys, StringComparer.Ordinal));
        Assert.Empty(parameters.Where(p => !p.Value).Select(p => p.Key).Except(given, StringComparer.Ordinal));

        var yields = Output().Matches(bicep).Select(m => m.Groups["name"].Value).ToList();
        Assert.Contains("TAB_DOMAIN", yields, StringComparer.Ordinal);
        Assert.Contains("HOST_RESOURCE_ID", yields, StringComparer.Ordinal);
    }

    private static IEnumerable<string> ArmFiles(string file) => Steps(file).Where(step => (string?)step["uses"] == "arm/deploy")
        .SelectMany(step => Leaves(step["with"])).Where(leaf => leaf.Name == "parameters").Select(leaf => leaf.Value);

    private static IEnumerable<JsonObject> Steps(string file)
    {
        var toolkit = AppPackage.Yaml(AppPackage.Text(file));
        return s_stages.SelectMany(stage => toolkit[stage]?.AsArray() ?? []).Select(step => step!.AsObject());
    }

    private static IEnumerable<(string Name, string Value)> Leaves(JsonNode? node, string name = "") => node switch
    {
        JsonObject members => members.SelectMany(m => Leaves(m.Value, m.Key)),
        JsonArray items => items.SelectMany(i => Leaves(i, name)),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [(name, value.GetValue<string>())],
        _ => [],
    };

    [GeneratedRegex(@"^param (?<name>\w+) \w+(?<default> = .*)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Output();
}
