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
        return services
            .AddScoped<FindPlans>().AddScoped<LinkBoard>().AddScoped<UnlinkBoard>().AddScoped<WakeLink>().AddScoped<OpenLink>()
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
        _ = link.MapPost("/sync", async (Guid board, Actor actor, CommandId command, WakeLink use, HttpRequest http, CancellationToken ct) =>
            (await use.RunAsync(actor, command, board, Language.Of(http), ct)).ToHttp()).WithSummary("Compares both sides now; a paused link tries again. Editors.");
        _ = link.MapGet("/rules", async (Guid board, Actor actor, ReadRules use, CancellationToken ct) =>
            (await use.RunAsync(actor, board, ct)).ToHttp()).WithSummary("What happens to fields that were edited on both sides. Viewers.");
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
