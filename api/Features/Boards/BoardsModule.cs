using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Boards.Export;
using Workspace.Features.Boards.Import;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Journal;
using Workspace.Features.Live;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Project boards: what can be asked and done, and who may.</summary>
public static class BoardsModule
{
    public static IServiceCollection AddBoards(this IServiceCollection services) => services
        .AddSingleton<BoardSnapshots>()
        .AddSingleton<IStreamAccess, BoardStreamAccess>()
        .AddScoped<ListBoards>().AddScoped<CreateBoard>().AddScoped<OpenBoard>().AddScoped<EditBoard>()
        .AddScoped<CopyBoard>().AddScoped<ArchiveBoard>().AddScoped<RestoreBoard>()
        .AddScoped<SetMember>().AddScoped<RemoveMember>().AddScoped<FindPeopleOfBoard>().AddScoped<ListUnitSizes>().AddScoped<SetUnit>().AddScoped<RemoveUnit>()
        .AddScoped<AddColumn>().AddScoped<EditColumn>().AddScoped<MoveColumn>().AddScoped<ArchiveColumn>()
        .AddScoped<AddLabel>().AddScoped<EditLabel>().AddScoped<AddField>().AddScoped<EditField>().AddScoped<MoveField>().AddScoped<ArchiveField>()
        .AddScoped<CreateCard>().AddScoped<OpenCard>().AddScoped<EditCard>().AddScoped<MoveCard>()
        .AddScoped<ArchiveCard>().AddScoped<TrashCard>().AddScoped<RestoreCard>().AddScoped<ListArchive>().AddScoped<CardHistory>().AddScoped<BoardHistory>().AddScoped<CopyCard>()
        .AddScoped<ListMyWork>().AddScoped<Undo>().AddScoped<ListFilters>().AddScoped<SaveFilter>().AddScoped<RemoveFilter>().AddScoped<FindCardForMessage>().AddScoped<CommentCard>().AddScoped<EditComment>().AddScoped<RemoveComment>()
        .AddScoped<AddChecklistItem>().AddScoped<EditChecklistItem>().AddScoped<RemoveChecklistItem>().AddScoped<MoveChecklistItem>()
        .AddScoped<AddLink>().AddScoped<EditLink>().AddScoped<RemoveLink>()
        .AddScoped<ReadFlow>().AddScoped<PreviewRecurrence>()
        .AddSingleton<MakeRecurringCards>().AddSingleton<EmptyTrash>().AddSingleton<Caretaker>().AddHostedService(s => s.GetRequiredService<Caretaker>())
        .AddBoardRules()
        .AddBoardImports()
        .AddBoardExports();

    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/me/work", async (Actor actor, ListMyWork list, CancellationToken ct) => TypedResults.Ok(await list.RunAsync(actor, ct)))
            .WithTags("Boards").RequireAuthorization().WithSummary("What waits for the person, over all boards. Anybody of the organisation, their own.");
        var boards = routes.MapGroup("/boards").WithTags("Boards").RequireAuthorization();
        _ = boards.MapGet("", async (bool? archived, Actor actor, ListBoards list, CancellationToken ct) => TypedResults.Ok(await list.RunAsync(actor, archived ?? false, ct)))
            .WithSummary("Boards the person may see; or those that were put away.");
        _ = boards.MapPost("", async (Actor actor, CommandId command, CreateBoardRequest body, CreateBoard create, CancellationToken ct) =>
            (await create.RunAsync(actor, command, body, ct)).ToHttp(b => TypedResults.Created($"/api/boards/{b.Id}", b)))
            .WithSummary("A new board. Anybody of the organisation.");

        boards.MapBoardImports();

