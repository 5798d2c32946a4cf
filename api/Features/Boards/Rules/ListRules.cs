using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Rules;

/// <summary>The rules of a board in the order in which they were made; removed ones too, since history names them.</summary>
public sealed class ListRules(Reads reads)
{
    public Task<Outcome<RuleView[]>> RunAsync(Actor actor, Guid board, CancellationToken ct) =>
        reads.OfBoardAsync<RuleView[]>(actor, board, async (db, _) =>
            (await db.Set<Rule>().AsNoTracking().Where(r => r.Board == board).OrderBy(r => r.Id).ToListAsync(ct)).Select(r => r.ToView()).ToArray(), ct);
}

/// <summary>What the rules of a board did, and why not where they could not; the newest first.</summary>
public sealed class ListRuleRuns(Reads reads)
{
    private const int PageSize = 50;

    /// <param name="before">The sequence of the run after which the page begins.</param>
    /// <param name="language">Of the reasons.</param>
    public Task<Outcome<RuleRunView[]>> RunAsync(Actor actor, Guid board, long? before, string language, CancellationToken ct) =>
        reads.OfBoardAsync<RuleRunView[]>(actor, board, async (db, standing) =>
        {
            if (!BoardPermissions.Allows(standing.Role, BoardAction.EditCards))
            {
                return Refusal.NotAllowed;
            }

            var runs = await (
                from run in db.Set<RuleRun>().AsNoTracking()
                where run.Board == board && run.Sequence < (before ?? long.MaxValue)
                join card in db.Set<Card>() on run.Card equals card.Id into cards
                from card in cards.DefaultIfEmpty()
                orderby run.Sequence descending
                select new { Run = run, Number = (int?)card.Number, Title = (string?)card.Title }).Take(PageSize).ToListAsync(ct);
            var key = await db.Set<Board>().Where(b => b.Id == board).Select(b => b.Key).SingleAsync(ct);
            return runs.Select(r => new RuleRunView(
                r.Run.Sequence, r.Run.At, r.Run.Rule, r.Run.Card, r.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{key}-{number}") : null, r.Title,
                [.. r.Run.Steps.Select(s => s.ToView() with { Reason = s.Code is { } code ? Texts.Say(language, code) : null })])).ToArray();
        }, ct);
}
