namespace Workspace.Contracts.Live;

/// <summary>What the server says to open tabs. A lost message is never a lost change: sequences show the gap.</summary>
public interface IWorkspaceLive
{
    /// <summary>New entries of a stream, in order.</summary>
    Task Changed(Guid stream, IReadOnlyList<JournalEntry> entries);

    /// <summary>Where the stream stands; said every ten seconds, so that a lost last message is noticed.</summary>
    Task At(Guid stream, long sequence);

    /// <summary>
    /// Somebody is here, or has gone. Nothing is stored: whoever is here says so every half minute and when somebody new appears; who
    /// has not been heard of for a minute is gone.
    /// </summary>
    Task Present(Guid stream, Presence presence);

    /// <summary>Access to the stream changed for somebody: ask to open it again.</summary>
    Task Reopen(Guid stream);
}

/// <param name="Sequence">Where the stream stood when it was opened.</param>
public sealed record StreamOpened(long Sequence);

/// <param name="Connection">One open tab; a person may have several.</param>
/// <param name="Person">The Entra object id.</param>
/// <param name="Card">The card they have open; absent = the board.</param>
/// <param name="Editing">They are writing in it.</param>
/// <param name="Gone">They left.</param>
public sealed record Presence(string Connection, Guid Person, Guid? Card, bool Editing, bool Gone);
