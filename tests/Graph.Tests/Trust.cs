using System.Security.Cryptography.X509Certificates;

namespace Workspace.Graph.Tests;

/// <summary>Clients that trust one CA file.</summary>
internal static class Trust
{
    public static HttpClient ClientFor(string caFile) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // a test looks at where it is sent
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(File.ReadAllText(caFile)) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });
}
