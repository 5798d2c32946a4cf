namespace Workspace.Contracts.Live;

/// <summary>What the server says to open tabs. A lost message is never a lost change: sequences show the gap.</summary>
public interface IWorkspaceLive
{
    /// <summary>New entries of a stream, in order.</summary>
    Task Changed(Guid stream, IReadOnlyList<JournalEntry> entries);

    /// <summary>Where the stream stands; said every ten seconds, so that a lost last message is noticed.</summary>
    Task At(Guid stream, long sequence);

    /// <summary>Access to the stream changed for somebody: ask to open it again.</summary>
    Task Reopen(Guid stream);
}

/// <param name="Sequence">Where the stream stood when it was opened.</param>
public sealed record StreamOpened(long Sequence);
