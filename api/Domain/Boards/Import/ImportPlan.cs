namespace Workspace.Domain.Boards.Import;

/// <summary>What an import would make, and what of the source has no place or was changed to fit: the preview and the deed read the same plan.</summary>
/// <param name="Columns">In order.</param>
/// <param name="Cards">Each column's in order, one column after the other; archived ones among them.</param>
public sealed record ImportPlan(
    string Name,
    string? Purpose,
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyList<ImportLabel> Labels,
    IReadOnlyList<ImportField> Fields,
    IReadOnlyList<ImportCard> Cards,
    IReadOnlyList<ImportMember> Members,
    IReadOnlyList<ImportNote> Notes)
{
    /// <summary>What card numbers begin with; made from the name where the source has none.</summary>
    public string? Key { get; init; }

    /// <summary>A pattern for new boards.</summary>
    public bool Template { get; init; }

    public IReadOnlyList<ImportRule> Rules { get; init; } = [];
}

/// <summary>A rule of the source, whose persons are those of the organisation.</summary>
/// <param name="Columns">Places in <see cref="ImportPlan.Columns"/> by the ids that the rule names.</param>
/// <param name="Labels">Places in <see cref="ImportPlan.Labels"/>, likewise.</param>
public sealed record ImportRule(
    string Name, RuleTrigger Trigger, IReadOnlyList<RuleCondition> Conditions, IReadOnlyList<RuleAction> Actions,
    IReadOnlyDictionary<Guid, int> Columns, IReadOnlyDictionary<Guid, int> Labels);

/// <param name="Colour">One of <see cref="Label.Colours"/>.</param>
public sealed record ImportColumn(string Name, int? Limit, bool Archived, string? Colour = null)
{
    public bool LimitIsHard { get; init; }
    public bool Done { get; init; }
}

/// <param name="Colour">One of <see cref="Label.Colours"/>.</param>
public sealed record ImportLabel(string Name, string Colour);

/// <summary>A custom field.</summary>
/// <param name="Choices">The answers, for a choice.</param>
public sealed record ImportField(string Name, FieldKind Kind, IReadOnlyList<string> Choices)
{
    public bool Archived { get; init; }
}

/// <summary>A card's value of a custom field.</summary>
/// <param name="Field">Place in <see cref="ImportPlan.Fields"/>.</param>
/// <param name="Value">As <see cref="CustomField.Normalise"/> writes it; empty for a choice.</param>
/// <param name="Choice">Of a choice: the place of the answer.</param>
public sealed record ImportValue(int Field, string Value, int? Choice = null);

/// <param name="Number">Unique in the plan.</param>
/// <param name="Column">Place in <see cref="ImportPlan.Columns"/>.</param>
/// <param name="CreatedAt">Where the source tells it.</param>
/// <param name="Archived">Not on the board any more.</param>
/// <param name="ArchivedAt">Where the source tells it.</param>
public sealed record ImportCard(int Number, string Title, string? Description, int Column, DateTimeOffset? CreatedAt, bool Archived, DateTimeOffset? ArchivedAt)
{
    /// <summary>Places in <see cref="ImportPlan.Labels"/>.</summary>
    public IReadOnlyList<int> Labels { get; init; } = [];

    public IReadOnlyList<Guid> Assignees { get; init; } = [];
    public DateOnly? Start { get; init; }
    public DateOnly? Due { get; init; }
    public CardPriority? Priority { get; init; }

    /// <summary>0 to 100.</summary>
    public int Progress { get; init; }

    public string? Department { get; init; }
    public decimal? Estimate { get; init; }

    /// <summary>The cover: one of <see cref="Label.Colours"/>.</summary>
    public string? Colour { get; init; }

    /// <summary>Number of the card that this one is a part of.</summary>
    public int? Parent { get; init; }

    /// <summary>Numbers of the cards that must be done before.</summary>
    public IReadOnlyList<int> BlockedBy { get; init; } = [];

