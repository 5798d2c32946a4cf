namespace Workspace.Domain.Boards.Import;

/// <summary>What an import would make, and what of the source has no place or was changed to fit: the preview and the deed read the same plan.</summary>
/// <param name="Columns">In order.</param>
/// <param name="Cards">Each column's in order, one column after the other; archived ones among them.</param>
public sealed record ImportPlan(
    string Name,
    string? Purpose,
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyList<ImportLabel> Labels,
    IReadOnlyList<ImportCard> Cards,
    IReadOnlyList<ImportMember> Members,
    IReadOnlyList<ImportNote> Notes);

public sealed record ImportColumn(string Name, int? Limit, bool Archived);

/// <param name="Colour">One of <see cref="Label.Colours"/>.</param>
public sealed record ImportLabel(string Name, string Colour);

/// <param name="Number">Unique in the plan.</param>
/// <param name="Column">Place in <see cref="ImportPlan.Columns"/>.</param>
/// <param name="Labels">Places in <see cref="ImportPlan.Labels"/>.</param>
/// <param name="Done">Goes to 100 %.</param>
/// <param name="CreatedAt">Where the source tells it.</param>
/// <param name="Archived">Not on the board any more.</param>
/// <param name="ArchivedAt">Where the source tells it.</param>
public sealed record ImportCard(
    int Number,
    string Title,
    string? Description,
    int Column,
    IReadOnlyList<int> Labels,
    IReadOnlyList<Guid> Assignees,
    DateOnly? Start,
    DateOnly? Due,
    bool Done,
    IReadOnlyList<ImportItem> Checklist,
    IReadOnlyList<ImportLink> Links,
    IReadOnlyList<ImportComment> Comments,
    DateTimeOffset? CreatedAt,
    bool Archived,
    DateTimeOffset? ArchivedAt);

public sealed record ImportItem(string Title, bool Done);

public sealed record ImportLink(string Title, string Url);

/// <param name="Author">
/// The name in the file and never a person of the organisation: a file proves nothing, and nobody's words are put into a colleague's mouth.
/// </param>
public sealed record ImportComment(string Author, string Text, DateTimeOffset? At);

/// <summary>Somebody of the source.</summary>
/// <param name="Person">Who that is in the organisation; null where nobody or several would fit.</param>
/// <param name="Role">What they become on the board; null where they were no member or are not known here.</param>
/// <param name="Cards">Cards that were assigned to them.</param>
public sealed record ImportMember(string Name, string? Username, Guid? Person, ImportMatch Match, BoardRole? Role, int Cards);

/// <summary>How somebody of the source was recognised.</summary>
public enum ImportMatch
{
    None,
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
public sealed record ImportWords(
    string Untitled,
    string FirstColumn,
    string WithoutList,
    string FormerMember,
    string Continued,
    string FullTitle,
    string MoreItems,
    string OtherAttachments);
