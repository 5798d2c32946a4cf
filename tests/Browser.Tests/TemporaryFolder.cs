namespace Workspace.Browser.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workspace-sandbox-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
