using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Export;

/// <summary>Boards that leave the house: as files, and as calendars behind a secret address.</summary>
public static class ExportModule
{
    internal static IServiceCollection AddBoardExports(this IServiceCollection services) => services
        .AddScoped<ExportBoard>().AddScoped<ShareCalendar>().AddScoped<EndCalendar>().AddScoped<FindCalendar>().AddScoped<ReadCalendar>();

    internal static void MapBoardExports(this RouteGroupBuilder board)
    {
        _ = board.MapGet("/export", Export)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The board as a file: its cards as csv or xlsx, or all of it as json. Viewers.");
        _ = board.MapGet("/calendar", async (Guid board, Actor actor, FindCalendar find, CancellationToken ct) => (await find.RunAsync(actor, board, ct)).ToHttp())
            .WithSummary("Whether the person has a secret address of the board's calendar. Viewers.");
        _ = board.MapPost("/calendar", async (Guid board, Actor actor, CommandId _, ShareCalendar share, CancellationToken ct) => (await share.RunAsync(actor, board, ct)).ToHttp())
            .WithSummary("A new secret address of the board's calendar, the person's own; it ends the one before. Viewers.");
        _ = board.MapDelete("/calendar", async (Guid board, Actor actor, CommandId command, EndCalendar end, CancellationToken ct) =>
            (await end.RunAsync(actor, command, board, ct)).ToHttp()).WithSummary("Ends the person's address of the board's calendar. Everybody their own.");
    }

    /// <summary>Calendar programs can't sign in: the address itself is the key, and every address that leads nowhere answers alike.</summary>
    public static IEndpointConventionBuilder MapCalendars(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendar/{secret}.ics", Calendar).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Export(
        Guid board, string format, Actor actor, ExportBoard export, HttpContext http, CancellationToken ct)
    {
        // As a string, because the framework reads names of enums in their own capitals alone.
        if (!Enum.TryParse<ExportFormat>(format, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
        {
            return Problems.Problem(StatusCodes.Status400BadRequest, "invalid");
        }

        http.Response.Headers.CacheControl = "no-store";
        return (await export.RunAsync(actor, board, wanted, Language.Of(http.Request), ct))
            .ToHttp(file => TypedResults.Stream(file.Content, file.ContentType, file.Name));
    }

    private static async Task<IResult> Calendar(string secret, ReadCalendar read, HttpContext http, CancellationToken ct)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-cache";
        if (await read.RunAsync(secret, http.Request.Headers.IfNoneMatch, ct) is not { } calendar)
        {
            return Problems.Problem(StatusCodes.Status404NotFound, "not-found");
        }

        headers.ETag = calendar.Tag;
        headers["X-Robots-Tag"] = "noindex";
        return calendar.Content is { } content ? TypedResults.Bytes(content, "text/calendar; charset=utf-8") : TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }
}
