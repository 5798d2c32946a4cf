using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Workspace.Sandbox.Entra;

/// <summary>
/// A small certification authority made at start and one server certificate below it for localhost.
/// The product is told of the authority's file and trusts it in addition to the system's; no store of the machine is touched.
/// </summary>
internal static class SelfMadeCertificate
{
    public static (X509Certificate2 Server, string AuthorityPem) Make(DateTimeOffset now)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Workspace sandbox CA", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(30));

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        server.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        server.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));

        using var bare = server.Create(authority, now.AddHours(-1), now.AddDays(29), RandomNumberGenerator.GetBytes(12));
        using var withKey = bare.CopyWithPrivateKey(serverKey);

        // Windows can't serve TLS with an ephemeral key: the round trip through PKCS#12 gives it one that it can.
        return (X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null), authority.ExportCertificatePem());
    }
}
