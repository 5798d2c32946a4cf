namespace Workspace.Bot.Protocol;

/// <summary>Settings of section <c>Bot</c>. All addresses are settings, because other clouds have other ones.</summary>
public sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>Where the channel publishes its keys.</summary>
    public string OpenIdMetadata { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    public string Issuer { get; set; } = "https://api.botframework.com";

    public string TokenScope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>If set, the only addresses (by their beginning) that an authenticated activity may name as its service.</summary>
    public IList<string> ServiceUrls { get; } = [];
}
