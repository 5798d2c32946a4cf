using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Workspace.Features.Shared;

/// <summary>Settings of section <c>Http</c>.</summary>
public sealed class OutgoingHttpOptions
{
    public const string Section = "Http";

    /// <summary>PEM file with further certificate authorities that outgoing connections trust besides the system's own.</summary>
    public string? ExtraCaFile { get; set; }
}

/// <summary>
/// How the host trusts its neighbours: by the system's certificate authorities and, in networks that have one of their own,
/// by those of <see cref="OutgoingHttpOptions.ExtraCaFile"/>. No certificate is accepted without a chain to one of the two.
/// </summary>
public sealed class OutgoingHttp
{
    private static readonly Oid s_serverAuthentication = new("1.3.6.1.5.5.7.3.1");
    private readonly X509Certificate2Collection _extra = [];

    public OutgoingHttp(IOptions<OutgoingHttpOptions> options) : this(options.Value.ExtraCaFile) { }

    public OutgoingHttp(string? extraCaFile)
    {
        if (string.IsNullOrWhiteSpace(extraCaFile)) { return; }
        if (!File.Exists(extraCaFile))
        {
            throw new InvalidOperationException($"Http:ExtraCaFile names '{extraCaFile}', which does not exist. Set it to a PEM file with the additional certificate authorities, or remove the setting.");
        }

        _extra.ImportFromPemFile(extraCaFile);
    }

    /// <summary>A handler for any outgoing client: named HTTP clients, the back channel of token validation, MSAL.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false };
        if (_extra.Count > 0) { handler.SslOptions.RemoteCertificateValidationCallback = Trusts; }
        return handler;
    }

    private bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is SslPolicyErrors.None) { return true; }

        // Only an unknown root is forgiven, and only if the chain ends at a configured one: a wrong name stays wrong.
        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || certificate is null) { return false; }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.AddRange(_extra);
        _ = own.ChainPolicy.ApplicationPolicy.Add(s_serverAuthentication);
        if (chain is not null)
        {
            foreach (var element in chain.ChainElements) { _ = own.ChainPolicy.ExtraStore.Add(element.Certificate); }
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(leaf);
    }
}

public static class OutgoingHttpModule
{
    /// <summary>Registers the trust and <see cref="EntraTokens"/>. Calling it more than once does no harm.</summary>
    public static IServiceCollection AddOutgoingHttp(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(OutgoingHttp))) { return services; }

        _ = services.AddOptions<OutgoingHttpOptions>().Bind(configuration.GetSection(OutgoingHttpOptions.Section));
        _ = services.AddOptions<EntraOptions>().Bind(configuration.GetSection(EntraOptions.Section))
            .Validate(o => Uri.TryCreate(o.Instance, UriKind.Absolute, out var u) && u.Scheme == Uri.UriSchemeHttps, "Set AzureAd:Instance to the https address of the Entra cloud, e.g. https://login.microsoftonline.com/.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.ClientId), "Set AzureAd:ClientId to the application (client) id of the app registration.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.ClientSecret), "Set AzureAd:ClientSecret to a client secret of the app registration.")
            .ValidateOnStart();
        _ = services.AddSingleton(provider => new OutgoingHttp(provider.GetRequiredService<IOptions<OutgoingHttpOptions>>()));
        _ = services.AddHttpClient(EntraTokens.HttpClientName).TrustingExtraCa();
        return services.AddSingleton<EntraTokens>();
    }

    /// <summary>Gives a named client the trust of <see cref="OutgoingHttp"/>.</summary>
    public static IHttpClientBuilder TrustingExtraCa(this IHttpClientBuilder builder) =>
        builder.ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<OutgoingHttp>().CreateHandler());
}
