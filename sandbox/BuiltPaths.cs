using System.Reflection;

namespace Workspace.Sandbox;

/// <summary>Paths that the build wrote into this assembly: nothing is searched for or guessed at run time.</summary>
internal static class BuiltPaths
{
    /// <summary>The product's one process.</summary>
    public static string Host { get; } = Read("HostPath");

    /// <summary>Content root of the Host: its settings file and the built tab.</summary>
    public static string HostFolder { get; } = Read("HostFolder");

    /// <summary>This program, also when a test loads it as a library.</summary>
    public static string Sandbox { get; } = Read("SandboxPath");

    public static string SandboxFolder { get; } = Read("SandboxFolder");

    /// <summary>The Teams app package: the sandbox's Teams shows what it says.</summary>
    public static string Manifest { get; } = Path.Combine(SandboxFolder, "..", "manifest", "manifest.json");

    private static string Read(string key) =>
        typeof(BuiltPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value
        ?? throw new InvalidOperationException($"The build left {key} empty.");
}
