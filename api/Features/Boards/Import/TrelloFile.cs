using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>An uploaded export, read once.</summary>
/// <param name="Hash">Of its bytes: a command that is sent again must bring the same file.</param>
public sealed record TrelloFile(TrelloExport Export, string Hash)
{
    /// <summary>The largest file taken, in bytes. Trello's own limits make even full boards smaller.</summary>
    public const long Most = 50 * 1024 * 1024;

    // Old exports write some numbers as text.
    private static readonly JsonSerializerOptions s_lenient = new(JsonSerializerDefaults.Web);

    /// <exception cref="ProblemException">This is no JSON, or no export of a Trello board.</exception>
    public static async Task<TrelloFile> ReadAsync(Stream body, CancellationToken ct)
    {
        using var hash = SHA256.Create();
        await using var hashed = new CryptoStream(body, hash, CryptoStreamMode.Read, leaveOpen: true);
        using var json = await ParseAsync(hashed, ct);
        return new TrelloFile(Board(json), Convert.ToHexStringLower(hash.Hash!));
    }

    private static async Task<JsonDocument> ParseAsync(Stream file, CancellationToken ct)
    {
        try
        {
            return await JsonDocument.ParseAsync(file, cancellationToken: ct);
        }
        catch (JsonException broken)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "import.broken", inner: broken);
        }
    }

    private static TrelloExport Board(JsonDocument json)
    {
        try
        {
            return json.RootElement.ValueKind is JsonValueKind.Object && json.Deserialize<TrelloExport>(s_lenient) is { IsBoard: true } board
                ? board
                : throw new ProblemException(StatusCodes.Status400BadRequest, "import.not-trello");
        }
        catch (JsonException other)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "import.not-trello", inner: other);
        }
    }
}
