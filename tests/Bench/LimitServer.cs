using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Workspace.Bot;
using Workspace.Bot.Protocol;
using Workspace.Features.Shared;
using Workspace.Host.SignIn;

namespace Workspace.Bench;

/// <summary>
/// What ours is measured against: the least that a server with the same sign-in can do. Runs as a process of its own, as
/// ours does.
/// </summary>
internal static class LimitServer
{
    public const string Argument = "--limit-server";

    /// <summary>Where activities go, behind the channel's sign-in.</summary>
    public const string Activities = "/api/messages";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        _ = builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.AddSignIn();
        _ = builder.Services.AddSingleton(TimeProvider.System).AddOutgoingHttp(builder.Configuration).AddProblemDetails();
        _ = builder.Services.AddBot(builder.Configuration).AddSignalR();
        var app = builder.Build();
        _ = app.UseAuthentication();
        _ = app.UseAuthorization();

        byte[] bytes = [];
        string? encoding = null;
        _ = app.MapGet("/health/live", () => "").AllowAnonymous();
        _ = app.MapPut("/bytes", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            (bytes, encoding) = (body.ToArray(), http.Request.Headers.ContentEncoding.ToString());
        });
        _ = app.MapGet("/bytes", (HttpContext http) =>
        {
            if (encoding is { Length: > 0 })
            {
                http.Response.Headers.ContentEncoding = encoding;
            }

            return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
        });

        using var writer = new SemaphoreSlim(1);
        var database = app.Configuration["Limit:Database"]!;
        Prepare(database);
        async Task CommitAsync(int row)
        {
            await writer.WaitAsync();
            try
            {
                await using var connection = new SqliteConnection(database);
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "UPDATE bench SET n = n + 1 WHERE id = $row";
                _ = command.Parameters.AddWithValue("$row", row);
                _ = await command.ExecuteNonQueryAsync();
            }
            finally
            {
                _ = writer.Release();
            }
        }

        _ = app.MapPost("/row/{row:int}", CommitAsync);
        _ = app.MapPost(Activities, CommitAsync).RequireAuthorization(new AuthorizationPolicyBuilder(BotSignIn.SchemeName).RequireAuthenticatedUser().Build());
        _ = app.MapGet("/row/{row:int}", async (int row, HttpContext http) =>
        {
            await using var connection = new SqliteConnection(database);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT n FROM bench WHERE id = $row";
            _ = command.Parameters.AddWithValue("$row", row);
            http.Response.Headers.ETag = $"\"{await command.ExecuteScalarAsync()}\"";
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        });

        _ = app.MapHub<BareHub>("/live");
        _ = app.MapPost("/broadcast", (IHubContext<BareHub> hub, BareMessage message) => hub.Clients.All.SendAsync("Changed", message));
        await app.RunAsync();
    }

    /// <summary>The same durability as ours: a write-ahead log, synced at every commit.</summary>
    private static void Prepare(string database)
    {
        using var connection = new SqliteConnection(database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS bench (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);
            INSERT OR IGNORE INTO bench WITH RECURSIVE r(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 999) SELECT i, 0 FROM r;
            """;
        _ = command.ExecuteNonQuery();
    }
}

internal sealed class BareHub : Hub;

/// <summary>As much text as a move's entry has.</summary>
internal sealed record BareMessage(string Text);
