using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardAction = Workspace.Domain.Boards.BoardAction;

namespace Workspace.Features.Approvals;

/// <summary>Somebody asks: by a template, or one person to decide; about a card or about what is written. All who are asked get a card in their chat.</summary>
public sealed class StartApproval(Changes changes)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, StartApprovalRequest request, CancellationToken ct)
    {
        var known = Command.For(command, nameof(StartApproval), request);
        return request.On is { } on
            ? changes.OnCardAsync<ApprovalView>(actor, known, on.Board, on.Card, BoardAction.AskForApproval, AskAsync, ct)
            : changes.RunAsync<ApprovalView>(actor, known, [], work => AskAsync(work, card: null), ct);

        async Task<Outcome<ApprovalView>> AskAsync(UnitOfWork work, Card? card)
        {
            if (actor.Person is not { } author) { return Refusal.NotAllowed; }

            var (plan, refusal) = await ApprovalPlan.MakeAsync(work.Db, author, request, card, work.Now, ct);
            if (plan is null) { return refusal!; }

            var started = await StartAsync(work, plan, ct);
            if (started.Value is not { } approval) { return started.Refusal!; }

            _ = await work.Db.SaveChangesAsync(ct);   // what the view reads
            return (await work.Db.Set<Approval>().Where(a => a.Id == approval.Id).ToViewsAsync(work.Db, actor, plan.House, ct)).Single();
        }
    }

    /// <summary>One person is asked to decide about a card: what a rule of a board does, in the name of a person.</summary>
    internal static async Task<Outcome<Approval>> OnCardAsync(UnitOfWork work, Card card, Guid author, Guid approver, string? comment, CancellationToken ct)
    {
        var request = new StartApprovalRequest(null, null, null, null, null, null, comment, [new(ApprovalPlan.OnlySeat, [approver])], null, null, new(card.Board, card.Id));
        var (plan, refusal) = await ApprovalPlan.MakeAsync(work.Db, author, request, card, work.Now, ct);
        return plan is null ? refusal! : await StartAsync(work, plan, ct);
    }

    private static async Task<Outcome<Approval>> StartAsync(UnitOfWork work, ApprovalPlan plan, CancellationToken ct)
    {
        var ruling = plan.Start(work.Now);
        if (ruling.Refusal is { } refusal) { return refusal; }

        if (plan.Card is { } card)
        {
            if (card.IsArchived) { return Card.Archived; }
            if (await work.Db.Set<Approval>().AnyAsync(a => a.Card == card.Id && a.State == Domain.Approvals.ApprovalState.Open, ct)) { return Approval.AlreadyOpen; }
        }

        var approval = plan.ToApproval(Guid.CreateVersion7(work.Now), work.Actor.Organisation, work.Now);
        _ = work.Db.Add(approval);
        _ = work.Db.Add(ApprovalVersionRow.Of(approval, 1, work.Now, plan.Content));
        work.Begin(approval.Id, StreamKind.Approval);
        _ = work.Append(approval.Id, new ApprovalAsked(approval.Author, approval.Card));
        if (plan.Card is { } on) { ApprovalOnCard.Show(work, on, approval); }

        _ = await FollowProcedure.RunAsync(work, approval, before: null, ruling, plan.House, ct);
        return approval;
    }
}

/// <summary>Whom one would ask about what, and until when; nothing is kept or sent.</summary>
public sealed class PreviewApproval(Reads reads, TimeProvider clock)
{
    public Task<Outcome<ApprovalPreview>> RunAsync(Actor actor, StartApprovalRequest request, string language, CancellationToken ct) => reads.RunAsync<Outcome<ApprovalPreview>>(actor, async db =>
    {
        if (actor.Person is not { } author) { return Refusal.NotAllowed; }

        Card? card = null;
        if (request.On is { } on)
        {
            card = await BoardAccess.StandingAsync(db, actor, on.Board, ct) is null ? null : await db.Set<Card>().AsNoTracking().SingleOrDefaultAsync(c => c.Board == on.Board && c.Id == on.Card, ct);
            if (card is null) { return default; }
        }

        var now = clock.GetUtcNow();
        var (plan, refusal) = await ApprovalPlan.MakeAsync(db, author, request, card, now, ct);
        if (plan is null) { return refusal!; }

        var ruling = plan.Start(now);
        return ruling.State is { } state
            ? new ApprovalPreview(ApprovalDetails.Preview(state, plan.House, language), state.Lead, state.Path.Informed, state.Path.Rules.NeedFourEyes(state.Matter))
            : ruling.Refusal!;
    }, ct);
}

