using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Channel;

public enum ConversationKind
{
    Personal,
    GroupChat,
    Channel,
}

/// <summary>A chat or a channel of one tenant, as Teams keeps it. Read and changed under the channel's lock only.</summary>
internal sealed class Conversation(string id, Guid tenant, ConversationKind kind, string? name)
{
    public string Id { get; } = id;

    public Guid Tenant { get; } = tenant;

    public ConversationKind Kind { get; } = kind;

    public string? Name { get; } = name;

    /// <summary>The team a channel belongs to; the general channel has the team's own id.</summary>
    public string? Team { get; init; }

    public List<Guid> People { get; init; } = [];

    public bool HasBot { get; set; }

    /// <summary>The person has blocked the bot: it may no longer write.</summary>
    public bool IsBlocked { get; set; }

    public List<Message> Messages { get; init; } = [];

    /// <summary>The number of the last change in here.</summary>
    public long Version { get; set; }
}

/// <summary>A message with its base card, and what single viewers see instead of it.</summary>
internal sealed class Message(string id)
{
    public string Id { get; } = id;

    /// <summary>Null = the bot.</summary>
    public Guid? From { get; init; }

    /// <summary>First message of a channel's thread.</summary>
    public string? Thread { get; init; }

    public string? ReplyTo { get; init; }

    public JsonObject Activity { get; set; } = [];

    public DateTimeOffset At { get; init; }

    public bool IsEdited { get; set; }

    public bool IsDeleted { get; set; }

    public long Version { get; set; }

    public Dictionary<Guid, CardView> Views { get; } = [];

    public JsonObject? Card => (Activity["attachments"] as JsonArray)?.OfType<JsonObject>()
        .FirstOrDefault(attachment => (string?)attachment["contentType"] == ChannelLookAlike.CardType)?["content"] as JsonObject;
}

/// <summary>A card that one person sees instead of the base card, until the base is replaced.</summary>
internal sealed record CardView(JsonObject Card, DateTimeOffset At);
