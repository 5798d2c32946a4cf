using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Entra;

/// <summary>Reads and checks JSON web tokens for the look-alikes. The product has its own, the platform's.</summary>
internal static class Token
{
    public static JsonObject ReadClaims(string token) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;

    /// <summary>The claims, or the word for what is wrong: "format", "key", "signature", "expired", "early".</summary>
    public static (JsonObject? Claims, string? Flaw) Judge(string token, IEnumerable<SigningKey> keys, DateTimeOffset now)
    {
        JsonObject header, claims;
        byte[] signature;
        var lastDot = token.LastIndexOf('.');
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3)
            {
                return (null, "format");
            }

            header = (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
            claims = (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
            signature = Base64Url.DecodeFromChars(parts[2]);
        }
        catch (Exception broken) when (broken is FormatException or JsonException or InvalidCastException)
        {
            return (null, "format");
        }

        return keys.FirstOrDefault(key => key.Kid == (string?)header["kid"]) is not { } key ? (null, "key")
            : (string?)header["alg"] != "RS256" || !key.Verifies(token.AsSpan(0, lastDot), signature) ? (null, "signature")
            : claims["exp"]?.GetValue<long>() is not { } expires || expires <= now.ToUnixTimeSeconds() ? (null, "expired")
            : claims["nbf"]?.GetValue<long>() is { } from && from > now.ToUnixTimeSeconds() ? (null, "early")
            : (claims, null);
    }
}
