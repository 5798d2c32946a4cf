using System.Diagnostics.CodeAnalysis;

namespace Workspace.Bot.Protocol;

/// <summary>
/// An address that may get the bot's token: it was named by an authenticated activity, now or earlier. There is no way to make
/// one from anything else.
/// </summary>
public sealed record ServiceUrl
{
    private ServiceUrl(string value) => Value = value;

    /// <summary>As it arrived; with exactly one slash at the end.</summary>
    public string Value { get; }

    /// <summary>The caller has compared <paramref name="url"/> with the claim of a valid token.</summary>
    internal static bool TryFromVerified(string? url, IEnumerable<string> allowed, [NotNullWhen(true)] out ServiceUrl? serviceUrl)
    {
        serviceUrl = null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return false;
        }

        var value = WithSlash(url);
        var any = false;
        foreach (var prefix in allowed)
        {
            any = true;
            if (value.StartsWith(WithSlash(prefix), StringComparison.OrdinalIgnoreCase)) { serviceUrl = new(value); return true; }
        }

        if (!any) { serviceUrl = new(value); }
        return !any;
    }

    /// <summary>One that <see cref="TryFromVerified"/> let pass before it was stored.</summary>
    internal static ServiceUrl FromStore(string url) => new(WithSlash(url));

    private static string WithSlash(string url) => url.TrimEnd('/') + "/";
}
