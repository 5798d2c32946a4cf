using System.Net;
using System.Net.Sockets;
using Workspace.Sandbox;

namespace Workspace.Browser.Tests;

/// <summary>What the program says before it starts anything, and what it refuses.</summary>
public class StartingTheSandbox
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://192.168.1.20:5080")]
    [InlineData("http://workspace.example:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://*:5080")]
    [InlineData("5080")]
    public void Answers_on_loopback_only(string urls)
    {
        var refused = Assert.Throws<SandboxException>(() => SandboxOptions.Parse(["--urls", urls]));

        Assert.Contains("this computer only", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=http://localhost:6000", "http://localhost:6000/")]
    [InlineData("--urls=http://[::1]:6000", "http://[::1]:6000/")]
    [InlineData("--urls=http://127.0.0.1:0", "http://127.0.0.1:0/")]
    public void Takes_any_loopback_address(string argument, string expected) =>
        Assert.Equal(new Uri(expected), SandboxOptions.Parse([argument]).Url);

    [Theory]
    [InlineData("--port", "no option")]
    [InlineData("--seed", "needs a value")]
    [InlineData("--seed=many", "whole number")]
    [InlineData("--store=mysql", "PostgreSQL connection string")]
    public void Says_what_is_wrong_with_an_option(string argument, string said) =>
        Assert.Contains(said, Assert.Throws<SandboxException>(() => SandboxOptions.Parse([argument])).Message, StringComparison.Ordinal);

    [Fact]
    public void Reads_all_options_together()
    {
        var options = SandboxOptions.Parse(["--urls", "http://127.0.0.1:7000", "--data", "here", "--store", "Host=db;Username=x", "--seed", "5", "--reset"]);

        Assert.Equal(new SandboxOptions { Url = new Uri("http://127.0.0.1:7000"), Data = Path.GetFullPath("here"), Store = "Host=db;Username=x", Seed = 5, Reset = true }, options);
    }

    [Fact]
    public async Task A_folder_with_other_things_is_neither_used_nor_emptied()
    {
        using var folder = new TemporaryFolder();
        var letter = Path.Combine(folder.Path, "letter.txt");
        await File.WriteAllTextAsync(letter, "keep me", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<SandboxException>(() => StartAsync(new SandboxOptions { Url = new Uri("http://127.0.0.1:0"), Data = folder.Path, Reset = true }));

        Assert.Contains("holds other things", refused.Message, StringComparison.Ordinal);
        Assert.Equal("keep me", await File.ReadAllTextAsync(letter, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_taken_port_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Assert.ThrowsAsync<SandboxException>(() => StartAsync(new SandboxOptions { Url = new Uri($"http://127.0.0.1:{port}"), Data = folder.Path }));

        Assert.StartsWith($"Port {port} is taken.", refused.Message, StringComparison.Ordinal);
    }

    private static async Task StartAsync(SandboxOptions options)
    {
        await using var sandbox = await RunningSandbox.StartAsync(options, TestContext.Current.CancellationToken);
    }
}
