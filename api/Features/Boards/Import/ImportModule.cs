using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>Boards that come from elsewhere.</summary>
internal static class ImportModule
{
    public static IServiceCollection AddBoardImports(this IServiceCollection services) =>
        services.AddScoped<PreviewTrelloImport>().AddScoped<ImportTrelloBoard>();

    public static void MapBoardImports(this RouteGroupBuilder boards) =>
        _ = boards.MapPost("/imports/trello", FromTrello)
            .Accepts<Stream>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(TrelloFile.Most))
            .Produces<ImportPreview>()
            .Produces<ImportReport>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .WithSummary("A board from a Trello export, or with dryRun what it would become. Anybody of the organisation.");

    private static async Task<IResult> FromTrello(
        Actor actor, CommandId command, HttpRequest request, PreviewTrelloImport preview, ImportTrelloBoard import, CancellationToken ct, bool dryRun = false)
    {
        var file = await TrelloFile.ReadAsync(request.Body, ct);
        var language = Language.Of(request);
        return dryRun
            ? TypedResults.Ok(await preview.RunAsync(actor, file, language, ct))
            : (await import.RunAsync(actor, command, file, language, ct)).ToHttp(report => TypedResults.Created($"/api/boards/{report.Board.Id}", report));
    }
}
