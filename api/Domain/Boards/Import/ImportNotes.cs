namespace Workspace.Domain.Boards.Import;

/// <summary>Collects what the user has to be told, in the order in which it first came up.</summary>
internal sealed class ImportNotes
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, (ImportNoteKind Kind, int Count, List<string> Examples)> _notes = new(StringComparer.Ordinal);

    public void NoPlace(string code, int count = 1, string? example = null) => Add(ImportNoteKind.NoPlace, code, count, example);

    public void Changed(string code, string? example = null) => Add(ImportNoteKind.Changed, code, 1, example);

    public void Missing(string code, int count) => Add(ImportNoteKind.Missing, code, count, null);

    public IReadOnlyList<ImportNote> All() =>
        [.. _order.Select(code => new ImportNote(_notes[code].Kind, code, _notes[code].Count, _notes[code].Examples)).OrderBy(n => n.Kind)];

    private void Add(ImportNoteKind kind, string code, int count, string? example)
    {
        if (count <= 0)
        {
            return;
        }

        if (!_notes.TryGetValue(code, out var note))
        {
            note = (kind, 0, []);
            _order.Add(code);
        }

        if (!string.IsNullOrWhiteSpace(example) && note.Examples.Count < ImportNote.MostExamples && !note.Examples.Contains(example, StringComparer.Ordinal))
        {
            note.Examples.Add(example);
        }

        _notes[code] = note with { Count = note.Count + count };
    }
}
