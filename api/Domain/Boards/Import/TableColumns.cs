namespace Workspace.Domain.Boards.Import;

/// <summary>What a column of a table is taken for.</summary>
public enum TableUse
{
    /// <summary>The user wants none of it.</summary>
    Ignore,

    /// <summary>A custom field of its own.</summary>
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

    /// <summary>How many items of the checklist are done, as Planner writes it: "2/5".</summary>
    ChecklistDone,

    Links,
    Created,
    Archived,

    /// <summary>Known, and without a place on a board.</summary>
    NoPlace,
}

/// <summary>A table of a file, before it means anything.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="HeadingLine">Where the headings stand.</param>
public sealed record Table(string? Name, int HeadingLine, IReadOnlyList<string> Headings, IReadOnlyList<TableRow> Rows);

/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Cells">As many as there are headings.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Knows columns by their headings, in German and English: our own export's, Planner's ("Export plan to Excel"), and usual ones.</summary>
public static class TableColumns
{
    private static readonly Dictionary<string, TableUse> s_known = Known(
        (TableUse.Title, "titel|title|name|aufgabe|aufgabenname|task name|task|karte|card name|betreff|subject|thema|vorgang|vorgangsname|zusammenfassung|summary"),
        (TableUse.Number, "nummer|nr|nr.|number|no|no.|lfd. nr.|id"),
        (TableUse.Column, "spalte|column|liste|list|list name|bucket|bucket name|bucketname|bucket-name|phase"),
        (TableUse.Description, "beschreibung|description|notizen|notiz|notes|note|bemerkung|bemerkungen|details"),
        (TableUse.Assignees, "zugewiesen an|zugewiesen|assigned to|assignee|assignees|members|mitglieder|verantwortlich|bearbeiter|bearbeiterin|bearbeitung|zuständig|responsible"),
        (TableUse.Labels, "labels|label|bezeichnungen|bezeichnung|kategorien|kategorie|categories|category|tags|schlagworte|stichwörter|etiketten"),
        (TableUse.Start, "start date|startdatum|start|beginn|anfang|anfangsdatum|von"),
        (TableUse.Due, "due date|fälligkeitsdatum|fällig am|fällig|fälligkeit|due|deadline|frist|termin|ende|enddatum|end|end date|bis"),
        (TableUse.Priority, "priority|priorität|prio|dringlichkeit"),
        (TableUse.Progress, "progress|fortschritt|status|stand|% abgeschlossen|% complete|percent complete|erledigt|done|completed"),
        (TableUse.Department, "fachbereich|department|amt|abteilung"),
        (TableUse.Estimate, "aufwand (stunden)|aufwand|estimate (hours)|estimate|stunden|hours"),
        (TableUse.Parent, "übergeordnet|parent"),
        (TableUse.BlockedBy, "wartet auf|waits for|blocked by|vorgänger|predecessors"),
        (TableUse.Checklist, "checkliste|checklist|checklist items|checklistenelemente|checklistenpunkte|prüflistenelemente|prüfliste|unteraufgaben|subtasks"),
        (TableUse.ChecklistDone, "completed checklist items|abgeschlossene checklistenelemente|erledigte checklistenelemente|abgeschlossene prüflistenelemente|abgeschlossene checklistenpunkte"),
        (TableUse.Links, "links|link|url|attachments|anlagen|anhänge"),
        (TableUse.Created, "created date|created on|created|erstellungsdatum|erstellt am|erstellt|angelegt am"),
        (TableUse.Archived, "archiviert am|archived on|archiviert|archived"),
        (TableUse.NoPlace, "task id|aufgaben-id|vorgangs-id|created by|erstellt von|is recurring|ist wiederkehrend|wiederkehrend|late|verspätet|überfällig|completed date|"
            + "abgeschlossen am|abschlussdatum|fertigstellungsdatum|completed by|abgeschlossen von|fertiggestellt von|comments|kommentare|plan name|plan id"));

    /// <summary>What each column is taken for; the first of a kind gets it, unknown ones become custom fields.</summary>
    public static IReadOnlyList<TableUse> Recognise(IReadOnlyList<string> headings)
    {
        var taken = new HashSet<TableUse>();
        var uses = headings.Select(heading => s_known.TryGetValue(Plain(heading), out var use) && (use is TableUse.NoPlace || taken.Add(use)) ? use : TableUse.Field).ToArray();

        // "Status" names the columns of a board where nothing else does.
        var status = Array.FindIndex(uses, u => u is TableUse.Progress);
        if (status >= 0 && !taken.Contains(TableUse.Column) && Plain(headings[status]) is "status" or "stand")
        {
            uses[status] = TableUse.Column;
        }

        return uses;
    }

    private static string Plain(string heading) =>
        string.Join(' ', heading.Split([' ', '\t', '\n', '\r', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)).Trim(':', '*').ToLowerInvariant();

    private static Dictionary<string, TableUse> Known(params (TableUse Use, string Headings)[] all) =>
        all.SelectMany(a => a.Headings.Split('|').Select(h => (h, a.Use))).ToDictionary(h => h.h, h => h.Use, StringComparer.Ordinal);
}
