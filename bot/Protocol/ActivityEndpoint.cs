using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Bot.Protocol;

/// <summary>
/// <c>POST /api/messages</c>. Authentication has happened before the first byte of the body is read; here the body is compared
/// with the token, the organisation with the configuration, and then it goes to the dispatcher.
/// </summary>
internal sealed partial class ActivityEndpoint(
    Dispatcher dispatcher, IOptions<BotOptions> bot, IOptions<OrganisationOptions> organisation, TimeProvider clock, ILogger<ActivityEndpoint> logger)
{
    public const string Path = "/api/messages";

    /// <summary>Teams sends at most about 100 KB; a message extension somewhat more.</summary>
    private const int MostBytes = 1_000_000;

    /// <summary>The service gives up after 10 to 15 seconds.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(9);

    public static readonly IRequestSizeLimitMetadata SizeLimit = new Limit();

    public static readonly AuthorizationPolicy Policy =
        new AuthorizationPolicyBuilder(BotSignIn.SchemeName).RequireAuthenticatedUser().Build();

    public static Task<IResult> Receive(HttpContext http, ActivityEndpoint endpoint) => endpoint.ReceiveAsync(http);

    private async Task<IResult> ReceiveAsync(HttpContext http)
    {
        Activity? activity;
        try { activity = await JsonSerializer.DeserializeAsync(http.Request.Body, ProtocolJson.Default.Activity, http.RequestAborted); }
        catch (JsonException) { return Problems.Problem(StatusCodes.Status400BadRequest, "invalid-json"); }

        if (activity is not { Type.Length: > 0 }) { return Problems.Problem(StatusCodes.Status400BadRequest, "invalid"); }
        if (!BotSignIn.Fits(http.User, activity) || !ServiceUrl.TryFromVerified(activity.ServiceUrl, bot.Value.ServiceUrls, out var service))
        {
            LogDoesNotFit(activity.Type);
            return Problems.Problem(StatusCodes.Status403Forbidden, "activity-does-not-fit");
        }

        if (activity.Tenant is not { } tenant || tenant != organisation.Value.TenantId)
        {
            LogUnknownOrganisation(activity.Type);
            return Problems.Problem(StatusCodes.Status403Forbidden, "organisation-unknown");
        }

        if (Reference(activity, service) is not { } from) { return TypedResults.Ok(); } // nothing that could be answered

        using var limit = new CancellationTokenSource(s_turn, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, limit.Token);
        return await dispatcher.RunAsync(new Turn(activity, tenant, activity.Person, from), http.RequestAborted, time.Token);
    }

    private static ConversationReference? Reference(Activity activity, ServiceUrl service)
    {
        if (activity.Conversation is not { Id: { Length: > 0 } id } conversation) { return null; }

        var kind = conversation.ConversationType switch
        {
            "groupChat" => ConversationKind.GroupChat,
            "channel" => ConversationKind.Channel,
            _ => ConversationKind.Personal,
        };
        var personal = kind is ConversationKind.Personal;
        return new(
            kind is ConversationKind.Channel ? id.Split(";messageid=", 2)[0] : id,
            kind,
            service.Value,
            personal ? activity.Person : null,
            personal ? activity.From?.Id : null,
            activity.ChannelData.At("team", "id").Text(),
            activity.Locale is { Length: > 0 } locale ? Language.From(locale) : null);
    }

    private sealed class Limit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes;
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Warning, Message = "An activity of type {Type} does not fit its token")]
    private partial void LogDoesNotFit(string type);

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "An activity of type {Type} came from an unknown organisation")]
    private partial void LogUnknownOrganisation(string type);
}
