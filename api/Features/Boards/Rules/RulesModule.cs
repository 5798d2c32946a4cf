using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Rules;

/// <summary>What a board does by itself, and what somebody wants to be reminded of.</summary>
public static class RulesModule
{
    internal static IServiceCollection AddBoardRules(this IServiceCollection services) => services
        .AddSingleton<IReaction, FollowChanges>()
        .AddScoped<ListRules>().AddScoped<SaveRule>().AddScoped<RemoveRule>().AddScoped<ListRuleRuns>()
        .AddScoped<FindReminder>().AddScoped<SetReminder>().AddScoped<EndReminder>()
        .AddSingleton<RunTimedRules>().AddSingleton<SendReminders>();

    internal static void MapBoardRules(this RouteGroupBuilder board)
    {
        _ = board.MapGet("/rules", async (Guid board, Actor actor, ListRules list, CancellationToken ct) => (await list.RunAsync(actor, board, ct)).ToHttp())
            .WithSummary("The board's rules. Viewers.");
        _ = board.MapPost("/rules", async (Guid board, Actor actor, CommandId command, RuleRequest body, SaveRule save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, board, rule: null, body, ct)).ToHttp()).WithSummary("A new rule. Owners.");
        _ = board.MapPut("/rules/{rule:guid}", async (Guid board, Guid rule, Actor actor, CommandId command, RuleRequest body, SaveRule save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, board, rule, body, ct)).ToHttp()).WithSummary("Writes a rule anew; it acts with the rights of whoever did. Owners.");
        _ = board.MapDelete("/rules/{rule:guid}", async (Guid board, Guid rule, Actor actor, CommandId command, RemoveRule remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, rule, ct)).ToHttp()).WithSummary("Takes a rule off. Owners.");
        _ = board.MapGet("/rules/runs", async (Guid board, long? before, Actor actor, ListRuleRuns list, HttpContext http, CancellationToken ct) =>
            (await list.RunAsync(actor, board, before, Language.Of(http.Request), ct)).ToHttp()).WithSummary("What the rules did, or why not; the newest first. Editors.");
        var reminder = board.MapGroup("/cards/{card:guid}/reminder");
        _ = reminder.MapGet("", async (Guid board, Guid card, Actor actor, FindReminder find, CancellationToken ct) => (await find.RunAsync(actor, board, card, ct)).ToHttp())
            .WithSummary("The person's own reminder of a card. Viewers.");
        _ = reminder.MapPut("", async (Guid board, Guid card, Actor actor, CommandId command, ReminderRequest body, SetReminder set, CancellationToken ct) =>
            (await set.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("Asks to be reminded of a card. Viewers.");
        _ = reminder.MapDelete("", async (Guid board, Guid card, Actor actor, CommandId command, EndReminder end, CancellationToken ct) =>
            (await end.RunAsync(actor, command, board, card, ct)).ToHttp()).WithSummary("Wants no reminder of a card any more. Everybody their own.");
    }
}
