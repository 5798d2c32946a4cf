using Workspace.Contracts.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;
using ImportMatch = Workspace.Contracts.Boards.ImportMatch;
using ImportNoteKind = Workspace.Contracts.Boards.ImportNoteKind;

namespace Workspace.Features.Boards.Import;

/// <summary>A plan in the reader's language. Enums have the same names and order on both sides.</summary>
internal static class ImportViews
{
    /// <summary>The texts' keys for what a note says.</summary>
    public const string NotePrefix = "import.note.";

    public static ImportPreview Preview(ImportPlan plan, ImportFile file, string language) => new(
        plan.Name,
        Counts(plan),
        [.. plan.Columns.Select((column, i) => new ImportColumnView(
            column.Name, column.Archived, plan.Cards.Count(c => c.Column == i && !c.Archived), plan.Cards.Count(c => c.Column == i && c.Archived)))],
        [.. plan.Members.Select(m => new ImportMemberView(m.Name, m.Username, m.Person, (ImportMatch)m.Match, m.Role?.ToWire(), m.Cards))],
        [.. plan.Notes.Select(n => new ImportNoteView((ImportNoteKind)n.Kind, n.Code, Texts.Say(language, NotePrefix + n.Code), n.Count, n.Examples))],
        [.. plan.Fields.Select(f => new ImportFieldView(f.Name, f.Kind.ToWire(), plan.Cards.Count(c => c.Values.Any(v => plan.Fields[v.Field] == f))))],
        file.Table);

    public static ImportCounts Counts(ImportPlan plan) => new(
        plan.Columns.Count(c => !c.Archived),
        plan.Columns.Count(c => c.Archived),
        plan.Labels.Count,
        plan.Cards.Count(c => !c.Archived),
        plan.Cards.Count(c => c.Archived),
        plan.Cards.Sum(c => c.Checklist.Count),
        plan.Cards.Sum(c => c.Comments.Count),
        plan.Cards.Sum(c => c.Links.Count),
        plan.Cards.Sum(c => c.Assignees.Count),
        plan.Fields.Count);

    public static ImportWords Words(string language)
    {
        string Say(string word) => Texts.Say(language, "import.word." + word);
        return new ImportWords(
            Untitled: Say("untitled"),
            FirstColumn: Say("first-column"),
            WithoutList: Say("without-list"),
            FormerMember: Say("former-member"),
            Continued: Say("continued"),
            FullTitle: Say("full-title"),
            MoreItems: Say("more-items"),
            OtherAttachments: Say("other-attachments"),
            Yes: Say("yes"),
            InLine: Say("in-line"));
    }
}
