using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Workspace.Features.Shared;

namespace Workspace.Graph;

/// <summary>
/// Clients of Graph, one transport for all of them. The SDK's retry handler is left out: it repeats creates after a lost
/// answer, and waits by its own rules. Trying again is decided by those who know what a repetition means.
/// </summary>
public sealed class GraphClients : IDisposable
{
    private readonly HttpClient _transport;
    private readonly ConcurrentDictionary<Guid, GraphServiceClient> _applications = new();
    private readonly GraphOptions _options;
    private readonly EntraTokens _tokens;

    public GraphClients(IOptions<GraphOptions> options, OutgoingHttp outgoing, EntraTokens tokens)
    {
        (_options, _tokens) = (options.Value, tokens);
        var handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not RetryHandler).ToArray();
        _transport = GraphClientFactory.Create(handlers, finalHandler: outgoing.CreateHandler());
        _transport.Timeout = _options.Timeout;
    }

    /// <summary>Acts as the application.</summary>
    public GraphServiceClient AsApplication(Guid organisation) => _applications.GetOrAdd(organisation, id =>
        Client(ct => _tokens.ForAppAsync(id.ToString("D"), _options.Scope, ct)));

    /// <summary>Acts as a person, with what their consent and the administrator's allow.</summary>
    public GraphServiceClient OnBehalfOf(Guid organisation, string personToken) =>
        Client(ct => _tokens.OnBehalfOfAsync(organisation.ToString("D"), personToken, [_options.Scope], ct));

    /// <summary>Whether an address that Graph named for the next page lies at Graph: tokens go nowhere else.</summary>
    public bool IsOurs(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && new Uri(_options.BaseUrl) is { } home
        && uri.Scheme == home.Scheme && uri.Host == home.Host && uri.Port == home.Port;

    public void Dispose()
    {
        foreach (var client in _applications.Values)
        {
            client.Dispose();
        }

        _transport.Dispose();
    }

    private GraphServiceClient Client(Func<CancellationToken, Task<string>> token) =>
        new(_transport, new BaseBearerTokenAuthenticationProvider(new Tokens(token)), _options.BaseUrl);

    private sealed class Tokens(Func<CancellationToken, Task<string>> acquire) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            acquire(cancellationToken);
    }
}
