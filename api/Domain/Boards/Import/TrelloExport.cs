namespace Workspace.Domain.Boards.Import;

/// <summary>
/// A Trello board as its own export writes it ("Menu, Print, export, and share, Export as JSON"), reduced to what the
/// import reads or counts. Anything may be missing: exports differ by age and plan, and times stay text until they are read.
/// </summary>
public sealed record TrelloExport
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Desc { get; init; }
    public bool? Subscribed { get; init; }
    public bool? Starred { get; init; }
    public TrelloPrefs? Prefs { get; init; }
    public IReadOnlyList<TrelloList?>? Lists { get; init; }
    public IReadOnlyList<TrelloCard?>? Cards { get; init; }
    public IReadOnlyList<TrelloLabel?>? Labels { get; init; }
    public IReadOnlyList<TrelloMember?>? Members { get; init; }
    public IReadOnlyList<TrelloMembership?>? Memberships { get; init; }
    public IReadOnlyList<TrelloChecklist?>? Checklists { get; init; }
    public IReadOnlyList<TrelloAction?>? Actions { get; init; }
    public IReadOnlyList<TrelloCustomField?>? CustomFields { get; init; }
    public IReadOnlyList<TrelloPluginData?>? PluginData { get; init; }
    public IReadOnlyList<string?>? PowerUps { get; init; }

    /// <summary>Whether this is an export of a board at all: other JSON, a single card's export included, lacks one of these.</summary>
    public bool IsBoard => !string.IsNullOrEmpty(Id) && Name is not null && Lists is not null && Cards is not null;
}

public sealed record TrelloPrefs(string? Background, string? PermissionLevel);

public sealed record TrelloList(string? Id, string? Name, bool? Closed, double? Pos, double? SoftLimit, string? Color, bool? Subscribed);

public sealed record TrelloLabel(string? Id, string? Name, string? Color);

public sealed record TrelloMember(string? Id, string? FullName, string? Username, string? Email);

public sealed record TrelloMembership(string? IdMember, string? MemberType, bool? Deactivated);

public sealed record TrelloChecklist(string? Id, string? IdCard, string? Name, double? Pos, IReadOnlyList<TrelloCheckItem?>? CheckItems);

public sealed record TrelloCheckItem(string? Id, string? Name, double? Pos, string? State, string? Due, string? IdMember);

public sealed record TrelloAttachment(string? Id, string? Name, string? Url, bool? IsUpload, double? Pos);

public sealed record TrelloCover(string? Color, string? IdAttachment, string? IdUploadedBackground);

public sealed record TrelloBadges(int? Comments);

/// <param name="Type"><c>text</c>, <c>number</c>, <c>date</c>, <c>checkbox</c> or <c>list</c>.</param>
public sealed record TrelloCustomField(string? Id, string? Name, string? Type = null, double? Pos = null, IReadOnlyList<TrelloOption?>? Options = null);

public sealed record TrelloOption(string? Id, TrelloValue? Value, double? Pos = null);

/// <param name="Value">Missing where the answer is one of a list's (<paramref name="IdValue"/>).</param>
public sealed record TrelloCustomFieldItem(string? IdCustomField, TrelloValue? Value = null, string? IdValue = null);

public sealed record TrelloValue(string? Text = null, string? Number = null, string? Date = null, string? Checked = null);

public sealed record TrelloPluginData(string? Id);

public sealed record TrelloSticker(string? Id);

public sealed record TrelloCard
{
    public string? Id { get; init; }
    public int? IdShort { get; init; }
    public string? IdList { get; init; }
    public string? Name { get; init; }
    public string? Desc { get; init; }
    public bool? Closed { get; init; }
    public double? Pos { get; init; }
    public string? Due { get; init; }
    public string? Start { get; init; }
    public bool? DueComplete { get; init; }
    public int? DueReminder { get; init; }
    public string? DateLastActivity { get; init; }
    public string? DateClosed { get; init; }
    public string? DateCompleted { get; init; }
    public string? ShortUrl { get; init; }
    public string? Url { get; init; }
    public string? Address { get; init; }
    public string? LocationName { get; init; }
    public string? CardRole { get; init; }
    public string? IdMemberCreator { get; init; }
    public bool? IsTemplate { get; init; }
    public bool? Pinned { get; init; }
    public bool? Subscribed { get; init; }
    public TrelloBadges? Badges { get; init; }
    public TrelloCover? Cover { get; init; }
    public IReadOnlyList<string?>? IdMembers { get; init; }
    public IReadOnlyList<string?>? IdMembersVoted { get; init; }
    public IReadOnlyList<string?>? IdLabels { get; init; }
    public IReadOnlyList<TrelloLabel?>? Labels { get; init; }
    public IReadOnlyList<TrelloAttachment?>? Attachments { get; init; }
    public IReadOnlyList<TrelloChecklist?>? Checklists { get; init; }
    public IReadOnlyList<TrelloCustomFieldItem?>? CustomFieldItems { get; init; }
    public IReadOnlyList<TrelloPluginData?>? PluginData { get; init; }
    public IReadOnlyList<TrelloSticker?>? Stickers { get; init; }
}

/// <param name="MemberCreator">Missing where the member no longer has an account.</param>
public sealed record TrelloAction(string? Id, string? Type, string? Date, string? IdMemberCreator, TrelloMember? MemberCreator, TrelloActionData? Data);

public sealed record TrelloActionData(string? Text, TrelloCardReference? Card, string? IdCard);

public sealed record TrelloCardReference(string? Id);
