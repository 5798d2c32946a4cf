using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Journal;
using Workspace.Features.Live;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Approvals: what can be asked and done, and who may. Who sees one is said in <see cref="ApprovalViews.VisibleTo"/>; to all others it is not there.</summary>
public static class ApprovalsModule
{
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddSingleton<IStreamAccess, ApprovalStreamAccess>()
        .AddScoped<StartApproval>().AddScoped<PreviewApproval>().AddScoped<AnswerStep>()
        .AddScoped<FindApproval>().AddScoped<FindApprovalForMessage>().AddScoped<ListApprovals>().AddScoped<ReadApprovalRecord>()
        .AddScoped<ListTemplates>().AddScoped<SaveTemplate>();

    public static void MapApprovals(this IEndpointRouteBuilder routes)
    {
        var approvals = routes.MapGroup("/approvals").WithTags("Approvals").RequireAuthorization();
        _ = approvals.MapGet("", async (Actor actor, ListApprovals list, BoxName? box, CancellationToken ct) =>
            TypedResults.Ok(await list.RunAsync(actor, box?.Box ?? ApprovalBox.ForMe, ct))).WithSummary("The person's approvals, open ones first.");
        _ = approvals.MapPost("", async (Actor actor, CommandId command, StartApprovalRequest body, StartApproval start, CancellationToken ct) =>
            (await start.RunAsync(actor, command, body, ct)).ToHttp(a => TypedResults.Created($"/api/approvals/{a.Id}", a)))
            .WithSummary("Asks for an approval. Anybody of the organisation; of a card, editors of its board.");
        _ = approvals.MapPost("/preview", async (Actor actor, HttpRequest request, StartApprovalRequest body, PreviewApproval preview, CancellationToken ct) =>
            (await preview.RunAsync(actor, body, Language.Of(request), ct)).ToHttp()).WithSummary("Who would be asked, and until when; keeps and sends nothing. Anybody of the organisation; of a card, viewers of its board.");
        _ = approvals.MapGet("/{approval:guid}", async (Guid approval, Actor actor, HttpRequest request, FindApproval find, CancellationToken ct) =>
            (await find.RunAsync(actor, approval, Language.Of(request), ct)).ToHttp()).WithSummary("One approval. Whom it concerns, their deputies, viewers of the board.");
        _ = approvals.MapGet("/{approval:guid}/record", async (Guid approval, Actor actor, ReadApprovalRecord read, CancellationToken ct) =>
            (await read.RunAsync(actor, approval, ct)).ToHttp()).WithSummary("What happened, as a hash-chained record. Whom it concerns, their deputies, viewers of the board.");
        _ = approvals.MapPost("/{approval:guid}/steps/{step:int}/answer", async (Guid approval, int step, Actor actor, CommandId command, AnswerStepRequest body, AnswerStep answer, CancellationToken ct) =>
            (await answer.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Answers a step. Who is asked, or their deputy.");

        var templates = approvals.MapGroup("/templates");
        _ = templates.MapGet("", async (Actor actor, ListTemplates list, CancellationToken ct) =>
            TypedResults.Ok(await list.RunAsync(actor, ct))).WithSummary("Templates to ask by. Anybody of the organisation; administrators see archived ones too.");
        _ = templates.MapPost("", async (Actor actor, CommandId command, SaveTemplateRequest body, SaveTemplate save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, null, body, ct)).ToHttp(t => TypedResults.Created($"/api/approvals/templates/{t.Id}", t))).WithSummary("Makes a template. Administrators.");
        _ = templates.MapPut("/{template:guid}", async (Guid template, Actor actor, CommandId command, SaveTemplateRequest body, SaveTemplate save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, template, body, ct)).ToHttp()).WithSummary("Changes a template; running approvals keep their path. Administrators.");
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
internal sealed class ApprovalStreamAccess(TimeProvider clock) : IStreamAccess
{
    public async Task<StreamHead?> FindAsync(WorkspaceDb db, Actor actor, Guid stream, CancellationToken ct)
    {
        var today = (await OrganisationCalendar.ReadAsync(db, ct)).DayOf(clock.GetUtcNow());
        return await db.Set<Approval>().Where(a => a.Id == stream).VisibleTo(db, actor, today)
            .Join(db.Set<StreamRow>(), a => a.Id, s => s.Id, (_, s) => new StreamHead(s.Sequence, s.Epoch))
            .SingleOrDefaultAsync(ct);
    }
}
