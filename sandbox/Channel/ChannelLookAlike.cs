using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Sandbox.Channel;

/// <summary>
/// The Teams channel: its metadata and keys, the connector that the bot writes to (<see cref="ChannelConnector"/>), and the people's side,
/// from which real, signed activities go to the bot. The shell draws what <see cref="ChannelShell"/> tells of it.
/// </summary>
public sealed class ChannelLookAlike : IDisposable
{
    public const string Issuer = "https://api.botframework.com";
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Teams measures a message as UTF-16, cards included.</summary>
    public const int MessageLimit = 100 * 1024;

    private readonly Lock _gate = new();
    private readonly EntraLookAlike _entra;
    private readonly TimeProvider _clock;
    private readonly SigningKey _key = SigningKey.Shared("channel");
    private readonly SigningKey _unendorsed = SigningKey.Shared("channel, unendorsed");
    private readonly Dictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly List<Delivery> _deliveries = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient _toBot = NewClient(null);
    private Uri? _bot;
    private long _version;
    private long _lastActivity;

    internal ChannelLookAlike(EntraLookAlike entra, TimeProvider clock)
    {
        (_entra, _clock) = (entra, clock);
        Faults = new Faults(clock);
    }

    /// <summary>Without a slash at its end.</summary>
    public Uri Url { get; internal set; } = null!;

    /// <summary>The setting <c>Bot:OpenIdMetadata</c>.</summary>
    public Uri OpenIdMetadata => new($"{Root}/v1/.well-known/openidconfiguration");

    /// <summary>What the connector's next requests will suffer; paths begin with <c>/v3</c>.</summary>
    public Faults Faults { get; }