        var board = boards.MapGroup("/{board:guid}");
        _ = board.MapGet("", Open).Produces<BoardView>().Produces(StatusCodes.Status304NotModified)
            .WithSummary("A whole board; 304 where the ETag still holds. Viewers.");
        _ = board.MapGet("/access", Access).WithSummary("What the person may do here. Viewers.");
        _ = board.MapGet("/journal", Journal).WithSummary("Entries after a sequence. Viewers.");
        _ = board.MapGet("/history", async (Guid board, bool? cards, Guid? person, long? before, Actor actor, BoardHistory history, CancellationToken ct) =>
            (await history.RunAsync(actor, board, cards, person, before, ct)).ToHttp()).WithSummary("What happened on it, newest first. Viewers.");
        _ = board.MapGet("/archive", async (Guid board, Actor actor, ListArchive list, CancellationToken ct) => (await list.RunAsync(actor, board, trash: false, ct)).ToHttp())
            .WithSummary("Archived cards. Viewers.");
        _ = board.MapGet("/trash", async (Guid board, Actor actor, ListArchive list, CancellationToken ct) => (await list.RunAsync(actor, board, trash: true, ct)).ToHttp())
            .WithSummary("Cards in the trash. Viewers.");
        _ = board.MapGet("/flow", async (Guid board, DateOnly? from, DateOnly? to, Actor actor, ReadFlow flow, CancellationToken ct) =>
            (await flow.RunAsync(actor, board, from, to, ct)).ToHttp()).WithSummary("How work flowed: cumulative flow, throughput, lead and cycle time. Viewers.");
        _ = board.MapPatch("", async (Guid board, Actor actor, CommandId command, EditBoardRequest body, EditBoard edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("Name, purpose, visibility, use as template. Owners.");
        _ = board.MapPost("/archive", async (Guid board, Actor actor, CommandId command, ArchiveBoard archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, command, board, ct)).ToHttp()).WithSummary("Puts the board away. Owners.");
        _ = board.MapPost("/restore", async (Guid board, Actor actor, CommandId command, RestoreBoard restore, CancellationToken ct) =>
            (await restore.RunAsync(actor, command, board, ct)).ToHttp()).WithSummary("Brings the board back. Owners.");
        _ = board.MapPost("/copy", async (Guid board, Actor actor, CommandId command, CopyBoardRequest body, CopyBoard copy, CancellationToken ct) =>
            (await copy.RunAsync(actor, command, board, body, ct)).ToHttp(b => TypedResults.Created($"/api/boards/{b.Id}", b)))
            .WithSummary("A new board like this one. Viewers; with its members, owners.");
        _ = board.MapPut("/members/{person:guid}", async (Guid board, Guid person, Actor actor, CommandId command, SetMemberRequest body, SetMember set, CancellationToken ct) =>
            (await set.RunAsync(actor, command, board, person, body, ct)).ToHttp()).WithSummary("Gives a role. Owners.");
        _ = board.MapDelete("/members/{person:guid}", async (Guid board, Guid person, Actor actor, CommandId command, RemoveMember remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, person, ct)).ToHttp()).WithSummary("Takes somebody off. Owners; everybody themselves.");

