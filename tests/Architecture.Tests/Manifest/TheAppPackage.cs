using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workspace.Architecture.Tests.Manifest;

/// <summary>What Teams' own validation asks for, and what it lets through although the app would not work.</summary>
public sealed class TheAppPackage
{
    private const string Manifest = "manifest/manifest.json";
    private static readonly JsonNode s_manifest = AppPackage.Filled(Manifest);

    /// <summary>Teams desktop and mobile, Teams web, Microsoft 365 web, desktop, mobile with Outlook desktop, Outlook web, Outlook mobile.</summary>
    private static readonly string[] s_hosts =
    [
        "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "4765445b-32c6-49b0-83e6-1d93765276ca",
        "0ec893e0-5785-4de6-99da-4ed124e5296c", "d3590ed6-52b3-4102-aeff-aad2292ab01c", "bc59ab01-8403-45c6-8796-ac3ef710b3e3",
        "27922004-5251-4030-b22d-91ecd9a37ea4",
    ];

    [Fact]
    public void Fits_the_official_schema() =>
        Assert.Empty(SchemaCheck.Errors(AppPackage.Schema("teams-manifest.v1.30"), s_manifest));

    [Fact]
    public void Has_language_files_that_fit_the_official_schema()
    {
        Assert.NotEmpty(LanguageFiles());
        Assert.All(LanguageFiles(), file => Assert.Empty(SchemaCheck.Errors(AppPackage.Schema("teams-localization.v1.30"), AppPackage.Json($"manifest/{file}"))));
    }

    [Theory]
    [InlineData("/name/short", "\"Workspace für die digitale Kommune\"")]
    [InlineData("/accentColor", "\"blue\"")]
    [InlineData("/id", "\"workspace\"")]
    [InlineData("/manifestVersion", "\"1.16\"")]
    [InlineData("/staticTabs/0/scopes/0", "\"everybody\"")]
    [InlineData("/bots/0/colour", "\"blue\"")]
    [InlineData("/bots/0/commandLists/0/commands", "[{},{},{}]")]
    [InlineData("/developer/privacyUrl", "\"www.musterstadt.example\"")]
    public void Would_be_refused_by_the_check_if_it_were_wrong(string where, string value)
    {
        var wrong = s_manifest.DeepClone();
        var parts = where.Split('/')[1..];
        var parent = parts[..^1].Aggregate(wrong, (node, part) => node is JsonArray list ? list[part[0] - '0']! : node[part]!);
        if (parent is JsonArray array)
        {
            array[parts[^1][0] - '0'] = JsonNode.Parse(value);
        }
        else
        {
            parent[parts[^1]] = JsonNode.Parse(value);
        }

        Assert.NotEmpty(SchemaCheck.Errors(AppPackage.Schema("teams-manifest.v1.30"), wrong));
    }

    [Fact]
    public void Names_no_installation_s_ids_itself()
    {
        Assert.DoesNotMatch(new Regex("[0-9a-f]{8}-[0-9a-f]{4}", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), AppPackage.Text(Manifest));
        Assert.Matches("^[0-9a-f-]{36}$", Value("id"));
    }

    [Fact]
    public void Uses_one_registration_for_sign_in_bot_and_graph()
    {
        var registration = AppPackage.Filled("aad.manifest.json");

        var client = Value("webApplicationInfo", "id");
        Assert.Equal(client, (string?)s_manifest["bots"]![0]!["botId"]);
        Assert.Equal(client, (string?)registration["appId"]);

        // A registration that serves a bot too is called botid-…; Teams compares the address letter by letter.
        var domain = Assert.Single(Strings(s_manifest["validDomains"]!));
        Assert.Equal($"api://{domain}/botid-{client}", Value("webApplicationInfo", "resource"));
        Assert.Equal(Value("webApplicationInfo", "resource"), Assert.Single(Strings(registration["identifierUris"]!)));
    }

