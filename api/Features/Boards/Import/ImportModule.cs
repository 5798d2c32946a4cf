using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>Boards that come from elsewhere; each with <c>dryRun</c> only says what it would become.</summary>
internal static class ImportModule
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static IServiceCollection AddBoardImports(this IServiceCollection services) =>
        services.AddScoped<PreviewImport>().AddScoped<ImportBoard>();

    public static void MapBoardImports(this RouteGroupBuilder boards)
    {
        _ = Describe(boards.MapPost("/imports/trello", FromTrello), TrelloFile.Most)
            .Accepts<Stream>("application/json")
            .WithSummary("A board from a Trello export, or with dryRun what it would become. Anybody of the organisation.");
        _ = Describe(boards.MapPost("/imports/table", FromTable), TableFile.Most)
            .Accepts<Stream>("text/csv", Excel, "application/octet-stream")
            .WithSummary("A board from CSV, Excel or Planner's export, or with dryRun what it would become; columns says what each column is. Anybody of the organisation.");
        _ = Describe(boards.MapPost("/imports/workspace", FromWorkspace), TrelloFile.Most)
            .Accepts<Stream>("application/json")
            .WithSummary("A board from our own JSON export, or with dryRun what it would become. Anybody of the organisation.");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder import, long most) => import
        .WithMetadata(new RequestSizeLimitAttribute(most))
        .Produces<ImportPreview>()
        .Produces<ImportReport>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> FromTrello(
        Actor actor, CommandId command, HttpRequest request, PreviewImport preview, ImportBoard import, CancellationToken ct, bool dryRun = false) =>
        await RunAsync(actor, command, request, await TrelloFile.ReadAsync(request.Body, ct), preview, import, dryRun, ct);

    private static async Task<IResult> FromTable(
        Actor actor, CommandId command, HttpRequest request, PreviewImport preview, ImportBoard import, CancellationToken ct,
        bool dryRun = false, string? name = null, string? columns = null) =>
        await RunAsync(actor, command, request, await TableFile.ReadAsync(request.Body, name, columns, ct), preview, import, dryRun, ct);

    private static async Task<IResult> FromWorkspace(
        Actor actor, CommandId command, HttpRequest request, PreviewImport preview, ImportBoard import, CancellationToken ct, bool dryRun = false) =>
        await RunAsync(actor, command, request, await WorkspaceFile.ReadAsync(request.Body, ct), preview, import, dryRun, ct);

    private static async Task<IResult> RunAsync(
        Actor actor, CommandId command, HttpRequest request, ImportFile file, PreviewImport preview, ImportBoard import, bool dryRun, CancellationToken ct)
    {
        var language = Language.Of(request);
        return dryRun
            ? TypedResults.Ok(await preview.RunAsync(actor, file, language, ct))
            : (await import.RunAsync(actor, command, file, language, ct)).ToHttp(report => TypedResults.Created($"/api/boards/{report.Board.Id}", report));
    }
}
