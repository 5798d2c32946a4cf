using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Sandbox.Channel;

/// <summary>The channel's wire towards the bot: metadata and keys for its tokens, and the connector's REST API.</summary>
internal sealed class ChannelConnector(ChannelLookAlike channel)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/.well-known/openidconfiguration", Metadata);
        routes.MapGet("/v1/.well-known/openid-configuration", Metadata);
        routes.MapGet("/v1/.well-known/keys", Keys);
        routes.Map("/emea/{tenant:guid}/v3/{**path}", (Guid tenant, HttpContext context) => AnswerAsync(tenant, context));
        routes.Map("/teams/v3/{**path}", (HttpContext context) => AnswerAsync(null, context)); // the fallback for proactive messages
    }

    private IResult Metadata() => Results.Json(new JsonObject
    {
        ["issuer"] = ChannelLookAlike.Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = $"{channel.Root}/v1/.well-known/keys",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    });

    private IResult Keys() => Results.Json(new JsonObject
    {
        ["keys"] = new JsonArray([.. channel.Keys.Select(key =>
        {
            var jwk = key.Key.ToJwk();
            jwk["endorsements"] = new JsonArray([.. key.Endorsements.Select(endorsement => (JsonNode)endorsement)]);
            return (JsonNode)jwk;
        })]),
    });

    private async Task AnswerAsync(Guid? tenant, HttpContext context)
    {
        var ct = context.RequestAborted;
        var (status, body, retryAfter) = await HandleAsync(tenant, context.Request, ct);
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        if (body is not null)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), ct);
        }
    }

    private async Task<Answer> HandleAsync(Guid? tenant, HttpRequest request, CancellationToken ct)
    {
        if (!IsBot(request))
        {
            return Refused(401, "Unauthorized", "Authorization has been denied for this request.");
        }

        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var path = parts[Array.IndexOf(parts, "v3")..];
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(ct);
        if (text.Length * 2 > ChannelLookAlike.MessageLimit)
        {
            return Refused(413, "MessageSizeTooBig", "Message size too large.");
        }

        JsonObject? body = null;
        try
        {
            body = text.Length > 0 ? JsonNode.Parse(text) as JsonObject : null;
        }
        catch (JsonException)
        {
            return Refused(400, "BadSyntax", "The body is no JSON.");
        }

        return await channel.Faults.AroundAsync(
            tenant ?? Guid.Empty, request.Method, $"/{string.Join('/', path)}",
            () => channel.Locked(() => Dispatch(tenant, request, path, body)),
            real => real.Status >= 400,
            fault => fault.Status == 0 ? new Answer(0) : Refused(fault.Status, fault.Code, fault.Message) with { RetryAfter = fault.RetryAfter },
            ct);
    }

    private Answer Dispatch(Guid? tenant, HttpRequest request, string[] path, JsonObject? body) => (request.Method, path[1..]) switch
    {
        ("POST", ["conversations"]) => Open(tenant, body ?? []),
        ("POST", ["conversations", var id, "activities"]) => Send(tenant, id, null, body),
        ("POST", ["conversations", var id, "activities", var replyTo]) => Send(tenant, id, replyTo, body),
        ("PUT", ["conversations", var id, "activities", var activity]) => Update(tenant, id, activity, body ?? []),
        ("DELETE", ["conversations", var id, "activities", var activity]) => Update(tenant, id, activity, null),
        ("GET", ["conversations", var id, "members"]) => InConversation(tenant, id, chat => new Answer(200, new JsonArray([.. Members(chat)]))),
        ("GET", ["conversations", var id, "pagedmembers"]) => InConversation(tenant, id, chat => Page(chat, request)),
        ("GET", ["conversations", var id, "members", var member]) => InConversation(tenant, id, chat => Member(chat, member)),
        ("GET", ["teams", var id]) => InTeam(tenant, id, team => new Answer(200, new JsonObject { ["id"] = id, ["name"] = team[0].Name })),
        ("GET", ["teams", var id, "conversations"]) => InTeam(tenant, id, team => new Answer(200, new JsonObject
        {
            ["conversations"] = new JsonArray([.. team.Select(chat => (JsonNode)new JsonObject { ["id"] = chat.Id, ["name"] = chat.Id == id ? null : chat.Name })]),
        })),
        _ => Refused(404, "NotFound", "There is no such resource."),
    };

    private Answer Open(Guid? tenant, JsonObject body)
    {
        var named = (string?)body["tenantId"] ?? (string?)body["channelData"]?["tenant"]?["id"];
        if ((tenant ?? (Guid.TryParse(named, out var asked) ? asked : null)) is not { } home)
        {
            return Refused(400, "BadArgument", "The tenantId is missing.");
        }

        if ((string?)body["channelData"]?["channel"]?["id"] is { } thread)
        {
            return InConversation(home, thread, chat =>
            {
                if (body["activity"] is not JsonObject first)
                {
                    return Refused(400, "BadSyntax", "The first message of the thread is missing.");
                }

                var id = channel.Receive(chat, null, null, first);
                return new Answer(201, new JsonObject { ["id"] = $"{chat.Id};messageid={id}", ["activityId"] = id });
            });
        }

        if ((bool?)body["isGroup"] == true || body["members"] is not JsonArray { Count: 1 } members)
        {
            return Refused(400, "BadSyntax", "Incorrect conversation creation parameters");
        }

        if (channel.PersonOf(home, (string?)members[0]?["id"] ?? "") is not { } person)
        {
            return Refused(400, "BadArgument", "Unknown member.");
        }

        var chat = channel.PersonalChat(home, person.Id);
        return chat.HasBot
            ? new Answer(201, new JsonObject { ["id"] = chat.Id })
            : Refused(403, "ForbiddenOperationException", "The bot is not installed in user's personal scope");
    }

    private Answer Send(Guid? tenant, string id, string? replyTo, JsonObject? activity) => InConversation(tenant, id, chat =>
    {
        if (activity is null || (string?)activity["type"] is not ("message" or "typing"))
        {
            return Refused(400, "BadSyntax", "Activity type is missing or not supported.");
        }

        if ((string?)activity["type"] == "typing")
        {
            return new Answer(202);
        }

        if (replyTo is not null && chat.Messages.Find(message => message.Id == replyTo) is null)
        {
            return Refused(404, "ActivityNotFoundInConversation", "The activity to reply to does not exist.");
        }

        return new Answer(201, new JsonObject { ["id"] = channel.Receive(chat, ChannelLookAlike.ThreadOf(id), replyTo, activity) });
    });

    private Answer Update(Guid? tenant, string id, string activity, JsonObject? replacement) => InConversation(tenant, id, chat =>
    {
        if (chat.Messages.Find(message => message.Id == activity) is not { IsDeleted: false } message)
        {
            return Refused(404, "ActivityNotFoundInConversation", "The activity does not exist.");
        }

        if (message.From is not null)
        {
            return Refused(403, "NotEnoughPermissions", "A bot can change only its own messages.");
        }

        channel.Replace(chat, message, replacement);
        return replacement is null ? new Answer(200) : new Answer(200, new JsonObject { ["id"] = activity });
    });

    private Answer Page(Conversation chat, HttpRequest request)
    {
        var size = int.TryParse(request.Query["pageSize"], System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 50, 500) : 200;
        var offset = int.TryParse(request.Query["continuationToken"], System.Globalization.CultureInfo.InvariantCulture, out var token) ? token : 0;
        var page = new JsonObject { ["members"] = new JsonArray([.. Members(chat).Skip(offset).Take(size)]) };
        if (offset + size < chat.People.Count)
        {
            page["continuationToken"] = (offset + size).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new Answer(200, page);
    }

    private Answer Member(Conversation chat, string id) =>
        channel.PersonOf(chat.Tenant, id) is { } person && chat.People.Contains(person.Id)
            ? new Answer(200, Show(chat.Tenant, person))
            : Refused(404, "MemberNotFoundInConversation", "The member does not exist in the conversation.");

    private IEnumerable<JsonNode> Members(Conversation chat) =>
        chat.People.Select(id => channel.PersonOf(chat.Tenant, id.ToString("D"))).OfType<DemoPerson>().Select(person => Show(chat.Tenant, person));

    private static JsonObject Show(Guid tenant, DemoPerson person) => new()
    {
        ["id"] = ChannelLookAlike.MriOf(tenant, person.Id),
        ["name"] = person.DisplayName,
        ["aadObjectId"] = person.Id.ToString("D"),
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["email"] = person.Mail,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["tenantId"] = tenant.ToString("D"),
        ["userRole"] = "user",
    };

    private Answer InTeam(Guid? tenant, string id, Func<List<Conversation>, Answer> answer)
    {
        var team = channel.Team(id).Where(chat => tenant is null || chat.Tenant == tenant).ToList();
        return team is [] ? Refused(404, "TeamNotFound", "The team does not exist.") : answer(team);
    }

    private Answer InConversation(Guid? tenant, string id, Func<Conversation, Answer> answer)
    {
        var chat = channel.Find(id);
        return chat is null || (tenant is not null && chat.Tenant != tenant) ? Refused(404, "ConversationNotFound", "Conversation not found.")
            : !chat.HasBot ? Refused(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
            : chat.IsBlocked ? Refused(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.")
            : answer(chat);
    }

    private bool IsBot(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && channel.Entra.Judge(authorization[7..].Trim(), EntraLookAlike.ChannelAudience).Claims is { } claims
            && (string?)claims["appid"] == channel.Entra.ClientId.ToString("D");
    }

    private static Answer Refused(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    private sealed record Answer(int Status, JsonNode? Body = null)
    {
        public string? RetryAfter { get; init; }

        public void Deconstruct(out int status, out JsonNode? body, out string? retryAfter) => (status, body, retryAfter) = (Status, Body, RetryAfter);
    }
}