    /// <summary>How long Teams waits for the bot's answer to an invoke before it reports 504.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that was sent to the bot, oldest first: to look at, or to send once more.</summary>
    public IReadOnlyList<Delivery> Deliveries
    {
        get
        {
            lock (_gate)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>How many messages and updates the bot has had accepted.</summary>
    public long Accepted { get; private set; }

    internal bool HasChanged { get; private set; }

    internal string Root => Url.ToString().TrimEnd('/');

    internal string BotId => $"28:{_entra.ClientId:D}";

    internal DateTimeOffset Now => _clock.GetUtcNow();

    internal EntraLookAlike Entra => _entra;

    internal IEnumerable<(SigningKey Key, string[] Endorsements)> Keys => [(_key, ["msteams"]), (_unendorsed, ["webchat"])];

    /// <summary>Where activities go; a handler replaces the network for a bot that runs in the same test.</summary>
    public void UseBot(Uri endpoint, HttpMessageHandler? handler = null)
    {
        _bot = endpoint;
        if (handler is not null)
        {
            _toBot.Dispose();
            _toBot = NewClient(handler);
        }
    }

    /// <summary>As it stands in activities: with the tenant in it and a slash at its end.</summary>
    public string ServiceUrlOf(Guid tenant) => $"{Root}/emea/{tenant:D}/";

    /// <summary>How Teams names a person to the bot: opaque, and another one in each tenant.</summary>
    public static string MriOf(Guid tenant, Guid person) =>
        "29:1" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenant:D}/{person:D}"))));

    /// <summary>A token as the channel signs them for the bot. <paramref name="flaw"/> may change the claims before they are signed.</summary>
    public string Token(Guid tenant, Action<JsonObject>? flaw = null) => _key.Sign(Claims(tenant, flaw));

    /// <summary>Published, but endorsed for another channel than Teams.</summary>
    public string UnendorsedToken(Guid tenant) => _unendorsed.Sign(Claims(tenant, null));

    /// <summary>Signed by a key that nobody publishes, under a published id.</summary>
    public string ForgedToken(Guid tenant) => SigningKey.Shared("forger").Sign(Claims(tenant, null), _key.Kid);

    /// <summary>The person installs the app in personal scope: the chat comes to be, and the bot is told by two activities.</summary>
    public async Task<string> InstallAsync(Guid tenant, Guid person, CancellationToken ct = default)
    {
        Conversation chat;
        lock (_gate)
        {
            chat = PersonalChat(tenant, person);
            chat.HasBot = true;
            Touch(chat);
        }

        await TellInstalledAsync(chat, person, "add", ct);
        return chat.Id;
    }

    public async Task UninstallAsync(Guid tenant, Guid person, CancellationToken ct = default)
    {
        Conversation chat;
        lock (_gate)
        {
            chat = PersonalChat(tenant, person);
            chat.HasBot = false;
            Touch(chat);
        }

        await TellInstalledAsync(chat, person, "remove", ct);
    }

    /// <summary>A group chat, with the bot in it from the start.</summary>
    public Task<string> StartGroupChatAsync(Guid tenant, string name, IReadOnlyList<Guid> people, CancellationToken ct = default) =>
        StartAsync(new Conversation($"19:{Guid.NewGuid():N}@thread.v2", tenant, ConversationKind.GroupChat, name) { People = [.. people], HasBot = true }, ct);

    /// <summary>A team's general channel, with the bot in the team.</summary>
    public Task<string> StartTeamAsync(Guid tenant, string name, IReadOnlyList<Guid> people, CancellationToken ct = default)
    {
        var id = $"19:{Guid.NewGuid():N}@thread.tacv2";
        return StartAsync(new Conversation(id, tenant, ConversationKind.Channel, name) { Team = id, People = [.. people], HasBot = true }, ct);
    }

    public bool IsInstalled(Guid tenant, Guid person)
    {
        lock (_gate)
        {
            return PersonalChat(tenant, person).HasBot;
        }
    }

    /// <summary>The person blocks the bot: it gets 403 ConversationBlockedByUser from now on.</summary>
    public void Block(Guid tenant, Guid person, bool blocked = true)
    {
        lock (_gate)
        {
            PersonalChat(tenant, person).IsBlocked = blocked;
        }
    }

    /// <summary>The person writes. In groups and channels the bot hears of it only when it is mentioned.</summary>
    public async Task<(string Id, BotReply? Reply)> SayAsync(Guid tenant, Guid person, string conversation, string text, string locale = "de-DE", CancellationToken ct = default)
    {
        JsonObject activity;
        bool heard;
        lock (_gate)
        {
            var (chat, thread) = FindFor(tenant, person, conversation);
            activity = NewActivity(chat, person, "message", NextId(), locale);
            activity["text"] = text;
            activity["textFormat"] = "plain";
            heard = chat.HasBot && (chat.Kind == ConversationKind.Personal || text.Contains("<at>", StringComparison.Ordinal));
            if (heard && chat.Kind != ConversationKind.Personal)
            {
                ((JsonArray)activity["entities"]!).Add(new JsonObject
                {
                    ["type"] = "mention",
                    ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "Workspace" },
                    ["text"] = "<at>Workspace</at>",
                });
            }

            chat.Messages.Add(new Message((string)activity["id"]!) { From = person, Thread = thread, Activity = activity, At = Now, Version = Touch(chat) });
        }

        return ((string)activity["id"]!, heard ? await SendAsync(activity, null, ct) : null);
    }

    /// <summary>
    /// The person presses an <c>Action.Execute</c> of a card. A card in the answer is for this person alone, until the bot replaces the base card;
    /// the bot's body is returned as it is.
    /// </summary>
    public async Task<BotReply> ExecuteAsync(
        Guid tenant, Guid person, string conversation, string message, JsonObject action, string trigger = "manual", string locale = "de-DE", CancellationToken ct = default)
    {
        JsonObject activity;
        lock (_gate)
        {
            var (chat, _) = FindFor(tenant, person, conversation);
            var card = MessageIn(chat, message);
            activity = NewActivity(chat, person, "invoke", $"f:{Guid.NewGuid():D}", locale);
            activity["name"] = "adaptiveCard/action";
            activity["replyToId"] = card.Id;
            activity["value"] = new JsonObject { ["action"] = action.DeepClone(), ["trigger"] = trigger };
        }

        var reply = await SendAsync(activity, null, ct);
        if (reply is { Status: 200, Body: JsonObject body } && (string?)body["type"] == CardType && body["value"] is JsonObject replacement)
        {
            lock (_gate)
            {
                var (chat, _) = FindFor(tenant, person, conversation);
                var card = MessageIn(chat, message);
                card.Views[person] = new CardView((JsonObject)replacement.DeepClone(), Now);
                card.Version = Touch(chat);
            }
        }

        return reply;
    }

