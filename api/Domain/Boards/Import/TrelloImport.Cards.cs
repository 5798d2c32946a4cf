using System.Globalization;
using System.Text;

namespace Workspace.Domain.Boards.Import;

/// <content>What becomes of a card.</content>
public sealed partial class TrelloImport
{
    private ImportCard PlanCard(TrelloCard card, int number)
    {
        var column = ColumnOf(card);
        var title = _text.Shorten(card.Name, _limits.Title, "card-title-shortened");
        var description = new StringBuilder(ImportText.Clean(card.Desc));
        if (ImportText.Line(card.Name, "").Length > _limits.Title)
        {
            ImportText.Add(description, _words.FullTitle, [ImportText.Clean(card.Name)]);
        }

        var (links, otherAttachments) = Links(card);
        var (items, moreItems) = Checklist(card);
        ImportText.Add(description, _words.MoreItems, moreItems);
        ImportText.Add(description, _words.OtherAttachments, otherAttachments);

        var created = CreatedAt(card.Id) ?? Of(_makings, card).Select(a => Moment(a.Date)).Min();
        var (values, longTexts) = _fields.Of(card);
        foreach (var (name, text) in longTexts)
        {
            ImportText.Add(description, name, [text]);
        }

        var (described, comments) = _text.Describe(description.ToString(), title, created);
        comments.AddRange(Comments(card));

        var (start, due) = (Day(card.Start, "card-date-unreadable"), Day(card.Due, "card-date-unreadable"));
        if (start > due)
        {
            _notes.Changed("card-start-after-due", $"{title} ({start.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})");
            start = null;
        }

        TellAbout(card, title);
        var archived = card.Closed == true || _columns[column].Archived;
        if (archived && card.Closed != true)
        {
            _notes.Changed("card-archived-with-list", title);
        }

        return new ImportCard(
            number, title, described, column, created, archived, archived ? Moment(card.DateClosed) ?? Moment(card.DateLastActivity) : null)
        {
            Labels = Labels(card),
            Assignees = Assignees(card),
            Start = start,
            Due = due,
            Progress = card.DueComplete == true ? 100 : 0,
            Colour = card.Cover?.Color is { } cover ? Colour(cover).Colour : null,
            Values = values,
            Checklist = items,
            Links = links,
            Comments = comments,
            Template = card.IsTemplate == true,
        };
    }

    private int ColumnOf(TrelloCard card)
    {
        if (card.IdList is not null && _columnOf.TryGetValue(card.IdList, out var known))
        {
            return known;
        }

        _notes.Changed("card-without-list", card.Name);
        if (_withoutList is not { } own)
        {
            own = _columns.Count;
            _withoutList = own;
            _columns.Add(new ImportColumn(_words.WithoutList, null, false));
        }

        return own;
    }

    private List<int> Labels(TrelloCard card)
    {
        var ids = Strings(card.IdLabels).Concat(Some(card.Labels).Select(l => l.Id).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        _notes.Missing("labels-not-in-file", ids.Count(id => !_labelOf.ContainsKey(id)));
        return [.. ids.Where(_labelOf.ContainsKey).Select(id => _labelOf[id])];
    }

    private List<Guid> Assignees(TrelloCard card) =>
        [.. Strings(card.IdMembers).Distinct(StringComparer.Ordinal).Select(id => Assignee(id, wholeCard: true)).OfType<Guid>().Distinct()];

    /// <summary>Who that is here; whoever is not known is told.</summary>
    private Guid? Assignee(string? id, bool wholeCard = false)
    {
        if (id is null)
        {
            return null;
        }

        if (!_members.TryGetValue(id, out var member))
        {
            // Somebody who left the board: the export names them by id alone.
            _notes.Missing("assignee-not-in-file", 1);
            return null;
        }

        member.Cards += wholeCard ? 1 : 0;
        _notes.NoPlace("assignee-unknown", member.Person is null ? 1 : 0, member.Name);
        return member.Person;
    }

    private void TellAbout(TrelloCard card, string title)
    {
        _notes.NoPlace("due-times", HasTime(card.Due) ? 1 : 0);
        _notes.NoPlace("due-reminders", card.DueReminder is >= 0 && card.Due is not null ? 1 : 0);
        _notes.NoPlace("completion-dates", card.DateCompleted is null ? 0 : 1);
        _notes.NoPlace("covers", card.Cover is { IdAttachment: not null } or { IdUploadedBackground: not null } ? 1 : 0);
        _notes.NoPlace("stickers", Some(card.Stickers).Count());
        _notes.NoPlace("votes", Strings(card.IdMembersVoted).Count());
        _notes.NoPlace("locations", string.IsNullOrEmpty(card.Address) && string.IsNullOrEmpty(card.LocationName) ? 0 : 1, title);
        _notes.NoPlace("plugin-data", Some(card.PluginData).Count());
        _notes.NoPlace("card-roles", string.IsNullOrEmpty(card.CardRole) ? 0 : 1, title);
        _notes.NoPlace("pinned", card.Pinned == true ? 1 : 0, title);
        _notes.NoPlace("watching", card.Subscribed == true ? 1 : 0);
        _notes.NoPlace("creators", card.IdMemberCreator is null ? 0 : 1);
    }
}
