using System.Security.Cryptography;
using System.Text;
using Workspace.Bot.Cards;
using Workspace.Bot.Protocol;
using Workspace.Bot.Words;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Approvals;
using Workspace.Features.Shared;
using ApprovalAnswer = Workspace.Contracts.Approvals.ApprovalAnswer;

namespace Workspace.Bot.Approvals;

/// <summary>The approval as it is now: what a refresh shows, and what follows every tap.</summary>
internal sealed class ShowApproval(FindApprovalForMessage find) : ICardVerb
{
    public async Task<CardAnswer> RunAsync(CardTap tap, CancellationToken ct) =>
        tap.Data.At(ApprovalCard.ApprovalField).Id() is { } id
            ? await AnswerAsync(tap, id, ct)
            : new CardAnswer.Card(NoticeCard.For(BotTexts.Say(tap.Language, "notice.bad-card"), tap.Language));

    /// <param name="follows">See <see cref="CardAnswer.Card"/>.</param>
    public async Task<CardAnswer> AnswerAsync(CardTap tap, Guid id, CancellationToken ct, string? notice = null, string? rejecting = null, bool follows = false) =>
        await find.RunAsync(tap.Actor, id, tap.Language, ct) is { } shown
            ? new CardAnswer.Card(ApprovalCard.For(shown, tap.Language, notice, rejecting), follows)
            : new CardAnswer.Card(NoticeCard.Gone(tap.Language));
}

/// <summary><i>Freigeben</i> on the card.</summary>
internal sealed class ApproveByCard(AnswerStep decide, ShowApproval show) : ICardVerb
{
    public Task<CardAnswer> RunAsync(CardTap tap, CancellationToken ct) => DecideByCard.RunAsync(decide, show, tap, ApprovalAnswer.Signed, ct);
}

/// <summary><i>Ablehnen</i> on the card; without a reason it comes back with a sentence and what was typed.</summary>
internal sealed class RejectByCard(AnswerStep decide, ShowApproval show) : ICardVerb
{
    public Task<CardAnswer> RunAsync(CardTap tap, CancellationToken ct) => DecideByCard.RunAsync(decide, show, tap, ApprovalAnswer.Rejected, ct);
}

internal static class DecideByCard
{
    /// <summary>A second tap has the same command id, so it finds the first one's result.</summary>
    private static readonly string s_commandReused = "command-reused";

    public static async Task<CardAnswer> RunAsync(AnswerStep decide, ShowApproval show, CardTap tap, ApprovalAnswer answer, CancellationToken ct)
    {
        if (tap.Data.At(ApprovalCard.ApprovalField).Id() is not { } id
            || tap.Data.At(ApprovalCard.StepField).Whole() is not { } step || tap.Data.At(ApprovalCard.VersionField).Whole() is not { } version)
        {
            return new CardAnswer.Card(NoticeCard.For(BotTexts.Say(tap.Language, "notice.bad-card"), tap.Language));
        }

        var typed = answer is ApprovalAnswer.Rejected ? tap.Data.At(ApprovalCard.ReasonField).Text() : null;
        var outcome = await decide.RunAsync(tap.Actor, CommandOf(id, step, version, tap.Actor, answer), id, step, new AnswerStepRequest(version, answer, typed, null), ct);
        return outcome switch
        {
            { Value: not null } => await show.AnswerAsync(tap, id, ct, follows: true),
            { Refusal: { } refusal } => await show.AnswerAsync(tap, id, ct, Sentence(refusal, tap.Language), KeepsTyped(refusal) ? typed ?? "" : null),
            _ => new CardAnswer.Card(NoticeCard.Gone(tap.Language)),
        };
    }

    /// <summary>The same tap by the same person on the same step and version is the same command, however often it arrives.</summary>
    private static CommandId CommandOf(Guid approval, int step, int version, Actor actor, ApprovalAnswer answer)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{approval:N}.{step}.{version}.{actor.Person:N}.{answer}")));
        return new(new Guid(hash.AsSpan(0, 16)));
    }

    /// <summary>The same tap with another reason is not another decision.</summary>
    private static string Sentence(Refusal refusal, string language) => refusal.Code == s_commandReused
        ? Texts.Say(language, Approval.AlreadyDecided.Code)
        : Texts.Say(language, refusal.Code, refusal.Arguments);

    private static bool KeepsTyped(Refusal refusal) => refusal == Approval.ReasonRequired || refusal == Approval.ReasonTooLong;
}
