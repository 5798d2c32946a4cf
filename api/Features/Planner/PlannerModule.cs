using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Planner;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;

namespace Workspace.Features.Planner;

/// <summary>Planner in step with boards: linking, ending, how it goes.</summary>
public static class PlannerModule
{
    public static IServiceCollection AddPlanner(this IServiceCollection services)
    {
        _ = services.AddOptions<PlannerPace>().BindConfiguration("Planner");
        _ = services.AddOptions<PlannerLimits>().BindConfiguration("Planner:Limits");
        return services
            .AddScoped<FindPlans>().AddScoped<LinkBoard>().AddScoped<UnlinkBoard>().AddScoped<WakeLink>().AddScoped<WakeLinkAsAdministrator>().AddScoped<PauseLink>().AddScoped<ResumeLink>().AddScoped<OpenLink>()
            .AddScoped<PreviewLink>().AddScoped<ListLinks>().AddScoped<ReadLog>()
            .AddScoped<ReadConflicts>().AddScoped<SettleConflict>().AddScoped<ReadRules>().AddScoped<SetRules>()
            .AddScoped<FindLinkForMessage>()
            .AddSingleton<PlannerSignal>()
            .AddSingleton<NoteOnLink>()
            .AddSingleton<CheckLinker>()
            .AddSingleton<SyncBoard>()
            .AddSingleton<PlannerSync>()
            .AddHostedService(s => s.GetRequiredService<PlannerSync>());
    }

    public static void MapPlanner(this IEndpointRouteBuilder routes)
    {
        var planner = routes.MapGroup("/planner").WithTags("Planner").RequireAuthorization();
        _ = planner.MapGet("/groups", async (Actor actor, PersonToken token, FindPlans find, CancellationToken ct) =>
            TypedResults.Ok(await find.GroupsAsync(actor, token, ct))).WithSummary("The person's Microsoft 365 groups. Anybody of the organisation.");
        _ = planner.MapGet("/groups/{group}/plans", async (string group, Actor actor, PersonToken token, FindPlans find, CancellationToken ct) =>
            (await find.PlansAsync(actor, token, group, ct)).ToHttp()).WithSummary("Basic plans of a group. Its members.");
        _ = planner.MapGet("/links", async (Actor actor, ListLinks list, HttpRequest http, CancellationToken ct) =>
            (await list.RunAsync(actor, Language.Of(http), ct)).ToHttp()).WithSummary("How all links of the organisation are. Administrators.");
        _ = planner.MapPost("/links/{board:guid}/sync", async (Guid board, Actor actor, CommandId command, WakeLinkAsAdministrator use, HttpRequest http, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, Language.Of(http), ct)).ToHttp()).WithSummary("Compares both sides of a link now. Administrators.");

        var link = routes.MapGroup("/boards/{board:guid}/planner").WithTags("Planner").RequireAuthorization();
        _ = link.MapGet("", async (Guid board, Actor actor, PersonToken token, CheckLinker check, OpenLink open, HttpRequest http, CancellationToken ct) =>
        {
            await check.InPersonAsync(actor, token, board, ct);
            return (await open.RunAsync(actor, board, Language.Of(http), ct)).ToHttp();
        }).WithSummary("How the board's link to Planner is. Viewers.");
        _ = link.MapPost("", async (Guid board, Actor actor, CommandId command, PersonToken token, LinkPlannerRequest body, LinkBoard use, HttpRequest http, CancellationToken ct) =>
            (await use.RunAsync(actor, command, token, board, body, Language.Of(http), ct)).ToHttp(v => TypedResults.Created($"/api/boards/{board}/planner", v)))
            .WithSummary("Links the board to a plan. Owners who are members of the plan's group.");
        _ = link.MapDelete("", async (Guid board, Actor actor, CommandId command, UnlinkBoard use, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, ct)).ToHttp()).WithSummary("Ends the link; cards and tasks stay. Owners.");
        _ = link.MapGet("/preview", async (Guid board, string? plan, Actor actor, PersonToken token, PreviewLink use, CancellationToken ct) =>
            (await use.RunAsync(actor, token, board, plan, ct)).ToHttp()).WithSummary("What linking to a plan, or to a new one, would do. Owners who can read the plan.");
        _ = link.MapPost("/sync", async (Guid board, Actor actor, CommandId command, WakeLink use, HttpRequest http, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, Language.Of(http), ct)).ToHttp()).WithSummary("Compares both sides now; a link that something paused tries again. Editors.");
        _ = link.MapPost("/pause", async (Guid board, Actor actor, CommandId command, PauseLink use, HttpRequest http, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, Language.Of(http), ct)).ToHttp()).WithSummary("Pauses the link until somebody resumes it. Owners.");
        _ = link.MapPost("/resume", async (Guid board, Actor actor, CommandId command, ResumeLink use, HttpRequest http, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, Language.Of(http), ct)).ToHttp()).WithSummary("Goes on after a pause and compares what happened meanwhile. Owners.");
        _ = link.MapGet("/log", async (Guid board, Guid? before, Actor actor, ReadLog use, CancellationToken ct) =>
            (await use.RunAsync(actor, board, before, ct)).ToHttp()).WithSummary("What was written to Planner, the newest first. Viewers.");
        _ = link.MapGet("/rules", async (Guid board, Actor actor, ReadRules use, CancellationToken ct) =>
            (await use.RunAsync(actor, board, ct)).ToHttp()).WithSummary("What happens to fields that were edited on both sides, and to tasks of archived cards. Viewers.");
        _ = link.MapPut("/rules", async (Guid board, Actor actor, CommandId command, PlannerRules body, SetRules use, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("Changes it. Owners.");
        _ = link.MapGet("/conflicts", async (Guid board, Guid? card, long? before, Actor actor, ReadConflicts use, CancellationToken ct) =>
            (await use.RunAsync(actor, board, card, before, ct)).ToHttp()).WithSummary("What was edited on both sides, the newest first. Viewers.");
        _ = link.MapPost("/conflicts/{conflict:long}/restore", async (Guid board, long conflict, Actor actor, CommandId command, SettleConflict use, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, conflict, restore: true, ct)).ToHttp())
            .WithSummary("Takes the value that gave way: on the board, and so in Planner. Editors; names of columns and labels: whoever edits columns.");
        _ = link.MapPost("/conflicts/{conflict:long}/keep", async (Guid board, long conflict, Actor actor, CommandId command, SettleConflict use, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, conflict, restore: false, ct)).ToHttp())
            .WithSummary("Confirms the value that stayed; where a person was asked, it goes to Planner. Editors.");
    }
}
