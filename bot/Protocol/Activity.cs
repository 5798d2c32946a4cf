using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workspace.Bot.Protocol;

/// <summary>
/// What the channel sends and gets. Loose on purpose: the fields the bot uses are typed, all others are kept, and none of them
/// is an error. Fields that some channel or version shapes differently stay JSON.
/// </summary>
public sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Action { get; init; }

    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public Account? From { get; init; }

    public Account? Recipient { get; init; }

    public Conversation? Conversation { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>Text of the notification; a message that is only a card needs it.</summary>
    public string? Summary { get; init; }

    public string? ReplyToId { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public JsonElement? Entities { get; init; }

    public IReadOnlyList<Account>? MembersAdded { get; init; }

    public IReadOnlyList<Account>? MembersRemoved { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }

    /// <summary>Teams names the tenant in one place or the other, depending on the kind of activity.</summary>
    [JsonIgnore]
    public Guid? Tenant =>
        Guid.TryParse(ChannelData.At("tenant", "id").Text() ?? Conversation?.TenantId, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The Entra object id of whoever acted.</summary>
    [JsonIgnore]
    public Guid? Person => Guid.TryParse(From?.AadObjectId, CultureInfo.InvariantCulture, out var id) ? id : null;

    [JsonIgnore]
    public string? EventType => ChannelData.At("eventType").Text();

    /// <summary>The mentions of <see cref="Entities"/>, as far as they can be read.</summary>
    public IEnumerable<Mention> Mentions()
    {
        if (Entities is not { ValueKind: JsonValueKind.Array } entities) { yield break; }

        foreach (var entity in entities.EnumerateArray())
        {
            JsonElement? one = entity;
            if (one.At("type").Text() == "mention" && one.At("mentioned", "id").Text() is { } id && one.At("text").Text() is { } text)
            {
                yield return new(id, text);
            }
        }
    }
}

public sealed record Account(
    string? Id = null,
    string? Name = null,
    string? AadObjectId = null)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}

public sealed record Conversation(
    string? Id = null,
    string? ConversationType = null,
    string? TenantId = null,
    bool? IsGroup = null,
    string? Name = null)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}

public sealed record Attachment(
    string? ContentType = null,
    JsonElement? Content = null)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}

public readonly record struct Mention(string Id, string Text);

public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string InstallationUpdate = "installationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
}

/// <summary>A member of a conversation as the connector tells it; the Entra id has two names.</summary>
public sealed record ConversationMember(
    string? Id = null,
    string? Name = null,
    string? AadObjectId = null,
    string? ObjectId = null,
    string? UserPrincipalName = null)
{
    [JsonIgnore]
    public string? EntraId => AadObjectId ?? ObjectId;
}

public sealed record PagedMembers(IReadOnlyList<ConversationMember>? Members = null, string? ContinuationToken = null);

public sealed record ResourceId(string? Id = null, string? ActivityId = null);

/// <summary>Body of <c>POST v3/conversations</c>.</summary>
public sealed record NewConversation(bool IsGroup, IReadOnlyList<Account>? Members, string TenantId, Account? Bot = null);

/// <summary>The connector's way to say no.</summary>
public sealed record ConnectorProblem(ConnectorProblem.Details? Error = null)
{
    public sealed record Details(string? Code = null, string? Message = null);
}

/// <summary>What the bot tells the channel beside a message.</summary>
public sealed record OutgoingChannelData(OutgoingChannelData.Call Notification)
{
    public sealed record Call(bool Alert);
}

/// <summary>Body of every answer to <c>adaptiveCard/action</c>; the HTTP status is 200 whatever stands here.</summary>
public sealed record CardActionResponse(int StatusCode, string Type, JsonNode? Value);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(PagedMembers))]
[JsonSerializable(typeof(ConversationMember))]
[JsonSerializable(typeof(ResourceId))]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(ConnectorProblem))]
[JsonSerializable(typeof(OutgoingChannelData))]
[JsonSerializable(typeof(CardActionResponse))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