        _ = board.MapGet("/people", async (Guid board, string? search, int? take, Actor actor, FindPeopleOfBoard find, CancellationToken ct) =>
            (await find.RunAsync(actor, board, search, take ?? 20, ct)).ToHttp())
            .WithSummary("Who takes part, by themselves, with their department or with a group; by name, mail or department. Viewers.");
        _ = board.MapGet("/units", async (Guid board, Actor actor, ListUnitSizes list, CancellationToken ct) => (await list.RunAsync(actor, board, ct)).ToHttp())
            .WithSummary("How many people its departments and Entra groups have. Viewers.");
        _ = board.MapPut("/units", async (Guid board, Actor actor, CommandId command, SetUnitRequest body, SetUnit set, CancellationToken ct) =>
            (await set.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("Gives a department or Entra group a role. Owners.");
        _ = board.MapDelete("/units", async (Guid board, string kind, string key, Actor actor, CommandId command, RemoveUnit remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, kind, key, ct)).ToHttp()).WithSummary("Takes a department or Entra group off. Owners.");

        _ = board.MapPost("/undo", async (Guid board, Actor actor, CommandId command, UndoRequest body, Undo undo, CancellationToken ct) =>
            (await undo.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("Takes one's own command back. Whoever could carry it out.");
        _ = board.MapGet("/filters", async (Guid board, Actor actor, ListFilters list, CancellationToken ct) => (await list.RunAsync(actor, board, ct)).ToHttp())
            .WithSummary("Saved filters, own and shared. Viewers.");
        _ = board.MapPost("/filters", async (Guid board, Actor actor, CommandId command, FilterRequest body, SaveFilter save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, board, filter: null, body, ct)).ToHttp()).WithSummary("Keeps a filter. Viewers; a shared one, editors.");
        _ = board.MapPut("/filters/{filter:guid}", async (Guid board, Guid filter, Actor actor, CommandId command, FilterRequest body, SaveFilter save, CancellationToken ct) =>
            (await save.RunAsync(actor, command, board, filter, body, ct)).ToHttp()).WithSummary("Changes an own filter. Viewers; a shared one, editors.");
        _ = board.MapDelete("/filters/{filter:guid}", async (Guid board, Guid filter, Actor actor, CommandId command, RemoveFilter remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, filter, ct)).ToHttp()).WithSummary("Forgets an own filter. Viewers.");

        _ = board.MapPost("/columns", async (Guid board, Actor actor, CommandId command, AddColumnRequest body, AddColumn add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("A new column. Editors.");
        _ = board.MapPatch("/columns/{column:guid}", async (Guid board, Guid column, Actor actor, CommandId command, EditColumnRequest body, EditColumn edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, column, body, ct)).ToHttp()).WithSummary("Name, limit, done, colour. Editors.");
        _ = board.MapPost("/columns/{column:guid}/move", async (Guid board, Guid column, Actor actor, CommandId command, MoveColumnRequest body, MoveColumn move, CancellationToken ct) =>
            (await move.RunAsync(actor, command, board, column, body, ct)).ToHttp()).WithSummary("Another place. Editors.");
        _ = board.MapPost("/columns/{column:guid}/archive", async (Guid board, Guid column, Actor actor, CommandId command, ArchiveColumn archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, command, board, column, ct)).ToHttp()).WithSummary("Takes an empty column off. Editors.");
        _ = board.MapPost("/labels", async (Guid board, Actor actor, CommandId command, LabelRequest body, AddLabel add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("A new label. Editors.");
        _ = board.MapPut("/labels/{label:guid}", async (Guid board, Guid label, Actor actor, CommandId command, LabelRequest body, EditLabel edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, label, body, ct)).ToHttp()).WithSummary("Name and colour. Editors.");
        _ = board.MapPost("/fields", async (Guid board, Actor actor, CommandId command, AddFieldRequest body, AddField add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("A new custom field. Editors.");
        _ = board.MapPut("/fields/{field:guid}", async (Guid board, Guid field, Actor actor, CommandId command, EditFieldRequest body, EditField edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, field, body, ct)).ToHttp()).WithSummary("Name and answers. Editors.");
        _ = board.MapPost("/fields/{field:guid}/move", async (Guid board, Guid field, Actor actor, CommandId command, MoveFieldRequest body, MoveField move, CancellationToken ct) =>
            (await move.RunAsync(actor, command, board, field, body, ct)).ToHttp()).WithSummary("Another place among the custom fields. Editors.");
        _ = board.MapPost("/fields/{field:guid}/archive", async (Guid board, Guid field, Actor actor, CommandId command, ArchiveField archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, command, board, field, ct)).ToHttp()).WithSummary("Takes a custom field off. Editors.");

        board.MapBoardExports();
        board.MapBoardRules();
        MapCards(board.MapGroup("/cards"));
    }

    private static void MapCards(RouteGroupBuilder cards)
    {
        _ = cards.MapPost("", async (Guid board, Actor actor, CommandId command, CreateCardRequest body, CreateCard create, CancellationToken ct) =>
            (await create.RunAsync(actor, command, board, body, ct)).ToHttp(c => TypedResults.Created($"/api/boards/{board}/cards/{c.Id}", c)))
            .WithSummary("A new card. Editors.");

        var card = cards.MapGroup("/{card:guid}");
        _ = card.MapGet("", async (Guid board, Guid card, Actor actor, OpenCard open, CancellationToken ct) =>
            (await open.RunAsync(actor, board, card, ct)).ToHttp()).WithSummary("Everything about a card. Viewers.");
        _ = card.MapGet("/history", async (Guid board, Guid card, long? before, Actor actor, CardHistory history, CancellationToken ct) =>
            (await history.RunAsync(actor, board, card, before, ct)).ToHttp()).WithSummary("What happened to it, newest first. Viewers.");
        _ = card.MapPost("/recurrence/preview", async (Guid board, Guid card, Actor actor, RecurrenceView body, PreviewRecurrence preview, CancellationToken ct) =>
            (await preview.RunAsync(actor, board, card, body, ct)).ToHttp()).WithSummary("The next days of a recurrence that is being thought of. Viewers.");
        _ = card.MapPatch("", async (Guid board, Guid card, Actor actor, CommandId command, EditCardRequest body, EditCard edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("Changes fields. Editors.");
        _ = card.MapPost("/move", async (Guid board, Guid card, Actor actor, CommandId command, MoveCardRequest body, MoveCard move, CancellationToken ct) =>
            (await move.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("Another place. Editors.");
        _ = card.MapPost("/archive", async (Guid board, Guid card, Actor actor, CommandId command, ArchiveCard archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, command, board, card, ct)).ToHttp()).WithSummary("Into the archive. Editors.");
        _ = card.MapPost("/trash", async (Guid board, Guid card, Actor actor, CommandId command, TrashCard trash, CancellationToken ct) =>
            (await trash.RunAsync(actor, command, board, card, ct)).ToHttp()).WithSummary("Into the trash, for thirty days. Editors.");
        _ = card.MapPost("/copy", async (Guid board, Guid card, Actor actor, CommandId command, CopyCardRequest body, CopyCard copy, CancellationToken ct) =>
            (await copy.RunAsync(actor, command, board, card, body, ct)).ToHttp(c => TypedResults.Created($"/api/boards/{board}/cards/{c.Id}", c)))
            .WithSummary("A new card like this one. Editors.");
        _ = card.MapPost("/restore", async (Guid board, Guid card, Actor actor, CommandId command, RestoreCard restore, CancellationToken ct) =>
            (await restore.RunAsync(actor, command, board, card, ct)).ToHttp()).WithSummary("Back from archive or trash. Editors.");
        _ = card.MapPost("/comments", async (Guid board, Guid card, Actor actor, CommandId command, AddCommentRequest body, CommentCard comment, CancellationToken ct) =>
            (await comment.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("A comment. Commenters.");
        _ = card.MapPut("/comments/{comment:guid}", async (Guid board, Guid card, Guid comment, Actor actor, CommandId command, EditCommentRequest body, EditComment edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, card, comment, body, ct)).ToHttp()).WithSummary("Another text for one's own comment. Commenters.");
        _ = card.MapDelete("/comments/{comment:guid}", async (Guid board, Guid card, Guid comment, Actor actor, CommandId command, RemoveComment remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, card, comment, ct)).ToHttp()).WithSummary("Takes one's own comment back. Commenters.");
        _ = card.MapPost("/links", async (Guid board, Guid card, Actor actor, CommandId command, LinkRequest body, AddLink add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("A new link. Editors.");
        _ = card.MapPut("/links/{link:guid}", async (Guid board, Guid card, Guid link, Actor actor, CommandId command, LinkRequest body, EditLink edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, card, link, body, ct)).ToHttp()).WithSummary("Another title or address. Editors.");
        _ = card.MapDelete("/links/{link:guid}", async (Guid board, Guid card, Guid link, Actor actor, CommandId command, RemoveLink remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, card, link, ct)).ToHttp()).WithSummary("Takes a link off. Editors.");
        _ = card.MapPost("/checklist", async (Guid board, Guid card, Actor actor, CommandId command, AddChecklistItemRequest body, AddChecklistItem add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("A new checklist item. Editors.");
        _ = card.MapPatch("/checklist/{item:guid}", async (Guid board, Guid card, Guid item, Actor actor, CommandId command, EditChecklistItemRequest body, EditChecklistItem edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, card, item, body, ct)).ToHttp()).WithSummary("Ticks or renames an item; who does it until when. Editors.");
        _ = card.MapPost("/checklist/{item:guid}/move", async (Guid board, Guid card, Guid item, Actor actor, CommandId command, MoveChecklistItemRequest body, MoveChecklistItem move, CancellationToken ct) =>
            (await move.RunAsync(actor, command, board, card, item, body, ct)).ToHttp()).WithSummary("Another place on the checklist. Editors.");
        _ = card.MapDelete("/checklist/{item:guid}", async (Guid board, Guid card, Guid item, Actor actor, CommandId command, RemoveChecklistItem remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, card, item, ct)).ToHttp()).WithSummary("Takes an item off. Editors.");
    }

    private static async Task<IResult> Open(Guid board, ClaimsPrincipal user, OpenBoard open, HttpContext http, CancellationToken ct)
    {
        if (await open.StandingAsync(user, board, ct) is not { } standing)
        {
            return Problems.Problem(StatusCodes.Status404NotFound, "not-found");
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept-Encoding, Authorization";
        var tag = new EntityTagHeaderValue($"\"{standing.Sequence.ToString(CultureInfo.InvariantCulture)}\"");
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            headers.ETag = tag.ToString();
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var snapshot = await open.SnapshotAsync(user, board, standing.Sequence, ct);
        headers.ETag = $"\"{snapshot.Sequence.ToString(CultureInfo.InvariantCulture)}\"";
        var accepts = http.Request.Headers.AcceptEncoding.ToString();
        var (bytes, encoding) = accepts switch
        {
            _ when accepts.Contains("br", StringComparison.OrdinalIgnoreCase) => (snapshot.Brotli, "br"),
            _ when accepts.Contains("gzip", StringComparison.OrdinalIgnoreCase) => (snapshot.Gzip, "gzip"),
            _ => (snapshot.Json, null),
        };
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }

    private static async Task<Results<Ok<AccessView>, ProblemHttpResult>> Access(Guid board, Actor actor, OpenBoard open, CancellationToken ct) =>
        await open.StandingAsync(actor, board, ct) is { } standing
            ? TypedResults.Ok(new AccessView(
                standing.Role.ToWire(),
                standing.Allows(BoardAction.Comment),
                standing.Allows(BoardAction.EditCards),
                standing.Allows(BoardAction.AskForApproval),
                standing.Allows(BoardAction.ManageBoard)))
            : Problems.Problem(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<Ok<JournalPage>, ProblemHttpResult>> Journal(Guid board, long after, Actor actor, Reads reads, CancellationToken ct) =>
        (await reads.OfBoardAsync(actor, board, (db, _) => ReadJournal.AfterAsync(db, board, after, ct), ct)).ToHttp();
}
