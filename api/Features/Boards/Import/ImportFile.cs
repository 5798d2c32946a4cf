using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>An uploaded file, read and found to be what it should be.</summary>
/// <param name="Source">Where it comes from, as the journal says it: <c>trello</c>, <c>table</c>, <c>workspace</c>.</param>
/// <param name="Hash">Of its bytes and of what the user chose: a command that is sent again must bring the same.</param>
/// <param name="Plan">What would become of it.</param>
/// <param name="Table">For a table: how it was read.</param>
public sealed record ImportFile(string Source, string Hash, Func<ImportSetting, ImportPlan> Plan, ImportTableView? Table = null)
{
    /// <summary>The whole body; the endpoint limits its size.</summary>
    internal static async Task<byte[]> BytesAsync(Stream body, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    internal static string HashOf(byte[] bytes, params string?[] chosen)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', chosen)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The file is wrong; nothing was made.</summary>
    internal static ProblemException Wrong(string code, params object[] arguments) => Wrong(code, inner: null, arguments);

    internal static ProblemException Wrong(string code, Exception? inner, params object[] arguments) =>
        new(StatusCodes.Status400BadRequest, code, inner: inner) { Arguments = [.. arguments.Select(a => FormattableString.Invariant($"{a}"))] };
}
