using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
        .AddScoped<FindApproval>().AddScoped<FindApprovalForMessage>().AddScoped<ListApprovals>().AddScoped<ReadApprovalRecord>().AddScoped<ReadProtocol>()
        .AddScoped<TakeBackAnswer>().AddScoped<WithdrawApproval>().AddScoped<ReviseApproval>().AddScoped<ConfirmVersion>()
        .AddScoped<CallTalk>().AddScoped<NoteDissent>().AddScoped<EscalateRefusal>().AddScoped<DecideEscalation>()
        .AddScoped<DeclineChange>().AddScoped<ReassignSeat>().AddScoped<DropSeat>().AddScoped<DeclareBias>().AddScoped<AcknowledgeApproval>()
        .AddScoped<SignSeveral>()
        .AddScoped<ListTemplates>().AddScoped<SaveTemplate>()
        .AddScoped<ListDeputyships>().AddScoped<NameDeputy>().AddScoped<EndDeputyship>()
        .AddScoped<ListSigningPowers>().AddScoped<SaveSigningPowers>().AddScoped<ReadHouseCalendar>().AddScoped<SaveHouseCalendar>()
        .AddSingleton<IReaction, FollowCardContent>().AddSingleton<ApprovalDeadlines>().AddScoped<FindDeputyshipForMessage>();

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

        _ = approvals.MapGet("/{approval:guid}/protocol", async Task<Results<ContentHttpResult, ProblemHttpResult>> (Guid approval, Actor actor, HttpContext http, ReadProtocol read, CancellationToken ct) =>
        {
            var outcome = await read.RunAsync(actor, approval, Language.Of(http.Request), ct);
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
            return outcome.ToHttp(page => TypedResults.Content(page.ToHtml(), "text/html; charset=utf-8"));
        }).WithSummary("The protocol as a page to print or to file, with the head of the record. Whom it concerns, their deputies, viewers of the board.");

        MapLeading(approvals.MapGroup("/{approval:guid}"));
        MapHouse(approvals);
    }

    /// <summary>What those who ask and those who are asked do beside answering.</summary>
    private static void MapLeading(RouteGroupBuilder one)
    {
        _ = one.MapPost("/steps/{step:int}/take-back", async (Guid approval, int step, Actor actor, CommandId command, ApprovalWordsRequest body, TakeBackAnswer take, CancellationToken ct) =>
            (await take.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Takes an answer back while its stage runs. Who answered, or for whom.");
        _ = one.MapPost("/steps/{step:int}/call-talk", async (Guid approval, int step, Actor actor, CommandId command, ApprovalWordsRequest body, CallTalk call, CancellationToken ct) =>
            (await call.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Calls whoever refused to a Rücksprache. The lead unit.");
        _ = one.MapPost("/steps/{step:int}/note-dissent", async (Guid approval, int step, Actor actor, CommandId command, ApprovalWordsRequest body, NoteDissent note, CancellationToken ct) =>
            (await note.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Goes on without agreement. The lead unit.");
        _ = one.MapPost("/steps/{step:int}/escalate", async (Guid approval, int step, Actor actor, CommandId command, EscalateRefusalRequest body, EscalateRefusal escalate, CancellationToken ct) =>
            (await escalate.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Asks the common superior about a refusal. The lead unit.");
        _ = one.MapPost("/steps/{step:int}/decide-escalation", async (Guid approval, int step, Actor actor, CommandId command, DecideEscalationRequest body, DecideEscalation decide, CancellationToken ct) =>
            (await decide.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Decides about a refusal. The superior who was asked.");
        _ = one.MapPost("/steps/{step:int}/decline-change", async (Guid approval, int step, Actor actor, CommandId command, ApprovalWordsRequest body, DeclineChange decline, CancellationToken ct) =>
            (await decline.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Does not take a proposal over. The lead unit.");
        _ = one.MapPost("/steps/{step:int}/reassign", async (Guid approval, int step, Actor actor, CommandId command, ReassignSeatRequest body, ReassignSeat reassign, CancellationToken ct) =>
            (await reassign.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Asks others for a seat. The lead unit.");
        _ = one.MapPost("/steps/{step:int}/drop", async (Guid approval, int step, Actor actor, CommandId command, ApprovalWordsRequest body, DropSeat drop, CancellationToken ct) =>
            (await drop.RunAsync(actor, command, approval, step, body, ct)).ToHttp()).WithSummary("Leaves out a seat that is not competent. The lead unit.");
        _ = one.MapPost("/withdraw", async (Guid approval, Actor actor, CommandId command, ApprovalWordsRequest body, WithdrawApproval withdraw, CancellationToken ct) =>
            (await withdraw.RunAsync(actor, command, approval, body, ct)).ToHttp()).WithSummary("Ends it before it is closed. Author and lead unit.");
        _ = one.MapPost("/revise", async (Guid approval, Actor actor, CommandId command, ReviseApprovalRequest body, ReviseApproval revise, CancellationToken ct) =>
            (await revise.RunAsync(actor, command, approval, body, ct)).ToHttp()).WithSummary("Makes a new version. Author and lead unit.");
        _ = one.MapPost("/confirm", async (Guid approval, Actor actor, CommandId command, ConfirmVersionRequest body, ConfirmVersion confirm, CancellationToken ct) =>
            (await confirm.RunAsync(actor, command, approval, body, ct)).ToHttp()).WithSummary("Vouches for a change by somebody unknown. The lead unit.");
        _ = one.MapPost("/declare-bias", async (Guid approval, Actor actor, CommandId command, ApprovalWordsRequest body, DeclareBias declare, CancellationToken ct) =>
            (await declare.RunAsync(actor, command, approval, body, ct)).ToHttp()).WithSummary("Takes no part any more. Who is asked, or could answer for somebody.");
        _ = one.MapPost("/acknowledge", async (Guid approval, Actor actor, CommandId command, ApprovalWordsRequest body, AcknowledgeApproval acknowledge, CancellationToken ct) =>
            (await acknowledge.RunAsync(actor, command, approval, body, ct)).ToHttp()).WithSummary("Takes note. Who is named for it.");
    }

    /// <summary>What the house lays down.</summary>
    private static void MapHouse(RouteGroupBuilder approvals)
    {
        _ = approvals.MapPost("/answers", async (Actor actor, CommandId command, SignSeveralRequest body, SignSeveral sign, CancellationToken ct) =>
            TypedResults.Ok(await sign.RunAsync(actor, command, body, ct))).WithSummary("Consents to several approvals whose template allows it, each for itself. Who is asked, or their deputy.");

        var deputies = approvals.MapGroup("/deputies");
        _ = deputies.MapGet("", async (Actor actor, ListDeputyships list, bool? all, CancellationToken ct) =>
            (await list.RunAsync(actor, all ?? false, ct)).ToHttp()).WithSummary("Who stands in for the person, and for whom they do; all of the house for administrators.");
        _ = deputies.MapPost("", async (Actor actor, CommandId command, NameDeputyRequest body, NameDeputy name, CancellationToken ct) =>
            (await name.RunAsync(actor, command, body, ct)).ToHttp(d => TypedResults.Created($"/api/approvals/deputies/{d.Id}", d))).WithSummary("Names a deputy. Each for themselves, administrators for anybody.");
        _ = deputies.MapDelete("/{deputyship:guid}", async (Guid deputyship, Actor actor, CommandId command, EndDeputyship end, CancellationToken ct) =>
            (await end.RunAsync(actor, command, deputyship, ct)).ToHttp()).WithSummary("Ends a deputyship. The principal and administrators.");

        _ = approvals.MapGet("/signing-powers", async (Actor actor, ListSigningPowers list, CancellationToken ct) =>
            (await list.RunAsync(actor, ct)).ToHttp()).WithSummary("Who closes what. Administrators.");
        _ = approvals.MapPut("/signing-powers", async (Actor actor, CommandId command, SigningPowersView body, SaveSigningPowers save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, body, ct)).ToHttp()).WithSummary("Saves the table of signing powers. Administrators.");
        _ = approvals.MapGet("/calendar", async (Actor actor, ReadHouseCalendar read, CancellationToken ct) =>
            TypedResults.Ok(await read.RunAsync(actor, ct))).WithSummary("Local holidays and days off. Anybody of the organisation.");
        _ = approvals.MapPut("/calendar", async (Actor actor, CommandId command, SaveHouseCalendarRequest body, SaveHouseCalendar save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, body, ct)).ToHttp()).WithSummary("Saves local holidays and days off. Administrators.");

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
