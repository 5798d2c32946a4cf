using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards;

/// <summary>Adds a link or attachment to a card.</summary>
public sealed class AddLink(Changes changes)
{
    public Task<Outcome<LinkView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, LinkRequest request, CancellationToken ct) =>
        changes.OnLinkAsync(
            actor, Command.For(command, nameof(AddLink), new { board, card, request }), board, card, Guid.CreateVersion7(),
            (found, link) => found.AddLink(new CardLink(link, LinkChanges.Title(request), request.Url.Trim())), ct);
}

/// <summary>Another title or address for a link.</summary>
public sealed class EditLink(Changes changes)
{
    public Task<Outcome<LinkView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, Guid link, LinkRequest request, CancellationToken ct) =>
        changes.OnLinkAsync(
            actor, Command.For(command, nameof(EditLink), new { board, card, link, request }), board, card, link,
            (found, id) => found.ChangeLink(id, LinkChanges.Title(request), request.Url.Trim()), ct);
}

/// <summary>Takes a link off a card; history keeps it.</summary>
public sealed class RemoveLink(Changes changes)
{
    public Task<Outcome<LinkView>> RunAsync(Actor actor, CommandId command, Guid board, Guid card, Guid link, CancellationToken ct) =>
        changes.OnLinkAsync(
            actor, Command.For(command, nameof(RemoveLink), new { board, card, link }), board, card, link, (found, id) => found.RemoveLink(id), ct);
}

internal static class LinkChanges
{
    /// <summary>The title given, else the host of the address.</summary>
    public static string Title(LinkRequest request) =>
        !string.IsNullOrWhiteSpace(request.Title) ? request.Title.Trim()
        : Uri.TryCreate(request.Url.Trim(), UriKind.Absolute, out var address) ? address.Host
        : request.Url.Trim();

    /// <summary>One change of one link, journalled with the link before and after; answers the link (the removed one where it is gone).</summary>
    public static Task<Outcome<LinkView>> OnLinkAsync(
        this Changes changes, Actor actor, Command command, Guid board, Guid card, Guid link, Func<Card, Guid, Refusal?> change, CancellationToken ct) =>
        changes.OnCardAsync<LinkView>(actor, command, board, card, BoardAction.EditCards, (work, found) =>
        {
            var before = found.Links.Find(l => l.Id == link)?.ToView();
            if (change(found, link) is { } refusal)
            {
                return Task.FromResult<Outcome<LinkView>>(refusal);
            }

            var after = found.Links.Find(l => l.Id == link)?.ToView();
            found.ChangedBy(work.Append(board, new CardLinkChanged(card, after, before, found.Links.Count), card));
            return Task.FromResult<Outcome<LinkView>>((after ?? before)!);
        }, ct);
}
