using System.Text.Json;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>Our own export as it comes back.</summary>
internal static class WorkspaceFile
{
    public const string Source = "workspace";

    /// <exception cref="ProblemException">This is no JSON, or no export of ours, or one of a newer version; with the place that is wrong.</exception>
    public static async Task<ImportFile> ReadAsync(Stream body, CancellationToken ct)
    {
        var bytes = await ImportFile.BytesAsync(body, ct);
        var export = Parse(bytes);
        return new ImportFile(Source, ImportFile.HashOf(bytes, Source), setting => WorkspaceImport.Plan(export, setting));
    }

    private static WorkspaceExport Parse(byte[] bytes)
    {
        try
        {
            var export = JsonSerializer.Deserialize<WorkspaceExport>(bytes, Wire.Options);
            return export switch
            {
                { Format: BoardExport.FormatName, Version: > BoardExport.Newest } => throw ImportFile.Wrong("import.workspace-newer"),
                { Format: BoardExport.FormatName, Version: BoardExport.Newest, Board: not null } => export,
                _ => throw ImportFile.Wrong("import.not-workspace"),
            };
        }
        catch (JsonException broken)
        {
            throw ImportFile.Wrong("import.workspace-broken", broken, (broken.LineNumber ?? 0) + 1, broken.Path ?? "$");
        }
    }
}
