using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workspace.Contracts.Live;
using Workspace.Features.Journal;

namespace Workspace.Features.Live;

/// <summary>An entry that was committed, with the head of its stream as the transaction left it.</summary>
internal readonly record struct PublishedEntry(JournalEntry Entry, StreamRow Stream);

/// <summary>A stream got new entries.</summary>
public sealed class StreamChangedEventArgs(Guid stream, IReadOnlyList<JournalEntry> entries) : EventArgs
{
    public Guid Stream { get; } = stream;
    public IReadOnlyList<JournalEntry> Entries { get; } = entries;
}

/// <summary>
/// Tells open tabs and listeners inside the process what was committed. A change never waits for its listeners, and a
/// message lost here is no lost change: sequences show the gap.
/// </summary>
public sealed partial class LivePublisher(IHubContext<WorkspaceHub, IWorkspaceLive> hub, ILogger<LivePublisher> log) : BackgroundService
{
    private readonly Channel<IReadOnlyList<PublishedEntry>> _committed =
        Channel.CreateUnbounded<IReadOnlyList<PublishedEntry>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>For workers inside the process that are woken by a stream's change, such as the Planner sync.</summary>
    public event EventHandler<StreamChangedEventArgs>? StreamChanged;

    internal static string Group(Guid stream, int epoch) => $"{stream:N}.{epoch}";

    internal void Publish(IReadOnlyList<PublishedEntry> entries)
    {
        if (entries.Count > 0)
        {
            _ = _committed.Writer.TryWrite(entries);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var committed in _committed.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var stream in committed.GroupBy(e => e.Stream))
            {
                try
                {
                    await TellAsync(stream.Key, [.. stream.Select(e => e.Entry)]);
                    StreamChanged?.Invoke(this, new StreamChangedEventArgs(stream.Key.Id, [.. stream.Select(e => e.Entry)]));
                }
                catch (Exception failed) when (failed is not OperationCanceledException)
                {
                    // Redis may be away for a moment; clients notice the gap by the next sequence they hear.
                    NotTold(stream.Key.Id, failed);
                }
            }
        }
    }

    private async Task TellAsync(StreamRow stream, IReadOnlyList<JournalEntry> entries)
    {
        await hub.Clients.Group(Group(stream.Id, stream.Epoch)).Changed(stream.Id, entries);
        for (var epoch = stream.ReopenEpoch ?? stream.Epoch; epoch < stream.Epoch; epoch++)
        {
            await hub.Clients.Group(Group(stream.Id, epoch)).Reopen(stream.Id);
        }
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "Open tabs of stream {Stream} could not be told of a change")]
    private partial void NotTold(Guid stream, Exception exception);
}
