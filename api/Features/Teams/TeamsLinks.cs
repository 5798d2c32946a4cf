using System.Text.Json;
using Microsoft.Extensions.Options;
using Workspace.Features.Shared;

namespace Workspace.Features.Teams;

/// <summary>Of section <c>Tab</c>: which app in Teams links lead to.</summary>
public sealed class TeamsAppOptions
{
    /// <summary>The id of the app in Teams; left out where it is the registration's, as our provisioning makes it.</summary>
    public string? TeamsAppId { get; set; }
}

/// <summary>Links that open a place of this app inside Teams, for messages and for pages outside of it.</summary>
public sealed class TeamsLinks(IOptions<TeamsAppOptions> app, IOptions<EntraOptions> entra)
{
    /// <summary>The tab of the manifest that a link opens.</summary>
    private const string Tab = "workspace";

    public string AppId => app.Value.TeamsAppId is { Length: > 0 } id ? id : entra.Value.ClientId;

    public string ToBoard(Guid board) => To($"boards/{board}");

    public string ToCard(Guid board, Guid card) => To($"boards/{board}?card={card}");

    public string ToApproval(Guid approval) => To($"approvals?approval={approval}");

    /// <summary>The card that a link of <see cref="ToCard"/> leads to, on whichever board; null where it is none of ours.</summary>
    public Guid? CardIn(string url)
    {
        const string Card = "?card=";
        if (!url.StartsWith($"https://teams.microsoft.com/l/entity/{AppId}/", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var place = Uri.UnescapeDataString(url);
        var at = place.IndexOf(Card, StringComparison.Ordinal);
        return at >= 0 && place.Length >= at + Card.Length + 36 && Guid.TryParseExact(place.AsSpan(at + Card.Length, 36), "D", out var card) ? card : null;
    }

    /// <param name="place">The tab's own path, without the slash at its beginning.</param>
    private string To(string place) =>
        $"https://teams.microsoft.com/l/entity/{AppId}/{Tab}?context={Uri.EscapeDataString(JsonSerializer.Serialize(new { subEntityId = place }))}";
}
