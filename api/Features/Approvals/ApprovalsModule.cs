using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Journal;
using Workspace.Features.Live;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Approvals that hang on cards: what can be asked and done, and who may.</summary>
public static class ApprovalsModule
{
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddSingleton<IStreamAccess, ApprovalStreamAccess>()
        .AddScoped<AskForApproval>().AddScoped<DecideApproval>()
        .AddScoped<FindApproval>().AddScoped<FindApprovalForMessage>().AddScoped<ListApprovals>().AddScoped<ReadApprovalRecord>();

    public static void MapApprovals(this IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/boards/{board:guid}/cards/{card:guid}/approvals", async (Guid board, Guid card, Actor actor, CommandId command, AskForApprovalRequest body, AskForApproval ask, CancellationToken ct) =>
            (await ask.RunAsync(actor, command, board, card, body, ct)).ToHttp(a => TypedResults.Created($"/api/approvals/{a.Id}", a)))
            .WithTags("Approvals").RequireAuthorization().WithSummary("Asks one person to decide about a card. Editors.");

        var approvals = routes.MapGroup("/approvals").WithTags("Approvals").RequireAuthorization();
        _ = approvals.MapGet("", async (Actor actor, ListApprovals list, BoxName? box, CancellationToken ct) =>
            TypedResults.Ok(await list.RunAsync(actor, box?.Box ?? ApprovalBox.ForMe, openOnly: false, ct))).WithSummary("The person's approvals, open ones first.");
        _ = approvals.MapGet("/{approval:guid}", async (Guid approval, Actor actor, FindApproval find, CancellationToken ct) =>
            (await find.RunAsync(actor, approval, ct)).ToHttp()).WithSummary("One approval. Requester, approver, viewers of the board.");
        _ = approvals.MapGet("/{approval:guid}/record", async (Guid approval, Actor actor, ReadApprovalRecord read, CancellationToken ct) =>
            (await read.RunAsync(actor, approval, ct)).ToHttp()).WithSummary("What happened, as a hash-chained record. Requester, approver, viewers of the board.");
        _ = approvals.MapPost("/{approval:guid}/decision", async (Guid approval, Actor actor, CommandId command, DecideApprovalRequest body, DecideApproval decide, CancellationToken ct) =>
            (await decide.RunAsync(actor, command, approval, body, ct)).ToHttp()).WithSummary("Approves or rejects. The approver.");
    }
}

/// <summary>A box as addresses write it, <c>forMe</c> or <c>byMe</c>: by themselves, enums of a query are read with the capitals they have in C#.</summary>
public readonly record struct BoxName(ApprovalBox Box)
{
    public static bool TryParse(string? text, out BoxName name)
    {
        var known = Enum.TryParse<ApprovalBox>(text, ignoreCase: true, out var box) && Enum.IsDefined(box);
        name = new(box);
        return known;
    }
}

/// <summary>Lets the hub know who may hear an approval.</summary>
internal sealed class ApprovalStreamAccess : IStreamAccess
{
    public Task<StreamHead?> FindAsync(WorkspaceDb db, Actor actor, Guid stream, CancellationToken ct) =>
        db.Set<Approval>().Where(a => a.Id == stream).VisibleTo(db, actor)
            .Join(db.Set<StreamRow>(), a => a.Id, s => s.Id, (_, s) => new StreamHead(s.Sequence, s.Epoch))
            .SingleOrDefaultAsync(ct);
}
