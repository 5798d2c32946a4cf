using Workspace.Bot.Cards;
using Workspace.Features.Outbox;

namespace Workspace.Bot.Notices;

/// <summary>What one kind of outbox message shows, made from the state at the moment of sending; registered by <see cref="BotModule"/>.</summary>
internal interface INotice
{
    /// <summary>Null where there is nothing left to say.</summary>
    Task<Notice?> MakeAsync(OutboxMessage message, string language, CancellationToken ct);
}

/// <param name="Summary">Plain text of the notification.</param>
/// <param name="Alert">Whether Teams should call the person's attention.</param>
/// <param name="Shows">Where the message shows something that changes: it is sent once and then updated.</param>
internal sealed record Notice(AdaptiveCard Card, string Summary, bool Alert = true, Shows? Shows = null);

internal sealed record Shows(string Topic, Guid Subject, int Revision);
