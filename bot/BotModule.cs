using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Bot.Approvals;
using Workspace.Bot.Boards;
using Workspace.Bot.Commands;
using Workspace.Bot.Notices;
using Workspace.Bot.Planner;
using Workspace.Bot.Protocol;
using Workspace.Features.Approvals;
using Workspace.Features.Boards;
using Workspace.Features.Outbox;
using Workspace.Features.Planner;
using Workspace.Features.Shared;

namespace Workspace.Bot;

/// <summary>The bot: which invokes, verbs and messages it knows.</summary>
public static class BotModule
{
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        _ = services.AddOutgoingHttp(configuration);
        _ = services.AddOptions<BotOptions>().Bind(configuration.GetSection(BotOptions.Section))
            .Validate(o => IsSafe(o.OpenIdMetadata), "Set Bot:OpenIdMetadata to the https address of the channel's OpenID metadata.")
            .Validate(o => o.Issuer.Length > 0, "Set Bot:Issuer to the issuer of the channel's tokens, for example https://api.botframework.com.")
            .Validate(o => o.TokenScope.EndsWith("/.default", StringComparison.Ordinal), "Set Bot:TokenScope to a scope that ends with /.default.")
            .ValidateOnStart();

        _ = services.AddHttpClient(ChannelKeys.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(5)).TrustingExtraCa();
        _ = services.AddHttpClient<Connector>(client => client.Timeout = TimeSpan.FromSeconds(20)).TrustingExtraCa();
        _ = services.AddSingleton<ChannelKeys>().AddSingleton<BotMetrics>().AddSingleton<CommandTable>();
        _ = services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BotSignIn>(BotSignIn.SchemeName, null);

        // People's tokens are not looked for at the channel's door: that would log an error for each activity.
        _ = services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).PostConfigure(people => people.ForwardDefaultSelector =
            http => http.Request.Path.Equals(ActivityEndpoint.Path, StringComparison.OrdinalIgnoreCase) ? BotSignIn.SchemeName : null);
        _ = services.AddScoped<ActivityEndpoint>().AddScoped<Dispatcher>().AddScoped<INotices, TeamsNotices>();

        return services
            .AddInvoke<CardActions>(CardActions.Name)
            .AddScoped<ShowApproval>()
            .AddVerb<ShowApproval>(ApprovalCard.ShowVerb)
            .AddVerb<ApproveByCard>(ApprovalCard.ApproveVerb)
            .AddVerb<AnswerByCard>(ApprovalCard.AnswerVerb)
            .AddNotice<ApprovalCardNotice>(ApprovalMessages.CardKind)
            .AddNotice<ApprovalDecidedNotice>(ApprovalMessages.DecidedKind)
            .AddNotice<DeadlineNotice>(ApprovalMessages.ReminderKind)
            .AddNotice<DeadlineNotice>(ApprovalMessages.OverdueKind)
            .AddNotice<DeadlineNotice>(ApprovalMessages.RepresentedKind)
            .AddNotice<DeputyNotice>(ApprovalMessages.DeputyKind)
            .AddNotice<CardNotice>(CardMessages.AssignedKind)
            .AddNotice<CardNotice>(CardMessages.MentionedKind)
            .AddNotice<CardNotice>(CardMessages.OverriddenKind)
            .AddNotice<CardNotice>(CardMessages.ReminderKind)
            .AddNotice<LinkNotice>(NoteOnLink.PausedKind)
            .AddNotice<LinkNotice>(NoteOnLink.TroubleKind)
            .AddNotice<LinkNotice>(NoteOnLink.ChoiceKind)
            .AddNotice<WelcomeAnswer>(Replies.Welcome)
            .AddNotice<HelpAnswer>(Replies.Help)
            .AddNotice<UnknownAnswer>(Replies.Unknown)
            .AddNotice<ApprovalsAnswer>(Replies.OpenApprovals)
            .AddNotice<ApprovalsAnswer>(Replies.Approvals)
            .AddNotice<TasksAnswer>(Replies.Tasks);
    }

    /// <summary>The channel's door. It has its own authentication: no token of a person opens it, and the channel's opens no other.</summary>
    public static void MapBot(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ActivityEndpoint.Path, ActivityEndpoint.Receive)
            .RequireAuthorization(ActivityEndpoint.Policy)
            .WithMetadata(ActivityEndpoint.SizeLimit)
            .ExcludeFromDescription();

    private static IServiceCollection AddInvoke<T>(this IServiceCollection services, string name)
        where T : class, IInvoke => services.Once<IInvoke, T>(name);

    private static IServiceCollection AddVerb<T>(this IServiceCollection services, string verb)
        where T : class, ICardVerb => services.Once<ICardVerb, T>(Dispatcher.Key(verb));

    private static IServiceCollection AddNotice<T>(this IServiceCollection services, string kind)
        where T : class, INotice => services.Once<INotice, T>(kind);

    /// <summary>Two handlers of one name would hide one another; that is a mistake of ours, found when the host starts.</summary>
    private static IServiceCollection Once<TService, T>(this IServiceCollection services, string name)
        where TService : class
        where T : class, TService =>
        services.Any(s => s.ServiceType == typeof(TService) && s.ServiceKey as string == name)
            ? throw new InvalidOperationException($"{typeof(TService).Name} '{name}' has two handlers.")
            : services.AddKeyedScoped<TService, T>(name);

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);
}
