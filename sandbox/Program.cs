using System.Runtime.InteropServices;
using Workspace.Sandbox;

if (args is [Guard.Verb, ..])
{
    return await Guard.RunAsync(args);
}

if (args is ["--help" or "-h"])
{
    Console.WriteLine(SandboxOptions.Usage);
    return 0;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var sandbox = await RunningSandbox.StartAsync(SandboxOptions.Parse(args), stop.Token);
    Console.WriteLine($"Ready: {sandbox.Address.GetLeftPart(UriPartial.Authority)}");
    var stopped = Task.Delay(Timeout.Infinite, stop.Token);
    if (await Task.WhenAny(stopped, sandbox.HostEnded) == stopped)
    {
        return 0;
    }

    await Console.Error.WriteLineAsync($"The Workspace ended by itself. Its last lines:\n{sandbox.HostLastWords}");
    return 1;
}
catch (SandboxException reason)
{
    await Console.Error.WriteLineAsync(reason.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
