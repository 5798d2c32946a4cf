using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Workspace.Architecture.Tests.Manifest;

/// <summary>The files of the app package and of its provisioning, as they stand in the repository.</summary>
internal static partial class AppPackage
{
    private static readonly Dictionary<string, string> s_sample = new(StringComparer.Ordinal)
    {
        ["TEAMS_APP_ID"] = "5a1e6f0c-3b7d-4c59-8e21-7d4b9a0c2f13",
        ["AAD_APP_CLIENT_ID"] = "5a1e6f0c-3b7d-4c59-8e21-7d4b9a0c2f13",
        ["AAD_APP_OBJECT_ID"] = "7c0b51be-0a42-4b8c-a3c6-2f5b7e1d9a60",
        ["AAD_APP_ACCESS_AS_USER_PERMISSION_ID"] = "d3b2b4e0-d96e-457c-82b1-2c20d8d76457",
        ["TAB_DOMAIN"] = "workspace.musterstadt.example",
        ["APP_NAME_SUFFIX"] = "-dev",
        ["PUBLISHER_NAME"] = "Stadt Musterstadt",
        ["PUBLISHER_WEBSITE"] = "https://www.musterstadt.example",
        ["PRIVACY_URL"] = "https://www.musterstadt.example/datenschutz",
        ["TERMS_URL"] = "https://www.musterstadt.example/nutzungsbedingungen",
    };

    public static string Root { get; } = FindRoot();

    public static string PathTo(string relative) => Path.Combine(Root, relative);

    public static string Text(string relative) => File.ReadAllText(PathTo(relative));

    public static JsonNode Json(string relative) => JsonNode.Parse(Text(relative))!;

    public static JsonNode Schema(string name) => Json($"tests/Architecture.Tests/Manifest/Schemas/{name}.json");

    /// <summary>A template with each variable replaced by a plausible value; an unknown variable stays and will fail.</summary>
    public static JsonNode Filled(string relative) =>
        JsonNode.Parse(Variable().Replace(Text(relative), match => s_sample.GetValueOrDefault(match.Groups["name"].Value, match.Value)))!;

    public static IReadOnlySet<string> Variables(string relative) =>
        Variable().Matches(WithoutYamlComments(relative)).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>An environment file's variables, comments and empty lines left out.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string name) => File.ReadLines(PathTo($"env/.env.{name}"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>YAML as JSON: quoted scalars are text, plain ones numbers and booleans where they look so.</summary>
    public static JsonNode Yaml(string text)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        return ToJson(yaml.Documents.Single().RootNode)!;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(e => KeyValuePair.Create(((YamlScalarNode)e.Key).Value!, ToJson(e.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" } => JsonNode.Parse("true"),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "false" } => JsonNode.Parse("false"),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } text } when WholeNumber().IsMatch(text) => JsonNode.Parse(text),
        YamlScalarNode { Value: { } text } => JsonValue.Create(text),
        _ => null,
    };

    private static string WithoutYamlComments(string relative) => relative.EndsWith(".yml", StringComparison.Ordinal)
        ? string.Join('\n', File.ReadLines(PathTo(relative)).Where(line => !line.TrimStart().StartsWith('#')))
        : Text(relative);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workspace.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No Workspace.sln above the tests.");
    }

    [GeneratedRegex(@"\$\{\{(?<name>[^}]*)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("^[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex WholeNumber();
}
