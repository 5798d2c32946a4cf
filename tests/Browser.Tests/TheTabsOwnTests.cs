using System.Diagnostics;

namespace Workspace.Browser.Tests;

/// <summary><c>dotnet test</c> runs everything, the tab's own suite and its budget included.</summary>
public class TheTabsOwnTests
{
    [Theory, InlineData("test"), InlineData("size")]
    public async Task All_pass(string script)
    {
        var tab = Path.Combine(TownFixture.RepositoryRoot, "tab");
        Assert.True(Directory.Exists(Path.Combine(tab, "node_modules")), "The tab's packages are missing: dotnet build installs them.");
        var ct = TestContext.Current.CancellationToken;
        var npm = OperatingSystem.IsWindows() ? ("cmd", $"/c npm run {script}") : ("npm", $"run {script}");
        using var run = Process.Start(new ProcessStartInfo(npm.Item1, npm.Item2)
        {
            WorkingDirectory = tab,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["CI"] = "true" },
        }) ?? throw new InvalidOperationException("npm did not start.");
        var output = run.StandardOutput.ReadToEndAsync(ct);
        var errors = run.StandardError.ReadToEndAsync(ct);
        await run.WaitForExitAsync(ct);

        Assert.True(run.ExitCode == 0, $"npm run {script} in tab/ ended with {run.ExitCode}:\n{await output}\n{await errors}");
    }
}
