using Workspace.Contracts.Live;

namespace Workspace.Contracts.Boards;

/// <summary>A board came from elsewhere, all of it in one entry; what it brought is counted, not named.</summary>
/// <param name="Source">Where from: <c>trello</c>, <c>table</c>, <c>workspace</c>.</param>
public sealed record BoardImported(string Source, ImportCounts Counts) : Change;

/// <summary>What an import makes, before anything is made: what comes, where it goes, and what has no place here.</summary>
/// <param name="Table">For a table: how it was read, and what each column is taken for.</param>
public sealed record ImportPreview(
    string Name,
    ImportCounts Counts,
    IReadOnlyList<ImportColumnView> Columns,
    IReadOnlyList<ImportMemberView> Members,
    IReadOnlyList<ImportNoteView> Notes,
    IReadOnlyList<ImportFieldView> Fields,
    ImportTableView? Table);

/// <summary>A custom field that comes along.</summary>
/// <param name="Cards">Cards with a value.</param>
public sealed record ImportFieldView(string Name, FieldKind Kind, int Cards);

/// <summary>How a table was read.</summary>
/// <param name="Encoding">Of a text file.</param>
/// <param name="Delimiter">What parts the columns of a text file.</param>
/// <param name="HeadingLine">The line that holds the headings.</param>
/// <param name="Columns">In order; the names of their uses, joined by commas, are what <c>columns</c> takes.</param>
public sealed record ImportTableView(string? Encoding, string? Delimiter, int HeadingLine, int Rows, IReadOnlyList<ImportTableColumnView> Columns);

/// <param name="Filled">Rows with something in it.</param>
/// <param name="Examples">Some of what stands in it.</param>
public sealed record ImportTableColumnView(string Heading, ImportTableUse Use, int Filled, IReadOnlyList<string> Examples);

/// <summary>What a column of a table is taken for.</summary>
public enum ImportTableUse
{
    Ignore,
    Field,
    Number,
    Title,
    Description,
    Column,
    Assignees,
    Labels,
    Start,
    Due,
    Priority,
    Progress,
    Department,
    Estimate,
    Parent,
    BlockedBy,
    Checklist,
    ChecklistDone,
    Links,
    Created,
    Archived,
    NoPlace,
}

/// <summary>What an import made.</summary>
public sealed record ImportReport(BoardSummary Board, ImportPreview Imported);

/// <param name="Columns">On the board; archived ones aside.</param>
/// <param name="Cards">On the board; archived ones aside.</param>
public sealed record ImportCounts(
    int Columns,
    int ArchivedColumns,
    int Labels,
    int Cards,
    int ArchivedCards,
    int ChecklistItems,
    int Comments,
    int Links,
    int Assignments,
    int Fields);

/// <param name="Archived">The column and all of its cards go to the archive.</param>
public sealed record ImportColumnView(string Name, bool Archived, int Cards, int ArchivedCards);

/// <summary>Somebody of the source.</summary>
/// <param name="Name">As the source calls them.</param>
/// <param name="Username">As the source calls them.</param>
/// <param name="Person">Who that is in the organisation; absent where nobody or several would fit.</param>
/// <param name="Match">How they were recognised.</param>
/// <param name="Role">What they become on the board; absent where they don't.</param>
/// <param name="Cards">Cards that were assigned to them.</param>
public sealed record ImportMemberView(string Name, string? Username, Guid? Person, ImportMatch Match, BoardRole? Role, int Cards);

public enum ImportMatch
{
    None,
    Id,
    Mail,
    Username,
    Name,
    Several,
}

public enum ImportNoteKind
{
    NoPlace,
    Changed,
    Missing,
}

/// <summary>Something the user should know.</summary>
/// <param name="Kind">No place for it here; taken over but changed to fit; or lacking in the source itself.</param>
/// <param name="Code">Stable.</param>
/// <param name="Text">A sentence in the reader's language.</param>
/// <param name="Count">How many things.</param>
/// <param name="Examples">Some of them by name.</param>
public sealed record ImportNoteView(ImportNoteKind Kind, string Code, string Text, int Count, IReadOnlyList<string> Examples);
