using System.Reflection;
using System.Xml.Linq;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Host;

namespace Workspace.Architecture.Tests;

/// <summary>What the folders promise.</summary>
public sealed class TheHouse
{
    private static readonly Dictionary<string, string[]> s_arrows = new(StringComparer.Ordinal)
    {
        ["api/Domain/Domain.csproj"] = [],
        ["api/Contracts/Contracts.csproj"] = [],
        ["api/Features/Features.csproj"] = ["Contracts", "Domain"],
        ["api/Graph/Graph.csproj"] = ["Features"],
        ["bot/Bot.csproj"] = ["Features"],
        ["api/Host/Host.csproj"] = ["Bot", "Features", "Graph"],
        ["sandbox/Sandbox.csproj"] = ["Host"],
    };

    [Fact]
    public void Arrows_go_only_as_listed()
    {
        foreach (var (project, allowed) in s_arrows)
        {
            var references = XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal);
            Assert.Equal(allowed, references);
        }
    }

    [Theory, InlineData(typeof(Refusal)), InlineData(typeof(Contracts.Boards.BoardView))]
    public void Domain_and_contracts_know_the_base_library_alone(Type inside)
    {
        var known = inside.Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && n is not "netstandard");
        Assert.Empty(known);
    }

    [Theory]
    [InlineData(typeof(Contracts.Boards.BoardView), "Microsoft.Graph", "Microsoft.EntityFrameworkCore")]
    [InlineData(typeof(Bot.BotModule), "Microsoft.Graph", "Microsoft.EntityFrameworkCore.Relational")]
    [InlineData(typeof(Changes), "Microsoft.Graph")]
    public void Graph_and_storage_types_stay_where_they_belong(Type inside, params string[] forbidden)
    {
        var known = inside.Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        Assert.DoesNotContain(known, n => forbidden.Any(f => n == f || n.StartsWith(f + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_ships_holds_nothing_of_the_sandbox()
    {
        var host = typeof(TabOptions).Assembly;
        var all = new HashSet<string>(StringComparer.Ordinal);
        Collect(host, all);
        Assert.DoesNotContain("Workspace.Sandbox", all);
        Assert.DoesNotContain("Bogus", all);
    }

    [Fact]
    public void A_use_case_is_sealed_and_has_one_public_method()
    {
        var useCases = typeof(Outcome<>).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, IsPublic: true }
                && t != typeof(Reads) && t != typeof(Changes)
                && t.GetMethods(BindingFlags.Public | BindingFlags.Instance).Any(m => m.Name == "RunAsync" && m.GetParameters().FirstOrDefault()?.ParameterType == typeof(Actor)))
            .ToArray();
        Assert.True(useCases.Length > 15);
        foreach (var useCase in useCases)
        {
            Assert.True(useCase.IsSealed, $"{useCase.Name} is not sealed.");
            var methods = useCase.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => m.Name);
            Assert.Equal(["RunAsync"], methods);
        }
    }

    [Fact]
    public void Every_refusal_has_a_sentence_in_both_languages()
    {
        var (german, english) = (Texts.All(Language.German), Texts.All(Language.English));
        Assert.Equal(german.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(german.Concat(english), t => Assert.NotEmpty(t.Value));
        foreach (var assembly in new[] { typeof(Refusal).Assembly, typeof(Outcome<>).Assembly })
        {
            var refusals = assembly.GetTypes().Where(t => !t.ContainsGenericParameters)
                .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(f => f.FieldType == typeof(Refusal))
                .Select(f => ((Refusal)f.GetValue(null)!).Code);
            Assert.All(refusals, code => Assert.True(german.ContainsKey(code), $"{code} has no sentence."));
        }
    }

    /// <summary>Between the two they are cast; what never leaves the house may stand at the end.</summary>
    [Fact]
    public void An_enum_of_the_wire_is_the_domains_name_by_name()
    {
        var pairs = typeof(Contracts.Boards.BoardView).Assembly.GetTypes().Where(t => t.IsEnum)
            .Select(wire => (Wire: wire, Domain: typeof(Refusal).Assembly.GetType(wire.FullName!.Replace(".Contracts.", ".Domain.", StringComparison.Ordinal))))
            .Where(p => p.Domain is not null).ToArray();
        Assert.True(pairs.Length > 10);
        Assert.All(pairs, p => Assert.Equal(Enum.GetNames(p.Domain!).Take(Enum.GetNames(p.Wire).Length), Enum.GetNames(p.Wire)));
    }

    private static void Collect(Assembly assembly, HashSet<string> seen)
    {
        foreach (var name in assembly.GetReferencedAssemblies())
        {
            if (seen.Add(name.Name!) && name.Name!.StartsWith("Workspace.", StringComparison.Ordinal))
            {
                Collect(Assembly.Load(name), seen);
            }
        }
    }

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Workspace.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Workspace.sln is not above the tests.");
            }

            return folder;
        }
    }
}
