using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Journal;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Export;

/// <summary>Everything of a board as JSON: the way out that loses nothing, and the way back in.</summary>
internal static partial class JsonFile
{
    /// <summary>Cards whose comments are read at once.</summary>
    private const int Chunk = 200;

    public static async Task WriteAsync(Stream file, WorkspaceDb db, BoardContent content, long sequence, DateTimeOffset now, CancellationToken ct)
    {
        var board = content.Board;
        var members = await db.Set<BoardMember>().AsNoTracking().Where(m => m.Board == board.Id).ToListAsync(ct);
        var units = await db.Set<BoardUnit>().AsNoTracking().Where(u => u.Board == board.Id).ToListAsync(ct);
        var rules = await db.Set<Rule>().AsNoTracking().Where(r => r.Board == board.Id && r.RemovedAt == null).OrderBy(r => r.Id).ToListAsync(ct);
        var named = members.Select(m => m.Person).Concat(rules.SelectMany(r => Rule.NamesOf(r.Trigger, r.Conditions, r.Actions).People.Append(r.Maker))).ToHashSet();
        var export = new BoardExport(
            BoardExport.FormatName, BoardExport.Newest, now, sequence,
            new ExportedBoard(
                board.Id, board.Name, board.Purpose, board.Key, board.Visibility.ToWire(), board.Template, board.CreatedAt, board.ArchivedAt, board.LastNumber),
            [.. content.Columns.Select(c => new ExportedColumn(c.Id, c.Name, c.Rank, c.Limit, c.LimitIsHard, c.Done, c.Colour, c.ArchivedAt))],
            [.. content.Labels.Select(l => l.ToView())],
            [.. content.Fields.Select(f => new ExportedField(f.Id, f.Name, f.Kind.ToWire(), [.. f.Choices.Select(c => new ChoiceView(c.Id, c.Name))], f.ArchivedAt))],
            [.. members.OrderByDescending(m => m.Role).ThenBy(m => m.Person).Select(m => new MemberView(m.Person, m.Role.ToWire()))],
            [.. units.OrderBy(u => u.Kind).ThenBy(u => u.Name, StringComparer.Ordinal).Select(u => u.ToView())],
            [.. rules.Select(r => r.ToView())],
            CardsAsync(db, content, named, ct),
            HistoryAsync(db, board.Id, named, ct),
            PeopleAsync(content, named));
        await JsonSerializer.SerializeAsync(file, export, Wire.Options, ct);
    }

    private static async IAsyncEnumerable<ExportedCard> CardsAsync(WorkspaceDb db, BoardContent content, HashSet<Guid> named, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var cards in content.Cards.Chunk(Chunk))
        {
            var ids = cards.Select(c => c.Id).ToArray();
            var comments = (await db.Set<CardComment>().AsNoTracking().Where(c => ids.Contains(c.Card)).ToListAsync(ct)).ToLookup(c => c.Card);
            foreach (var card in cards)
            {
                var said = comments[card.Id].OrderBy(c => c.At).ThenBy(c => c.Id).Select(c => c.ToView()).ToList();
                named.UnionWith(card.Assignees);
                named.UnionWith(card.Checklist.Select(i => i.Assignee).OfType<Guid>());
                named.UnionWith(said.Select(c => c.Person).OfType<Guid>());
                named.UnionWith(said.SelectMany(c => CardComment.Mentioned(c.Text)));
                named.UnionWith(card.Values.Select(v => Guid.TryParse(v.Value, out var id) ? id : Guid.Empty));
                yield return Of(card, said);
            }
        }
    }

    private static ExportedCard Of(Card c, IReadOnlyList<CommentView> comments)
    {
        var view = c.ToView();
        return new ExportedCard(
            c.Id, c.Number, c.Title, c.Description, c.Column, c.Rank, c.Version, c.Assignees, c.Labels, c.Start, c.Due, view.Priority, c.Progress, c.Department, c.Estimate,
            c.Colour, c.Parent, c.BlockedBy, view.Values ?? [], [.. c.Checklist.Select(i => i.ToView())], [.. c.Links.Select(l => l.ToView())], comments, view.Approval,
            c.Template, c.Recurrence?.ToView(), c.CreatedAt, c.ArchivedAt, c.TrashedAt);
    }

    private static async IAsyncEnumerable<JournalEntry> HistoryAsync(WorkspaceDb db, Guid board, HashSet<Guid> named, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = db.Set<JournalRow>().AsNoTracking().Where(j => j.Stream == board).OrderBy(j => j.Sequence).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (row.Person is { } person)
            {
                _ = named.Add(person);
            }

            // Changes name people in many places; whatever looks like an id and is a person's counts.
            foreach (var id in Ids().EnumerateMatches(row.Data))
            {
                _ = named.Add(Guid.Parse(row.Data.AsSpan(id.Index, id.Length)));
            }

            yield return row.ToEntry();
        }
    }

    /// <summary>Asked for last, when all that names somebody is written.</summary>
    private static async IAsyncEnumerable<ExportedPerson> PeopleAsync(BoardContent content, HashSet<Guid> named)
    {
        await Task.CompletedTask;
        foreach (var person in named.Order().Where(content.People.ContainsKey).Select(id => content.People[id]))
        {
            yield return new ExportedPerson(person.Id, person.Name, person.Mail);
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Ids();
}
