using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;

namespace Workspace.Features.Approvals;

/// <summary>The approval that hangs on a card: its path is one closing signature.</summary>
internal static class ApprovalOfCard
{
    public const int ClosingStep = 1;

    /// <summary>Whether it may be asked, and what happens then.</summary>
    public static Ruling Start(Card card, Guid requester, Guid approver, string? comment, DateTimeOffset at) => Procedure.Start(
        ActOf(requester, at),
        new Matter("card", card.Department ?? ""),
        [requester],
        new ApprovalPath([new Stage([new Seat(SeatRole.Closing, [approver], "")])]),
        ContentOf(card).Hash(),
        comment);

    /// <summary>Nothing of it asks for a day, a deputy or a signing power yet.</summary>
    public static Act ActOf(Guid person, DateTimeOffset at) => new(person, at, DateOnly.FromDateTime(at.UtcDateTime), new House(new Municipality(null)));

    /// <summary>What is decided about. Links are plain: what stands behind them can't be frozen.</summary>
    private static Content ContentOf(Card card) =>
        new(card.Title, card.Description ?? "", [.. card.Links.Select(l => new Attachment(l.Title, AttachmentKind.Link, l.Url))]);
}
