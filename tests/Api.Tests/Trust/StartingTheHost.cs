using System.Diagnostics;

namespace Workspace.Api.Tests.Trust;

/// <summary>The program as an operator starts it.</summary>
public sealed class StartingTheHost
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_settings_it_names_all_that_it_lacks_and_nothing_else()
    {
        var (code, said) = await RunAsync(new() { ["Organisation__TimeZone"] = "Europe/Entenhausen" });

        Assert.Equal(1, code);
        Assert.Equal(
            ["AzureAd:ClientId", "AzureAd:ClientSecret", "Organisation:Name", "Organisation:TenantId", "Organisation:TimeZone", "Storage:ConnectionString"],
            said.Select(line => line.Split(' ')[1].TrimEnd(',')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_named() =>
        Assert.Contains((await RunAsync(new() { ["Organisation__TenantId"] = "Musterstadt" })).Said, line => line.Contains("'Organisation:TenantId'", StringComparison.Ordinal));

    [Fact]
    public async Task Migrating_nothing_is_no_success()
    {
        var (code, said) = await RunAsync([], "--migrate");

        Assert.Equal(1, code);
        Assert.StartsWith("Set Storage:ConnectionString", Assert.Single(said), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string[] Said)> RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Workspace.Host.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [host, "--contentRoot", AppContext.BaseDirectory, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync(Ct);
        var said = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
