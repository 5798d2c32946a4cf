using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web.TokenCacheProviders.InMemory;

namespace Workspace.Features.Shared;

/// <summary>Settings of section <c>AzureAd</c> that outgoing tokens need.</summary>
public sealed class EntraOptions
{
    public const string Section = "AzureAd";

    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>The tenant in which the app is registered; the bot's own tokens come from here.</summary>
    public string? TenantId { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Off for clouds that Microsoft's public instance discovery does not list (sovereign, air-gapped).</summary>
    public bool InstanceDiscovery { get; set; } = true;
}

/// <summary>Tokens for calls to Graph and to the bot connector, acquired and cached by MSAL, one client per tenant.</summary>
public sealed class EntraTokens : IDisposable
{
    /// <summary>The named client for Entra; token validation uses it too.</summary>
    public const string HttpClientName = "entra";

    private readonly ConcurrentDictionary<string, IConfidentialClientApplication> _applications = new(StringComparer.OrdinalIgnoreCase);
    private readonly MemoryCache _memory = new(new MemoryCacheOptions());
    private readonly MsalMemoryTokenCacheProvider _cache;
    private readonly EntraOptions _options;
    private readonly IHttpClientFactory _clients;

    public EntraTokens(IOptions<EntraOptions> options, IHttpClientFactory clients)
    {
        (_options, _clients) = (options.Value, clients);
        _cache = new MsalMemoryTokenCacheProvider(_memory, Options.Create(new MsalMemoryTokenCacheOptions()));
    }

    /// <summary>A token of the application itself. <paramref name="scope"/> ends with <c>/.default</c>.</summary>
    public async Task<string> ForAppAsync(string tenant, string scope, CancellationToken ct) =>
        (await Application(tenant).AcquireTokenForClient([scope]).ExecuteAsync(ct)).AccessToken;

    /// <summary>The same without the cache, for a token that was refused although it had not expired.</summary>
    public async Task<string> NewForAppAsync(string tenant, string scope, CancellationToken ct) =>
        (await Application(tenant).AcquireTokenForClient([scope]).WithForceRefresh(true).ExecuteAsync(ct)).AccessToken;

    /// <summary>A token to act for the person whose token the api received.</summary>
    public async Task<string> OnBehalfOfAsync(string tenant, string personToken, IEnumerable<string> scopes, CancellationToken ct) =>
        (await Application(tenant).AcquireTokenOnBehalfOf(scopes, new UserAssertion(personToken)).ExecuteAsync(ct)).AccessToken;

    private IConfidentialClientApplication Application(string tenant) => _applications.GetOrAdd(tenant, id =>
    {
        var settings = _options;
        var application = ConfidentialClientApplicationBuilder.Create(settings.ClientId)
            .WithAuthority($"{settings.Instance.TrimEnd('/')}/{id}")
            .WithInstanceDiscovery(settings.InstanceDiscovery)
            .WithClientSecret(settings.ClientSecret)
            .WithHttpClientFactory(new MsalClients(_clients))
            .Build();

        // A cache of this instance: Identity.Web's AddInMemoryTokenCache shares one between all hosts of a process.
        _cache.Initialize(application.AppTokenCache);
        _cache.Initialize(application.UserTokenCache);
        return application;
    });

    public void Dispose() => _memory.Dispose();

    private sealed class MsalClients(IHttpClientFactory clients) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => clients.CreateClient(HttpClientName);
    }
}