    [Fact]
    public void Loads_its_pages_only_from_its_valid_domains()
    {
        var domains = Strings(s_manifest["validDomains"]!).ToList();
        Assert.All(domains, domain => Assert.Equal(UriHostNameType.Dns, Uri.CheckHostName(domain)));
        Assert.All(domains, domain => Assert.Equal(domain.ToLowerInvariant(), domain));

        var pages = s_manifest["staticTabs"]!.AsArray().SelectMany(tab => new[] { (string?)tab!["contentUrl"], (string?)tab["websiteUrl"] })
            .Concat(s_manifest["configurableTabs"]!.AsArray().Select(tab => (string?)tab!["configurationUrl"]))
            .OfType<string>().Select(url => new Uri(url)).ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Equal(Uri.UriSchemeHttps, page.Scheme));
        Assert.All(pages, page => Assert.Contains(page.Host, domains, StringComparer.Ordinal));
    }

    [Fact]
    public void Opens_places_that_the_tab_has()
    {
        var routes = AppPackage.Text("tab/src/shell/router.tsx");
        foreach (var page in s_manifest["staticTabs"]!.AsArray().Select(tab => (string?)tab!["contentUrl"]).OfType<string>().Append((string)s_manifest["configurableTabs"]![0]!["configurationUrl"]!))
        {
            Assert.Contains($"path: \"{new Uri(page).AbsolutePath}\"", routes, StringComparison.Ordinal);
        }

        // Links into Teams name the personal tab by its id.
        Assert.Contains($"/{(string)s_manifest["staticTabs"]![0]!["entityId"]!}?context=", AppPackage.Text("tab/src/shell/teams.ts"), StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_a_tab_for_the_person_and_one_for_channels_and_chats_and_a_bot_everywhere()
    {
        Assert.Contains(s_manifest["staticTabs"]!.AsArray(), tab => tab!["contentUrl"] is not null && Strings(tab["scopes"]!).Contains("personal", StringComparer.Ordinal));
        Assert.Equal("groupChat team", Sorted(s_manifest["configurableTabs"]![0]!["scopes"]!));
        Assert.Equal("groupChat personal team", Sorted(s_manifest["bots"]![0]!["scopes"]!));
    }

    [Fact]
    public void Has_a_colour_icon_that_fills_its_square()
    {
        var icon = Png.Read(AppPackage.PathTo($"manifest/{Value("icons", "color")}"));

        Assert.Equal((192, 192), (icon.Width, icon.Height));
        Assert.All(icon.Pixels, pixel => Assert.Equal(byte.MaxValue, pixel.Alpha));
        Assert.True(icon.Pixels.Distinct().Count() > 50, "An empty square is no icon.");
    }

    [Fact]
    public void Has_an_outline_icon_of_pure_white_on_nothing()
    {
        var icon = Png.Read(AppPackage.PathTo($"manifest/{Value("icons", "outline")}"));

        Assert.Equal((32, 32), (icon.Width, icon.Height));
        Assert.All(icon.Pixels.Where(p => p.Alpha > 0), pixel => Assert.Equal((255, 255, 255), (pixel.Red, pixel.Green, pixel.Blue)));
        Assert.Contains(icon.Pixels, pixel => pixel.Alpha == 255);
        Assert.True(icon.Pixels.Count(p => p.Alpha == 0) > icon.Pixels.Count / 3, "Too little of the icon is transparent.");
    }

    [Fact]
    public void Speaks_German_and_translates_every_text_into_each_further_language()
    {
        Assert.Equal("de", Value("localizationInfo", "defaultLanguageTag"));
        Assert.Contains("en.json", LanguageFiles(), StringComparer.Ordinal);

        var texts = Texts().ToHashSet(StringComparer.Ordinal);
        Assert.All(LanguageFiles(), file =>
        {
            var translated = AppPackage.Json($"manifest/{file}").AsObject().Select(t => t.Key).Where(k => k != "$schema").ToHashSet(StringComparer.Ordinal);
            Assert.Empty(texts.Except(translated, StringComparer.Ordinal).Select(k => $"{file} lacks {k}"));
            Assert.Empty(translated.Except(texts, StringComparer.Ordinal).Select(k => $"{file} translates {k}, which the manifest lacks"));
        });
    }

    [Fact]
    public void Offers_the_commands_that_the_bot_calls_its_own()
    {
        Assert.Equal(BotCommands("de"), CommandTitles());
        var english = AppPackage.Json("manifest/en.json").AsObject();
        Assert.Equal(BotCommands("en"), english.Where(t => t.Key.StartsWith("bots[0].", StringComparison.Ordinal) && t.Key.EndsWith(".title", StringComparison.Ordinal))
            .Select(t => (string)t.Value!).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Lets_Teams_and_its_neighbours_sign_in_silently()
    {
        var registration = AppPackage.Filled("aad.manifest.json");
        var scope = registration["api"]!["oauth2PermissionScopes"]!.AsArray().Single()!;

        Assert.Equal("access_as_user", (string?)scope["value"]);
        Assert.Equal(2, (int?)registration["api"]!["requestedAccessTokenVersion"]);
        Assert.Equal(
            s_hosts.Order(StringComparer.Ordinal),
            registration["api"]!["preAuthorizedApplications"]!.AsArray().Select(c => (string)c!["appId"]!).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.All(
            registration["api"]!["preAuthorizedApplications"]!.AsArray(),
            client => Assert.Equal((string?)scope["id"], Assert.Single(Strings(client!["delegatedPermissionIds"]!))));
    }

    [Fact]
    public void Asks_for_exactly_the_Graph_permissions_that_the_documentation_explains()
    {
        var asked = AppPackage.Json("aad.manifest.json")["requiredResourceAccess"]!.AsArray()
            .Single(r => (string?)r!["resourceAppId"] == "00000003-0000-0000-c000-000000000000")!["resourceAccess"]!.AsArray()
            .Select(a => $"{((string?)a!["type"] == "Role" ? "application" : "delegated")} {(string?)a["id"]}")
            .Order(StringComparer.Ordinal);

        // | `User.Read.All` | application | `df02…` | …
        var explained = Regex.Matches(
                AppPackage.Text("docs/permissions.md"),
                @"^\| `[A-Za-z.]+` \| (?<kind>application|delegated) \| `(?<id>[0-9a-f-]{36})` \|",
                RegexOptions.Multiline | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1))
            .Select(row => $"{row.Groups["kind"].Value} {row.Groups["id"].Value}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(explained, asked, StringComparer.Ordinal);
    }

    private static string Value(params string[] path) => (string)path.Aggregate(s_manifest, (node, part) => node[part]!)!;

    private static IEnumerable<string> Strings(JsonNode list) => list.AsArray().Select(item => (string)item!);

    private static HashSet<string> BotCommands(string language) =>
        [.. AppPackage.Json($"bot/Words/{language}.json").AsObject().Where(w => w.Key.StartsWith("command.", StringComparison.Ordinal)).Select(w => (string)w.Value!)];

    private static HashSet<string> CommandTitles() =>
        [.. s_manifest["bots"]![0]!["commandLists"]!.AsArray().SelectMany(list => list!["commands"]!.AsArray()).Select(command => (string)command!["title"]!)];

    private static string Sorted(JsonNode list) => string.Join(' ', Strings(list).Order(StringComparer.Ordinal));

    private static List<string> LanguageFiles() =>
        [.. s_manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(language => (string)language!["file"]!)];

    /// <summary>The keys under which Teams looks for a translation.</summary>
    private static IEnumerable<string> Texts()
    {
        foreach (var key in new[] { "name.short", "name.full", "description.short", "description.full" })
        {
            yield return key;
        }

        foreach (var (tab, i) in s_manifest["staticTabs"]!.AsArray().Select((tab, i) => (tab, i)))
        {
            if (tab!["name"] is not null)
            {
                yield return $"staticTabs[{i}].name";
            }
        }

        foreach (var (list, i) in s_manifest["bots"]![0]!["commandLists"]!.AsArray().Select((list, i) => (list, i)))
        {
            for (var j = 0; j < list!["commands"]!.AsArray().Count; j++)
            {
                yield return $"bots[0].commandLists[{i}].commands[{j}].title";
                yield return $"bots[0].commandLists[{i}].commands[{j}].description";
            }
        }
    }
}
