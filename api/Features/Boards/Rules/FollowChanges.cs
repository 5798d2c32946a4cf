using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Rules;

/// <summary>
/// Lets a board's rules follow what was just done, in the same transaction: so each runs exactly once for it, whatever is repeated or
/// breaks off. What rules do may make rules run again, as far as <see cref="RuleChain"/> lets it.
/// </summary>
internal sealed class FollowChanges : IReaction
{
    /// <summary>Of streams that <see cref="Journal.StreamRow.Reacts"/> alone.</summary>
    public bool Concerns(UnitOfWork work) => work.Reacts;

    public async Task FollowAsync(UnitOfWork work, CancellationToken ct)
    {
        foreach (var board in work.Entries.Where(e => e.Stream.Reacts).GroupBy(e => e.Entry.Stream, e => e.Entry).ToArray())
        {
            await new Chain(work, board.Key).FollowAsync([.. board], ct);
        }
    }

    private sealed class Chain(UnitOfWork work, Guid board)
    {
        private List<Rule>? _rules;

        public async Task FollowAsync(JournalEntry[] causes, CancellationToken ct)
        {
            foreach (var cause in causes)
            {
                var bound = new RuleChain();
                var open = new Queue<(JournalEntry Entry, int Depth)>([(cause, 0)]);
                while (open.TryDequeue(out var next))
                {
                    foreach (var (rule, card) in await FitAsync(next.Entry.Change, ct))
                    {
                        var known = work.Entries.Count;
                        await RunAsync(rule, card, next.Entry.Sequence, bound, next.Depth, ct);
                        foreach (var made in work.Entries.Skip(known).Where(e => e.Entry.Stream == board))
                        {
                            open.Enqueue((made.Entry, next.Depth + 1));
                        }
                    }
                }
            }
        }

        private async Task RunAsync(Rule rule, Guid id, long sequence, RuleChain bound, int depth, CancellationToken ct)
        {
            if (await work.Db.Set<Card>().FindAsync([id], ct) is { } card && rule.Concerns(card) && bound.Ask(rule.Id, id, depth) is var answer and not ChainAnswer.RanAlready)
            {
                var by = work.As(Actor.Rule(work.Actor.Organisation, rule.Id));
                await CarryOut.RunAsync(by, rule, card, RuleRun.OccasionOf(sequence), answer is ChainAnswer.TooLong ? RuleChain.TooLong : null, ct);
            }
        }

        /// <summary>The rules that wait for this, with the cards for which they do.</summary>
        private async Task<List<(Rule Rule, Guid Card)>> FitAsync(Change change, CancellationToken ct)
        {
            var (card, what) = Happenings.Of(change);
            if (what.Length == 0 && change is not (Contracts.Boards.CardMoved or Contracts.Boards.CardArchived or Contracts.Boards.CardTrashed))
            {
                return [];
            }

            _rules ??= await work.Db.Set<Rule>().AsNoTracking().Where(r => r.Board == board && r.On && !r.Timed && r.RemovedAt == null).OrderBy(r => r.Id).ToListAsync(ct);
            var fit = _rules.Where(r => what.Any(r.Trigger.Fits)).Select(r => (r, card)).ToList();
            if (_rules.FindAll(r => r.Trigger.Kind is RuleTriggerKind.BlockersDone) is { Count: > 0 } waiting)
            {
                _ = await work.Db.SaveChangesAsync(ct);
                var freed = await Happenings.FreedAsync(work.Db, board, change, ct);
                fit.AddRange(freed.SelectMany(id => waiting.Select(r => (r, id))));
            }

            return fit;
        }
    }
}
