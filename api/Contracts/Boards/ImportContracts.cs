using Workspace.Contracts.Live;

namespace Workspace.Contracts.Boards;

/// <summary>A board came from elsewhere, all of it in one entry; what it brought is counted, not named.</summary>
/// <param name="Source">Where from: <c>trello</c>.</param>
public sealed record BoardImported(string Source, ImportCounts Counts) : Change;

/// <summary>What an import makes, before anything is made: what comes, where it goes, and what has no place here.</summary>
public sealed record ImportPreview(
    string Name,
    ImportCounts Counts,
    IReadOnlyList<ImportColumnView> Columns,
    IReadOnlyList<ImportMemberView> Members,
    IReadOnlyList<ImportNoteView> Notes);

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
    int Assignments);

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
