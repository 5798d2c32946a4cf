namespace Workspace.Domain.Boards.Import;

/// <content>What hangs on a card: checklists, attachments, comments.</content>
public sealed partial class TrelloImport
{
    private (List<ImportItem> Items, List<string> More) Checklist(TrelloCard card)
    {
        var lists = Of(_checklists, card).OrderBy(c => c.Pos ?? double.MaxValue).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        var (items, more) = (new List<ImportItem>(), new List<string>());
        foreach (var list in lists)
        {
            foreach (var item in Some(list.CheckItems).OrderBy(i => i.Pos ?? double.MaxValue).ThenBy(i => i.Id, StringComparer.Ordinal))
            {
                // One checklist a card: several are told apart by their names.
                var text = ImportText.Line(item.Name, _words.Untitled);
                var full = lists.Count > 1 && !string.IsNullOrWhiteSpace(list.Name) ? $"{ImportText.Line(list.Name, "")}: {text}" : text;
                var done = string.Equals(item.State, "complete", StringComparison.Ordinal);
                if (items.Count == Card.MostItems)
                {
                    more.Add($"- [{(done ? 'x' : ' ')}] {full}");
                    _notes.Changed("checklist-continued", card.Name);
                    continue;
                }

                var title = ImportText.Cut(full, _limits.Title);
                if (title.Length < full.Length)
                {
                    more.Add($"- {full}");
                    _notes.Changed("checklist-item-shortened", card.Name);
                }

                items.Add(new ImportItem(title, done, Assignee(item.IdMember), Day(item.Due, "card-date-unreadable")));
            }
        }

        if (lists.Count(l => Some(l.CheckItems).Any()) > 1)
        {
            _notes.Changed("checklists-joined", card.Name);
        }

        return (items, more);
    }

    private (List<ImportLink> Links, List<string> Others) Links(TrelloCard card)
    {
        var (links, others) = (new List<ImportLink>(), new List<string>());
        foreach (var attachment in Some(card.Attachments).OrderBy(a => a.Pos ?? double.MaxValue).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            var url = ImportText.Clean(attachment.Url).Trim();
            var name = ImportText.Line(attachment.Name, url);
            if (!_text.IsLink(url))
            {
                others.Add(ImportText.Harmless(name, url));
                _notes.Changed("attachment-as-text", name);
                continue;
            }

            var title = ImportText.Cut(name, _limits.Title);
            if (title.Length < name.Length)
            {
                others.Add($"- {name}");
                _notes.Changed("link-title-shortened", title);
            }

            links.Add(new ImportLink(title, url));
            if (attachment.IsUpload == true)
            {
                _notes.NoPlace("files-at-trello", 1, name);
            }
        }

        if ((card.ShortUrl ?? card.Url) is { } back && _text.IsLink(back))
        {
            links.Add(new ImportLink("Trello", back));
        }

        return (links, others);
    }

    private List<ImportComment> Comments(TrelloCard card)
    {
        var comments = new List<ImportComment>();
        var actions = Of(_comments, card).ToList();
        foreach (var action in actions.OrderBy(a => Moment(a.Date) ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            var author = _text.Shorten(AuthorOf(action), _limits.Name, "author-shortened");
            var parts = _text.Split(ImportText.Clean(action.Data!.Text).Trim());
            if (parts.Count > 1)
            {
                _notes.Changed("comment-split", card.Name);
            }

            comments.AddRange(parts.Select(part => new ImportComment(author, part, Moment(action.Date))));
        }

        // Trello puts no more than the newest 1,000 actions into a file; a card's own count tells what is lacking.
        _notes.Missing("comments-not-in-file", (card.Badges?.Comments ?? 0) - actions.Count);
        return comments;
    }

    private string AuthorOf(TrelloAction action)
    {
        var written = action.MemberCreator?.FullName ?? action.MemberCreator?.Username;
        if (!string.IsNullOrWhiteSpace(written))
        {
            return ImportText.Line(written, written);
        }

        return action.IdMemberCreator is { } id && _members.TryGetValue(id, out var member) ? member.Name : _words.FormerMember;
    }
}
