using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workspace.Sandbox;

/// <summary>
/// Stands between the sandbox and the Host so that the Host never outlives it, however the sandbox ends: the guard's
/// standard input is a pipe that only the sandbox holds, and the system closes it even when the sandbox is killed.
/// The same on Linux, Windows and macOS, and nothing in the product has to know of it.
/// </summary>
internal static class Guard
{
    /// <summary>First argument that makes this program a guard.</summary>
    public const string Verb = "guard";

    private const int SigTerm = 15;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs <c>guard COMMAND ARGUMENTS…</c> until it ends or standard input does.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // Ctrl+C reaches the whole terminal group: the sandbox decides, the guard waits for it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var child = Process.Start(new ProcessStartInfo(args[1], args[2..]) { UseShellExecute = false })
            ?? throw new SandboxException($"{args[1]} did not start.");
        var ended = child.WaitForExitAsync();
        if (await Task.WhenAny(ended, InputEndsAsync()) != ended)
        {
            await StopAsync(child, ended);
        }

        return child.ExitCode;
    }

    private static async Task InputEndsAsync()
    {
        await using var input = Console.OpenStandardInput();
        var nothing = new byte[1];
        while (await input.ReadAsync(nothing) > 0)
        {
            // Nobody writes here; only the end counts.
        }
    }

    private static async Task StopAsync(Process child, Task ended)
    {
        if (!OperatingSystem.IsWindows() && Kill(child.Id, SigTerm) == 0 && await Task.WhenAny(ended, Task.Delay(s_patience)) == ended)
        {
            return;
        }

        child.Kill(entireProcessTree: true);
        await ended;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
