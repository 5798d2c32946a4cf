using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>An uploaded Trello export.</summary>
public static class TrelloFile
{
    public const string Source = "trello";

    /// <summary>The largest file taken, in bytes. Trello's own limits make even full boards smaller.</summary>
    public const long Most = 50 * 1024 * 1024;

    // Old exports write some numbers as text.
    private static readonly JsonSerializerOptions s_lenient = new(JsonSerializerDefaults.Web);

    /// <exception cref="ProblemException">This is no JSON, or no export of a Trello board.</exception>
    public static async Task<ImportFile> ReadAsync(Stream body, CancellationToken ct)
    {
        var bytes = await ImportFile.BytesAsync(body, ct);
        using var json = Parse(bytes);
        var board = Board(json);
        return new ImportFile(Source, ImportFile.HashOf(bytes, Source), setting => TrelloImport.Plan(board, setting));
    }

    private static JsonDocument Parse(byte[] file)
    {
        try
        {
            return JsonDocument.Parse(file);
        }
        catch (JsonException broken)
        {
            throw ImportFile.Wrong("import.broken", broken);
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
