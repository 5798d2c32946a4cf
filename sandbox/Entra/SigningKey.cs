using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Entra;

/// <summary>An RSA key that signs tokens (RS256) and shows its public half as a JWK.</summary>
public sealed class SigningKey
{
    private static readonly ConcurrentDictionary<string, Lazy<SigningKey>> s_shared = new(StringComparer.Ordinal);

    private readonly RSA _rsa = RSA.Create(2048);

    public SigningKey() =>
        Kid = Base64Url.EncodeToString(SHA256.HashData(_rsa.ExportSubjectPublicKeyInfo()).AsSpan(0, 20));

    public string Kid { get; }

    /// <summary>
    /// One key a process for a purpose: making one takes a large part of a second, and a test run starts the neighbours hundreds of times.
    /// It lives as long as the process.
    /// </summary>
    public static SigningKey Shared(string purpose) => s_shared.GetOrAdd(purpose, _ => new Lazy<SigningKey>(() => new SigningKey())).Value;

    public string Sign(JsonObject claims) => Sign(claims, Kid);

    /// <summary>With another key id than its own: what a forger would do.</summary>
    public string Sign(JsonObject claims, string kid)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = kid };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public bool Verifies(ReadOnlySpan<char> signed, byte[] signature) =>
        _rsa.VerifyData(Encoding.ASCII.GetBytes(signed.ToArray()), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public JsonObject ToJwk()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = Kid,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
