using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workspace.Domain.Approvals;

/// <summary>SHA-256 over several texts, so that no two lists of texts give the same bytes.</summary>
internal static class Digest
{
    /// <summary>Each part goes in as its length in UTF-8 bytes, a colon and the bytes; a missing one as <c>-</c>. Lower-case hexadecimal.</summary>
    public static string Of(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            if (part is null)
            {
                hash.AppendData("-"u8);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
