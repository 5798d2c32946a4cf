using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Boards.Import;
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
        .AddScoped<SetMember>().AddScoped<RemoveMember>()
        .AddScoped<AddColumn>().AddScoped<EditColumn>().AddScoped<MoveColumn>().AddScoped<ArchiveColumn>()
        .AddScoped<AddLabel>().AddScoped<EditLabel>()
        .AddScoped<CreateCard>().AddScoped<OpenCard>().AddScoped<EditCard>().AddScoped<MoveCard>()
        .AddScoped<ArchiveCard>().AddScoped<RestoreCard>().AddScoped<ListArchive>().AddScoped<CardHistory>()
        .AddScoped<ListMyCards>().AddScoped<CommentCard>().AddScoped<AddChecklistItem>().AddScoped<EditChecklistItem>().AddScoped<RemoveChecklistItem>()
        .AddBoardImports();

    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        var boards = routes.MapGroup("/boards").WithTags("Boards").RequireAuthorization();
        _ = boards.MapGet("", async (Actor actor, ListBoards list, CancellationToken ct) => TypedResults.Ok(await list.RunAsync(actor, ct)))
            .WithSummary("Boards the person may see.");
        _ = boards.MapPost("", async (Actor actor, CommandId command, CreateBoardRequest body, CreateBoard create, CancellationToken ct) =>
            (await create.RunAsync(actor, command, body, ct)).ToHttp(b => TypedResults.Created($"/api/boards/{b.Id}", b)))
            .WithSummary("A new board. Anybody of the organisation.");

        boards.MapBoardImports();

        var board = boards.MapGroup("/{board:guid}");
        _ = board.MapGet("", Open).Produces<BoardView>().Produces(StatusCodes.Status304NotModified)
            .WithSummary("A whole board; 304 where the ETag still holds. Viewers.");
        _ = board.MapGet("/access", Access).WithSummary("What the person may do here. Viewers.");
        _ = board.MapGet("/journal", Journal).WithSummary("Entries after a sequence. Viewers.");
        _ = board.MapGet("/archive", async (Guid board, Actor actor, ListArchive list, CancellationToken ct) => (await list.RunAsync(actor, board, ct)).ToHttp())
            .WithSummary("Archived cards. Viewers.");
        _ = board.MapPatch("", async (Guid board, Actor actor, CommandId command, EditBoardRequest body, EditBoard edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("Name, purpose, visibility. Owners.");
        _ = board.MapPut("/members/{person:guid}", async (Guid board, Guid person, Actor actor, CommandId command, SetMemberRequest body, SetMember set, CancellationToken ct) =>
            (await set.RunAsync(actor, command, board, person, body, ct)).ToHttp()).WithSummary("Gives a role. Owners.");
        _ = board.MapDelete("/members/{person:guid}", async (Guid board, Guid person, Actor actor, CommandId command, RemoveMember remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, person, ct)).ToHttp()).WithSummary("Takes somebody off. Owners; everybody themselves.");

        _ = board.MapPost("/columns", async (Guid board, Actor actor, CommandId command, AddColumnRequest body, AddColumn add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("A new column. Editors.");
        _ = board.MapPatch("/columns/{column:guid}", async (Guid board, Guid column, Actor actor, CommandId command, EditColumnRequest body, EditColumn edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, column, body, ct)).ToHttp()).WithSummary("Name, limit, done. Editors.");
        _ = board.MapPost("/columns/{column:guid}/move", async (Guid board, Guid column, Actor actor, CommandId command, MoveColumnRequest body, MoveColumn move, CancellationToken ct) =>
            (await move.RunAsync(actor, command, board, column, body, ct)).ToHttp()).WithSummary("Another place. Editors.");
        _ = board.MapPost("/columns/{column:guid}/archive", async (Guid board, Guid column, Actor actor, CommandId command, ArchiveColumn archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, command, board, column, ct)).ToHttp()).WithSummary("Takes an empty column off. Editors.");
        _ = board.MapPost("/labels", async (Guid board, Actor actor, CommandId command, LabelRequest body, AddLabel add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, body, ct)).ToHttp()).WithSummary("A new label. Editors.");
        _ = board.MapPut("/labels/{label:guid}", async (Guid board, Guid label, Actor actor, CommandId command, LabelRequest body, EditLabel edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, label, body, ct)).ToHttp()).WithSummary("Name and colour. Editors.");

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
        _ = card.MapPatch("", async (Guid board, Guid card, Actor actor, CommandId command, EditCardRequest body, EditCard edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("Changes fields. Editors.");
        _ = card.MapPost("/move", async (Guid board, Guid card, Actor actor, CommandId command, MoveCardRequest body, MoveCard move, CancellationToken ct) =>
            (await move.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("Another place. Editors.");
        _ = card.MapPost("/archive", async (Guid board, Guid card, Actor actor, CommandId command, ArchiveCard archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, command, board, card, ct)).ToHttp()).WithSummary("Into the archive. Editors.");
        _ = card.MapPost("/restore", async (Guid board, Guid card, Actor actor, CommandId command, RestoreCard restore, CancellationToken ct) =>
            (await restore.RunAsync(actor, command, board, card, ct)).ToHttp()).WithSummary("Back from the archive. Editors.");
        _ = card.MapPost("/comments", async (Guid board, Guid card, Actor actor, CommandId command, AddCommentRequest body, CommentCard comment, CancellationToken ct) =>
            (await comment.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("A comment. Commenters.");
        _ = card.MapPost("/checklist", async (Guid board, Guid card, Actor actor, CommandId command, AddChecklistItemRequest body, AddChecklistItem add, CancellationToken ct) =>
            (await add.RunAsync(actor, command, board, card, body, ct)).ToHttp()).WithSummary("A new checklist item. Editors.");
        _ = card.MapPatch("/checklist/{item:guid}", async (Guid board, Guid card, Guid item, Actor actor, CommandId command, EditChecklistItemRequest body, EditChecklistItem edit, CancellationToken ct) =>
            (await edit.RunAsync(actor, command, board, card, item, body, ct)).ToHttp()).WithSummary("Ticks or renames an item. Editors.");
        _ = card.MapDelete("/checklist/{item:guid}", async (Guid board, Guid card, Guid item, Actor actor, CommandId command, RemoveChecklistItem remove, CancellationToken ct) =>
            (await remove.RunAsync(actor, command, board, card, item, ct)).ToHttp()).WithSummary("Takes an item off. Editors.");
    }

    private static async Task<IResult> Open(Guid board, Actor actor, OpenBoard open, HttpContext http, CancellationToken ct)
    {
        if (await open.StandingAsync(actor, board, ct) is not { } standing)
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

        var snapshot = await open.SnapshotAsync(actor, board, standing.Sequence, ct);
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
        await open.StandingAsync(actor, board, ct) is { Role: var role }
            ? TypedResults.Ok(new AccessView(
                role.ToWire(),
                BoardPermissions.Allows(role, BoardAction.Comment),
                BoardPermissions.Allows(role, BoardAction.EditCards),
                BoardPermissions.Allows(role, BoardAction.AskForApproval),
                BoardPermissions.Allows(role, BoardAction.ManageBoard)))
            : Problems.Problem(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<Ok<JournalPage>, ProblemHttpResult>> Journal(Guid board, long after, Actor actor, Reads reads, CancellationToken ct) =>
        (await reads.OfBoardAsync(actor, board, (db, _) => ReadJournal.AfterAsync(db, board, after, ct), ct)).ToHttp();
}
