using System.Globalization;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Export;

/// <summary>A finished file; deleted when it is closed.</summary>
public sealed record ExportFile(Stream Content, string Name, string ContentType);

/// <summary>
/// A board as a file, for everybody who may read it. Written to a temporary file first: however large the board, memory is not; a slow
/// download holds no transaction open; and what fails is an answer, not half a file.
/// </summary>
public sealed class ExportBoard(Reads reads, TimeProvider clock)
{
    public Task<Outcome<ExportFile>> RunAsync(Actor actor, Guid board, ExportFormat format, string language, CancellationToken ct) =>
        reads.OfBoardAsync<ExportFile>(actor, board, async (db, standing) =>
        {
            var content = await BoardContent.ReadAsync(db, board, ct);
            var file = Temporary();
            try
            {
                var rows = new CardTable(content, language).Rows();
                await (format switch
                {
                    ExportFormat.Csv => CsvFile.WriteAsync(file, rows, language, ct),
                    ExportFormat.Xlsx => ExcelFile.WriteAsync(file, rows, Texts.Say(language, "export.sheet"), ct),
                    ExportFormat.Json => JsonFile.WriteAsync(file, db, content, standing.Sequence, clock.GetUtcNow(), ct),
                    _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A format without a writer."),
                });
                file.Position = 0;
                return new ExportFile(file, Name(content, format), ContentType(format));
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }, ct);

    /// <summary>Readable by the product's own account alone.</summary>
    private static FileStream Temporary() => new(
        Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private string Name(BoardContent content, ExportFormat format)
    {
        var name = string.Concat(content.Board.Name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim(' ', '.');
        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), content.Zone);
        return $"{name} {today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{format.ToString().ToLowerInvariant()}";
    }

    private static string ContentType(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Json => "application/json; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A format without a type."),
    };
}