    public IReadOnlyList<ImportValue> Values { get; init; } = [];
    public IReadOnlyList<ImportItem> Checklist { get; init; } = [];
    public IReadOnlyList<ImportLink> Links { get; init; } = [];
    public IReadOnlyList<ImportComment> Comments { get; init; } = [];
    public bool Template { get; init; }

    /// <summary>When it comes again; a series that is over by now rests with the card.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>In the trash since; archived as well.</summary>
    public DateTimeOffset? TrashedAt { get; init; }
}

public sealed record ImportItem(string Title, bool Done, Guid? Assignee = null, DateOnly? Due = null);

public sealed record ImportLink(string Title, string Url);

/// <param name="Author">
/// The name in the file and never a person of the organisation: a file proves nothing, and nobody's words are put into a colleague's mouth.
/// </param>
public sealed record ImportComment(string Author, string Text, DateTimeOffset? At, DateTimeOffset? EditedAt = null);

/// <summary>Somebody of the source.</summary>
/// <param name="Person">Who that is in the organisation; null where nobody or several would fit.</param>
/// <param name="Role">What they become on the board; null where they were no member or are not known here.</param>
/// <param name="Cards">Cards that were assigned to them.</param>
public sealed record ImportMember(string Name, string? Username, Guid? Person, ImportMatch Match, BoardRole? Role, int Cards);

/// <summary>How somebody of the source was recognised.</summary>
public enum ImportMatch
{
    None,

    /// <summary>By the id that Entra gives them.</summary>
    Id,
    Mail,
    Username,
    Name,

    /// <summary>Several people of the organisation would fit: nobody is taken.</summary>
    Several,
}

/// <summary>Why something of the source is told to the user.</summary>
public enum ImportNoteKind
{
    /// <summary>We have no place for it.</summary>
    NoPlace,

    /// <summary>Taken over, but changed to fit.</summary>
    Changed,

    /// <summary>The source itself lacks it.</summary>
    Missing,
}

/// <param name="Code">Stable; the sentence for it is made at the edge.</param>
/// <param name="Count">How many things.</param>
/// <param name="Examples">Some of them by name, at most <see cref="MostExamples"/>.</param>
public sealed record ImportNote(ImportNoteKind Kind, string Code, int Count, IReadOnlyList<string> Examples)
{
    public const int MostExamples = 20;
}

/// <summary>A person of the organisation, as far as recognising them needs.</summary>
public sealed record ImportPerson(Guid Id, string Name, string? UserPrincipalName, string? Mail);

/// <summary>The longest texts a card may hold; the wire's own limits.</summary>
public sealed record ImportLimits(int Name, int Title, int Text, int Url);

/// <summary>The few words that the import itself writes, in the user's language.</summary>
/// <param name="Untitled">A board, list or card without a name.</param>
/// <param name="FirstColumn">The column of a board that had none.</param>
/// <param name="WithoutList">The column of cards whose list is not in the file.</param>
/// <param name="FormerMember">Author of a comment whose account is gone.</param>
/// <param name="Continued">Author of what did not fit into a description.</param>
/// <param name="FullTitle">Heading above a title that was too long.</param>
/// <param name="MoreItems">Heading above checklist items that did not fit.</param>
/// <param name="OtherAttachments">Heading above attachments that are no safe link.</param>
/// <param name="Yes">The one answer of a box that was ticked.</param>
/// <param name="InLine">Where something was found; <c>{0}</c> is the line's number.</param>
public sealed record ImportWords(
    string Untitled,
    string FirstColumn,
    string WithoutList,
    string FormerMember,
    string Continued,
    string FullTitle,
    string MoreItems,
    string OtherAttachments,
    string Yes,
    string InLine);

/// <summary>What every import needs to know of the organisation and its reader.</summary>
/// <param name="People">Everybody active of the organisation.</param>
/// <param name="Zone">The organisation's: a moment becomes the day it falls on there.</param>
public sealed record ImportSetting(IReadOnlyList<ImportPerson> People, TimeZoneInfo Zone, ImportLimits Limits, ImportWords Words);