/// <summary>What somebody asks for, with all that the rules need to say whether they may.</summary>
internal sealed record ApprovalPlan(Guid Author, Matter Matter, IReadOnlyList<Guid> Lead, ApprovalPath Path, Content Content, string? Comment, Guid? Template, Card? Card, HouseNow House)
{
    /// <summary>Of the path without a template: one closing signature.</summary>
    public const int OnlySeat = 1;

    private static readonly Refusal s_peopleNotFound = new("people-not-found");
    private static readonly Refusal s_templateNotFound = new("approvals.template-not-found");
    public static readonly Refusal SubjectRequired = new("approvals.subject-required");
    public static readonly Refusal CardIsContent = new("approvals.card-is-content");
    private static readonly PathTemplate s_onePerson = new("", new([new Stage([new Seat(Domain.Approvals.SeatRole.Closing, [], "")])]));

    public static async Task<(ApprovalPlan? Plan, Refusal? Refusal)> MakeAsync(
        WorkspaceDb db, Guid author, StartApprovalRequest request, Card? card, DateTimeOffset now, CancellationToken ct)
    {
        var (template, type) = (s_onePerson, "approval");
        if (request.Template is { } id)
        {
            if (await db.Set<ApprovalTemplateRow>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && !t.Archived, ct) is not { } row) { return (null, s_templateNotFound); }

            (template, type) = (row.ToDomain(), row.Type);
        }

        var (content, problem) = ContentOf(request, card);
        if (content is null) { return (null, problem); }

        var holders = (request.Holders ?? []).GroupBy(h => h.Seat).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.SelectMany(h => h.People).Distinct()]);
        var (path, refusal) = template.Fill(holders);
        if (path is null) { return (null, refusal); }

        path = path with { Informed = [.. path.Informed.Union(request.Informed ?? [])] };
        var lead = request.Lead is { Count: > 0 } named ? named.Distinct().ToArray() : [author];
        var people = path.Seats.SelectMany(s => s.Holders).Concat(path.Informed).Concat(lead).Append(author).Distinct().ToArray();
        var known = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id) && p.Active).Select(p => new { p.Id, p.Department }).ToListAsync(ct);
        if (known.Count < people.Length) { return (null, s_peopleNotFound); }

        var unit = string.IsNullOrWhiteSpace(request.Unit) ? card?.Department ?? known.Single(p => p.Id == author).Department ?? "" : request.Unit.Trim();
        var house = await HouseNow.ReadAsync(db, author, now, ct);
        return (new(author, new(type, unit, request.Amount), lead, path, content, request.Comment, request.Template, card, house), null);
    }

    public Ruling Start(DateTimeOffset at) => Procedure.Start(House.ActOf(Author, at), Matter, Lead, Path, Content.Hash(), Comment);

    public Approval ToApproval(Guid id, Guid organisation, DateTimeOffset at) => new()
    {
        Id = id,
        Organisation = organisation,
        Type = Matter.Type,
        Template = Template,
        Subject = Content.Subject,
        Unit = Matter.Unit,
        Amount = Matter.Amount,
        Author = Author,
        AskedAt = at,
        Board = Card?.Board,
        Card = Card?.Id,
    };

    /// <summary>Null where all of them are people of the house who still work there.</summary>
    public static async Task<Refusal?> UnknownAsync(WorkspaceDb db, IReadOnlyList<Guid> people, CancellationToken ct)
    {
        var ids = people.Distinct().ToArray();
        return await db.Set<Person>().CountAsync(p => ids.Contains(p.Id) && p.Active, ct) == ids.Length ? null : s_peopleNotFound;
    }

    /// <summary>What a card says. Its links are plain: what stands behind them can't be frozen.</summary>
    public static Content ContentOf(Card card) =>
        new(card.Title, card.Description ?? "", [.. card.Links.Select(l => new Attachment(l.Title, Domain.Approvals.AttachmentKind.Link, l.Url))]);

    public static IReadOnlyList<Attachment> AttachmentsOf(IReadOnlyList<ApprovalAttachment>? attachments) =>
        [.. (attachments ?? []).Select(a => new Attachment(a.Name, (Domain.Approvals.AttachmentKind)a.Kind, a.Reference))];

    private static (Content? Content, Refusal? Refusal) ContentOf(StartApprovalRequest request, Card? card) => card is not null
        ? request is { Subject: null, Text: null, Attachments: null or [] } ? (ContentOf(card), null) : (null, CardIsContent)
        : string.IsNullOrWhiteSpace(request.Subject) ? (null, SubjectRequired)
        : (new(request.Subject.Trim(), request.Text?.Trim() ?? "", AttachmentsOf(request.Attachments)), null);
}