    /// <summary>
    /// What Teams does when the person looks at the card: if the card asks for it and it has not been done within a minute, the bot is asked for this
    /// viewer's card. <paramref name="byHand"/> is the message's menu. False = nothing was asked.
    /// </summary>
    public async Task<bool> RefreshAsync(Guid tenant, Guid person, string conversation, string message, bool byHand = false, string locale = "de-DE", CancellationToken ct = default)
    {
        JsonObject action;
        lock (_gate)
        {
            var (chat, _) = FindFor(tenant, person, conversation);
            var card = MessageIn(chat, message);
            var shown = card.Views.GetValueOrDefault(person);
            if ((shown?.Card ?? card.Card)?["refresh"] is not JsonObject refresh || refresh["action"] is not JsonObject asked)
            {
                return false;
            }

            var listed = (refresh["userIds"] as JsonArray)?.Select(id => (string?)id).ToList();
            var wanted = listed is { Count: > 0 } ? listed.Take(60).Contains(MriOf(tenant, person), StringComparer.Ordinal) : chat.People.Count <= 60;
            if (!byHand && (!wanted || (shown is not null && shown.At + TimeSpan.FromMinutes(1) > Now)))
            {
                return false;
            }

            action = asked;
        }

        return (await ExecuteAsync(tenant, person, conversation, message, action, byHand ? "manual" : "automatic", locale, ct)).Status == 200;
    }

    /// <summary>The person presses an <c>Action.Submit</c>: a message with a value and without text.</summary>
    public async Task<BotReply> SubmitAsync(Guid tenant, Guid person, string conversation, string? replyTo, JsonNode? value, string locale = "de-DE", CancellationToken ct = default)
    {
        JsonObject activity;
        lock (_gate)
        {
            var (chat, _) = FindFor(tenant, person, conversation);
            activity = NewActivity(chat, person, "message", NextId(), locale);
            activity["value"] = value?.DeepClone();
            if (replyTo is not null)
            {
                activity["replyToId"] = replyTo;
            }
        }

        return await SendAsync(activity, null, ct);
    }

    /// <summary>Any other invoke: a message extension's query, a task module.</summary>
    public async Task<BotReply> InvokeAsync(Guid tenant, Guid person, string conversation, string name, JsonNode? value, string locale = "de-DE", CancellationToken ct = default)
    {
        JsonObject activity;
        lock (_gate)
        {
            var (chat, _) = FindFor(tenant, person, conversation);
            activity = NewActivity(chat, person, "invoke", $"f:{Guid.NewGuid():D}", locale);
            activity["name"] = name;
            activity["value"] = value?.DeepClone();
        }

        return await SendAsync(activity, null, ct);
    }

