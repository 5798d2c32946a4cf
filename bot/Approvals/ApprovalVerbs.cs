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
    public async Task<CardAnswer> AnswerAsync(CardTap tap, Guid id, CancellationToken ct, string? notice = null, ApprovalCard.Typed? typed = null, bool follows = false) =>
        await find.RunAsync(tap.Actor, id, tap.Language, ct) is { } shown
            ? new CardAnswer.Card(ApprovalCard.For(shown, tap.Language, notice, typed), follows)
            : new CardAnswer.Card(NoticeCard.Gone(tap.Language));
}

/// <summary><i>Freigeben</i>, <i>Mitzeichnen</i> and <i>Zeichnen</i> on the card.</summary>
internal sealed class ApproveByCard(AnswerStep answer, ShowApproval show) : ICardVerb
{
    public Task<CardAnswer> RunAsync(CardTap tap, CancellationToken ct) => AnswerByCard.RunAsync(answer, show, tap, ApprovalAnswer.Signed, typed: null, ct);
}

/// <summary>Any other answer; where it needs words and has none, the card comes back with a sentence and what was typed.</summary>
internal sealed class AnswerByCard(AnswerStep answer, ShowApproval show) : ICardVerb
{
    /// <summary>A second tap has the same command id, so it finds the first one's result.</summary>
    private const string CommandReused = "command-reused";

    public Task<CardAnswer> RunAsync(CardTap tap, CancellationToken ct) =>
        Enum.GetValues<ApprovalAnswer>().Where(a => a.ToString() == tap.Data.At(ApprovalCard.AnswerField).Text()).Select(a => (ApprovalAnswer?)a).SingleOrDefault() is { } given
            ? RunAsync(answer, show, tap, given, tap.Data.At(ApprovalCard.ReasonField).Text(), ct)
            : Task.FromResult<CardAnswer>(Bad(tap));

    internal static async Task<CardAnswer> RunAsync(AnswerStep answer, ShowApproval show, CardTap tap, ApprovalAnswer given, string? typed, CancellationToken ct)
    {
        if (tap.Data.At(ApprovalCard.ApprovalField).Id() is not { } id
            || tap.Data.At(ApprovalCard.StepField).Whole() is not { } step || tap.Data.At(ApprovalCard.VersionField).Whole() is not { } version)
        {
            return Bad(tap);
        }

        var principal = tap.Data.At(ApprovalCard.ForField).Id();
        var command = CommandOf(FormattableString.Invariant($"{id:N}.{step}.{version}.{tap.Actor.Person:N}.{principal:N}.{given}"));
        var outcome = await answer.RunAsync(tap.Actor, command, id, step, new AnswerStepRequest(version, given, typed, principal), ct);
        return outcome switch
        {
            { Value: not null } => await show.AnswerAsync(tap, id, ct, follows: true),
            { Refusal: { } refusal } => await show.AnswerAsync(tap, id, ct, Sentence(refusal, tap.Language), KeepsTyped(refusal) ? new(given, typed ?? "") : null),
            _ => new CardAnswer.Card(NoticeCard.Gone(tap.Language)),
        };
    }

    private static CardAnswer.Card Bad(CardTap tap) => new(NoticeCard.For(BotTexts.Say(tap.Language, "notice.bad-card"), tap.Language));

    /// <summary>The same tap by the same person on the same step and version is the same command, however often it arrives.</summary>
    private static CommandId CommandOf(string tap) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(tap)).AsSpan(0, 16)));

    /// <summary>The same tap with another reason is not another decision.</summary>
    private static string Sentence(Refusal refusal, string language) => refusal.Code == CommandReused
        ? Texts.Say(language, Approval.AlreadyDecided.Code)
        : Texts.Say(language, refusal.Code, refusal.Arguments);

    private static bool KeepsTyped(Refusal refusal) => refusal == Approval.ReasonRequired || refusal == Approval.ReasonTooLong || refusal == Procedure.TextRequired;
}