    /// <summary>
    /// Posts an activity to the bot with a good token, or with <paramref name="token"/> whatever it is worth (empty = none).
    /// What the bot does within the time limit comes back; afterwards it is 504, as Teams reports it.
    /// </summary>
    public async Task<BotReply> SendAsync(JsonObject activity, string? token = null, CancellationToken ct = default)
    {
        var endpoint = _bot ?? throw new InvalidOperationException("The channel does not know the bot yet: call UseBot.");
        var tenant = Guid.Parse((string)activity["conversation"]!["tenantId"]!);
        token ??= Token(tenant);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        if (token.Length > 0)
        {
            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        }

        request.Headers.Add("x-ms-conversation-id", (string)activity["conversation"]!["id"]!);
        request.Headers.Add("x-ms-tenant-id", tenant.ToString("D"));
        request.Headers.Add("MS-CV", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)) + ".0");

        using var limit = new CancellationTokenSource(AnswerWithin, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        BotReply reply;
        try
        {
            using var answer = await _toBot.SendAsync(request, either.Token);
            var text = await answer.Content.ReadAsStringAsync(either.Token);
            reply = new BotReply((int)answer.StatusCode, text.Length > 0 && answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json" ? JsonNode.Parse(text) : null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            reply = new BotReply(StatusCodes.Status504GatewayTimeout, null);
        }
        catch (HttpRequestException)
        {
            reply = new BotReply(StatusCodes.Status502BadGateway, null); // the bot is not there
        }

        lock (_gate)
        {
            _deliveries.Add(new Delivery((JsonObject)activity.DeepClone(), token, reply));
            if (_deliveries.Count > 2_000)
            {
                _deliveries.RemoveAt(0);
            }
        }

        return reply;
    }

    /// <summary>An activity with all common fields, to be completed and sent by a test.</summary>
    public JsonObject NewActivity(Guid tenant, Guid person, string conversation, string type, string? id = null)
    {
        lock (_gate)
        {
            return NewActivity(FindFor(tenant, person, conversation).Chat, person, type, id ?? NextId(), "de-DE");
        }
    }

    /// <summary>The person's chats, the one with the latest change first.</summary>
    public JsonArray ConversationsOf(Guid tenant, Guid person)
    {
        lock (_gate)
        {
            _ = PersonalChat(tenant, person);
            return new JsonArray([.. _conversations.Values.Where(chat => chat.Tenant == tenant && chat.People.Contains(person)).OrderByDescending(chat => chat.Version).Select(chat => (JsonNode)new JsonObject
            {
                ["id"] = chat.Id,
                ["kind"] = Name(chat.Kind),
                ["name"] = chat.Kind == ConversationKind.Personal ? "Workspace" : chat.Name,
                ["hasBot"] = chat.HasBot,
                ["people"] = new JsonArray([.. chat.People.Select(id => (JsonNode)id.ToString("D"))]),
                ["version"] = chat.Version,
                ["lastAt"] = chat.Messages.LastOrDefault() is { } last ? last.At.ToString("O", CultureInfo.InvariantCulture) : null,
                ["lastText"] = chat.Messages.LastOrDefault() is { } latest ? (string?)latest.Activity["summary"] ?? (string?)latest.Activity["text"] : null,
            })]);
        }
    }

    /// <summary>The messages of a chat as this person sees them: with their own card where they have one.</summary>
    public JsonObject MessagesFor(Guid tenant, Guid person, string conversation, long after = 0)
    {
        lock (_gate)
        {
            var (chat, _) = FindFor(tenant, person, conversation);
            return new JsonObject
            {
                ["version"] = chat.Version,
                ["messages"] = new JsonArray([.. chat.Messages.Where(message => message.Version > after).Select(message => (JsonNode)Show(message, tenant, person))]),
            };
        }
    }

    /// <summary>Completes when anything in any conversation changes after <paramref name="version"/>; returns the version then.</summary>
    public async Task<long> WaitForChangeAsync(long version, CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_version > version)
                {
                    return _version;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(ct);
        }
    }

    public void Dispose() => _toBot.Dispose();

    internal T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    internal Conversation? Find(string id) => _conversations.GetValueOrDefault(BaseOf(id));

    internal IEnumerable<Conversation> Team(string id) => _conversations.Values.Where(chat => chat.Team == id);

    internal static string? ThreadOf(string conversation) =>
        conversation.IndexOf(";messageid=", StringComparison.Ordinal) is var at and >= 0 ? conversation[(at + 11)..] : null;

    internal static string BaseOf(string conversation) => conversation.Split(';')[0];

    /// <summary>There is exactly one per person; it exists even before the app is installed.</summary>
    internal Conversation PersonalChat(Guid tenant, Guid person)
    {
        var id = "a:1" + Base64Url.EncodeToString(SHA256.HashData([.. tenant.ToByteArray(), .. person.ToByteArray(), .. "chat"u8]));
        if (!_conversations.TryGetValue(id, out var chat))
        {
            _conversations[id] = chat = new Conversation(id, tenant, ConversationKind.Personal, null) { People = [person] };
        }

        return chat;
    }

    internal DemoPerson? PersonOf(Guid tenant, string id)
    {
        var directory = _entra.Tenants.GetValueOrDefault(tenant)?.Directory;
        return id.StartsWith("29:", StringComparison.Ordinal)
            ? directory?.People.FirstOrDefault(person => MriOf(tenant, person.Id) == id)
            : directory?.Find(id);
    }

    /// <summary>What the bot sends becomes a message; the caller holds the lock.</summary>
    internal string Receive(Conversation chat, string? thread, string? replyTo, JsonObject activity)
    {
        var id = NextId();
        chat.Messages.Add(new Message(id) { Thread = thread, ReplyTo = replyTo, Activity = (JsonObject)activity.DeepClone(), At = Now, Version = Touch(chat) });
        Accepted++;
        return id;
    }

    internal void Replace(Conversation chat, Message message, JsonObject? activity)
    {
        message.Views.Clear(); // the new base is for all, and each client asks for its own view again
        (message.Activity, message.IsEdited, message.IsDeleted) = activity is null ? ([], message.IsEdited, true) : ((JsonObject)activity.DeepClone(), true, false);
        message.Version = Touch(chat);
        Accepted++;
    }

    internal JsonObject Save() => Locked(() =>
    {
        HasChanged = false;
        return new JsonObject
        {
            ["version"] = _version,
            ["conversations"] = new JsonArray([.. _conversations.Values.Select(chat => (JsonNode)new JsonObject
            {
                ["id"] = chat.Id,
                ["tenant"] = chat.Tenant.ToString("D"),
                ["kind"] = chat.Kind.ToString(),
                ["name"] = chat.Name,
                ["team"] = chat.Team,
                ["people"] = new JsonArray([.. chat.People.Select(person => (JsonNode)person.ToString("D"))]),
                ["hasBot"] = chat.HasBot,
                ["version"] = chat.Version,
                ["messages"] = new JsonArray([.. chat.Messages.Select(message => (JsonNode)new JsonObject
                {
                    ["id"] = message.Id,
                    ["from"] = message.From?.ToString("D"),
                    ["thread"] = message.Thread,
                    ["replyTo"] = message.ReplyTo,
                    ["activity"] = message.Activity.DeepClone(),
                    ["at"] = message.At.ToString("O", CultureInfo.InvariantCulture),
                    ["isEdited"] = message.IsEdited,
                    ["isDeleted"] = message.IsDeleted,
                    ["version"] = message.Version,
                })]),
            })]),
        };
    });

    /// <summary>Views of single persons are not kept: their clients ask the bot again.</summary>
    internal void Load(JsonObject saved)
    {
        lock (_gate)
        {
            _version = (long)saved["version"]!;
            foreach (var chat in ((JsonArray)saved["conversations"]!).Select(node => (JsonObject)node!))
            {
                var tenant = Guid.Parse((string)chat["tenant"]!);
                _conversations[(string)chat["id"]!] = new Conversation((string)chat["id"]!, tenant, Enum.Parse<ConversationKind>((string)chat["kind"]!), (string?)chat["name"])
                {
                    Team = (string?)chat["team"],
                    People = [.. ((JsonArray)chat["people"]!).Select(person => Guid.Parse((string)person!))],
                    HasBot = (bool)chat["hasBot"]!,
                    Version = (long)chat["version"]!,
                    Messages = [.. ((JsonArray)chat["messages"]!).Select(message => new Message((string)message!["id"]!)
                    {
                        From = (string?)message["from"] is { } from ? Guid.Parse(from) : null,
                        Thread = (string?)message["thread"],
                        ReplyTo = (string?)message["replyTo"],
                        Activity = (JsonObject)message["activity"]!.DeepClone(),
                        At = DateTimeOffset.Parse((string)message["at"]!, CultureInfo.InvariantCulture),
                        IsEdited = (bool)message["isEdited"]!,
                        IsDeleted = (bool)message["isDeleted"]!,
                        Version = (long)message["version"]!,
                    })],
                };
            }
        }
    }

    private async Task<string> StartAsync(Conversation chat, CancellationToken ct)
    {
        lock (_gate)
        {
            _conversations[chat.Id] = chat;
            Touch(chat);
        }

        await TellInstalledAsync(chat, chat.People[0], "add", ct);
        return chat.Id;
    }

    private async Task TellInstalledAsync(Conversation chat, Guid person, string action, CancellationToken ct)
    {
        JsonObject installation, update;
        lock (_gate)
        {
            installation = NewActivity(chat, person, "installationUpdate", $"f:{Guid.NewGuid():D}", "de-DE");
            installation["action"] = action;
            update = NewActivity(chat, person, "conversationUpdate", $"f:{Guid.NewGuid():D}", "de-DE");
            update[action == "add" ? "membersAdded" : "membersRemoved"] = new JsonArray(new JsonObject { ["id"] = BotId });
        }

        _ = await SendAsync(installation, null, ct);
        _ = await SendAsync(update, null, ct);
    }

    private JsonObject NewActivity(Conversation chat, Guid person, string type, string id, string locale)
    {
        var who = _entra.Tenants[chat.Tenant].Directory.Find(person) ?? throw new ArgumentException($"Nobody of {chat.Tenant} has the id {person}.", nameof(person));
        var conversation = new JsonObject { ["id"] = chat.Id, ["conversationType"] = Name(chat.Kind), ["tenantId"] = chat.Tenant.ToString("D") };
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = chat.Tenant.ToString("D") } };
        if (chat.Kind != ConversationKind.Personal)
        {
            (conversation["isGroup"], conversation["name"]) = (true, chat.Name);
        }

        if (chat.Team is { } team)
        {
            data["team"] = new JsonObject { ["id"] = team, ["name"] = chat.Name };
            data["channel"] = new JsonObject { ["id"] = chat.Id };
        }

        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["localTimestamp"] = Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            ["serviceUrl"] = ServiceUrlOf(chat.Tenant),
            ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = MriOf(chat.Tenant, person), ["name"] = who.DisplayName, ["aadObjectId"] = person.ToString("D") },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "Workspace" },
            ["conversation"] = conversation,
            ["locale"] = locale,
            ["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "clientInfo",
                ["locale"] = locale,
                ["country"] = "DE",
                ["platform"] = "Web",
                ["timezone"] = Musterstadt.TimeZone,
            }),
            ["channelData"] = data,
        };
    }

    private JsonObject Show(Message message, Guid tenant, Guid person)
    {
        var activity = message.Activity;
        var attachments = activity["attachments"]?.DeepClone() as JsonArray ?? [];
        if (message.Views.GetValueOrDefault(person) is { } view
            && attachments.OfType<JsonObject>().FirstOrDefault(attachment => (string?)attachment["contentType"] == CardType) is { } card)
        {
            card["content"] = view.Card.DeepClone();
        }

        return new JsonObject
        {
            ["id"] = message.Id,
            ["version"] = message.Version,
            ["at"] = message.At.ToString("O", CultureInfo.InvariantCulture),
            ["from"] = message.From is { } from
                ? new JsonObject { ["person"] = from.ToString("D"), ["name"] = _entra.Tenants[tenant].Directory.Find(from)?.DisplayName }
                : new JsonObject { ["bot"] = true, ["name"] = "Workspace" },
            ["mine"] = message.From == person,
            ["thread"] = message.Thread,
            ["replyTo"] = message.ReplyTo,
            ["text"] = (string?)activity["text"],
            ["textFormat"] = (string?)activity["textFormat"],
            ["summary"] = (string?)activity["summary"],
            ["attachments"] = attachments,
            ["edited"] = message.IsEdited,
            ["deleted"] = message.IsDeleted,
        };
    }

    private (Conversation Chat, string? Thread) FindFor(Guid tenant, Guid person, string conversation) =>
        Find(conversation) is { } chat && chat.Tenant == tenant && chat.People.Contains(person)
            ? (chat, ThreadOf(conversation))
            : throw new ArgumentException($"{person} has no conversation {conversation}.", nameof(conversation));

    private static Message MessageIn(Conversation chat, string id) => chat.Messages.Find(message => message.Id == id)
        ?? throw new ArgumentException($"There is no message {id}.", nameof(id));

    private JsonObject Claims(Guid tenant, Action<JsonObject>? flaw)
    {
        // Always the real clock: the platform judges tokens by it.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["serviceurl"] = ServiceUrlOf(tenant),
            ["nbf"] = now - 5,
            ["iat"] = now,
            ["exp"] = now + 3_600,
            ["iss"] = Issuer,
            ["aud"] = _entra.ClientId.ToString("D"),
        };
        flaw?.Invoke(claims);
        return claims;
    }

    private long Touch(Conversation chat)
    {
        chat.Version = ++_version;
        HasChanged = true;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
        return _version;
    }

    /// <summary>Milliseconds as text, as Teams numbers messages; never the same twice.</summary>
    private string NextId()
    {
        _lastActivity = Math.Max(_lastActivity + 1, Now.ToUnixTimeMilliseconds());
        return _lastActivity.ToString(CultureInfo.InvariantCulture);
    }

    private static string Name(ConversationKind kind) => kind switch
    {
        ConversationKind.Personal => "personal",
        ConversationKind.GroupChat => "groupChat",
        ConversationKind.Channel => "channel",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static HttpClient NewClient(HttpMessageHandler? handler) =>
        new(handler ?? new SocketsHttpHandler { UseProxy = false }, disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };
}

/// <summary>What the bot answered to an activity; the status is 504 when it took too long and 502 when it was not there.</summary>
public sealed record BotReply(int Status, JsonNode? Body);

/// <summary>One activity as it went to the bot.</summary>
public sealed record Delivery(JsonObject Activity, string Token, BotReply Reply);
