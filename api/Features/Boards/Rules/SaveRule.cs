using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Boards.Rules;

/// <summary>Writes a rule, a new one or another text for one. Whoever wrote it last lends it their rights.</summary>
public sealed class SaveRule(Changes changes)
{
    /// <param name="rule">The rule to write anew; null for a new one.</param>
    public Task<Outcome<RuleView>> RunAsync(Actor actor, CommandId command, Guid board, Guid? rule, RuleRequest request, CancellationToken ct) =>
        changes.OnBoardAsync<RuleView>(actor, Command.For(command, nameof(SaveRule), new { board, rule, request }), board, BoardAction.ManageBoard, async work =>
        {
            var rules = await work.Db.Set<Rule>().Where(r => r.Board == board && r.RemovedAt == null).ToListAsync(ct);
            var found = rules.Find(r => r.Id == rule);
            if (rule is not null && found is null)
            {
                return Rule.NotFound;
            }

            if (found is null && rules.Count >= Rule.Most)
            {
                return Rule.TooMany;
            }

            var before = found?.ToView();
            found ??= new Rule { Id = Guid.CreateVersion7(), Organisation = actor.Organisation, Board = board };
            if (await WriteAsync(work, found, request, actor.Person!.Value, ct) is { } refusal)
            {
                return refusal;
            }

            if (before is null)
            {
                _ = work.Db.Add(found);
            }

            _ = work.Append(board, before is null ? new RuleAdded(found.ToView()) : new RuleEdited(found.ToView(), before));
            RuleChanges.LetReact(work, board, [.. rules, found]);
            return found.ToView();
        }, ct);

    private static async Task<Refusal?> WriteAsync(UnitOfWork work, Rule rule, RuleRequest request, Guid maker, CancellationToken ct)
    {
        var (trigger, conditions, actions) = (request.Trigger.ToDomain(), request.Conditions.Select(c => c.ToDomain()).ToList(), request.Actions.Select(a => a.ToDomain()).ToList());
        var names = Rule.NamesOf(trigger, conditions, actions);
        if (await work.Db.Set<Column>().CountAsync(c => c.Board == rule.Board && c.ArchivedAt == null && names.Columns.Contains(c.Id), ct) != names.Columns.Count)
        {
            return Column.NotFound;
        }

        if (await work.Db.Set<Label>().CountAsync(l => l.Board == rule.Board && names.Labels.Contains(l.Id), ct) != names.Labels.Count)
        {
            return Label.NotFound;
        }

        if (await work.Db.Set<Person>().CountAsync(p => p.Active && names.People.Contains(p.Id), ct) != names.People.Count)
        {
            return SetMember.PeopleNotFound;
        }

        return rule.Write(request.Name, request.On, trigger, conditions, actions, maker, work.Now);
    }
}

/// <summary>Takes a rule off the board; what it did stays, and undo brings it back.</summary>
public sealed class RemoveRule(Changes changes)
{
    public Task<Outcome<Done>> RunAsync(Actor actor, CommandId command, Guid board, Guid rule, CancellationToken ct) =>
        changes.OnBoardAsync<Done>(actor, Command.For(command, nameof(RemoveRule), new { board, rule }), board, BoardAction.ManageBoard, async work =>
        {
            var rules = await work.Db.Set<Rule>().Where(r => r.Board == board && r.RemovedAt == null).ToListAsync(ct);
            if (rules.Find(r => r.Id == rule) is not { } found)
            {
                return Rule.NotFound;
            }

            RuleChanges.Remove(work, found);
            RuleChanges.LetReact(work, board, rules);
            return Done.Instance;
        }, ct);
}

internal static class RuleChanges
{
    public static void Remove(UnitOfWork work, Rule rule)
    {
        rule.Remove(work.Now);
        _ = work.Append(rule.Board, new RuleRemoved(rule.Id));
    }

    /// <summary>A board that no rule watches costs its changes nothing.</summary>
    public static void LetReact(UnitOfWork work, Guid board, IEnumerable<Rule> rules) =>
        work.LetReact(board, rules.Any(r => r is { On: true, Timed: false, RemovedAt: null }));

    /// <summary>Takes back what was done with a rule, where it is still as that left it; whoever takes it back is its maker then.</summary>
    public static async Task<bool> BackAsync(UnitOfWork work, Guid board, Contracts.Live.Change change, CancellationToken ct)
    {
        var rules = await work.Db.Set<Rule>().Where(r => r.Board == board).ToListAsync(ct);
        var done = change switch
        {
            RuleAdded added when Now(rules, added.Rule.Id, added.Rule) is { } rule => Back(() => Remove(work, rule)),
            RuleEdited edited when Now(rules, edited.Rule.Id, edited.Rule) is { } rule => Back(() =>
            {
                var was = edited.Before;
                _ = rule.Write(
                    was.Name, was.On, was.Trigger.ToDomain(), [.. was.Conditions.Select(c => c.ToDomain())], [.. was.Actions.Select(a => a.ToDomain())],
                    work.Actor.Person!.Value, work.Now);
                _ = work.Append(board, new RuleEdited(rule.ToView(), edited.Rule));
            }),
            RuleRemoved gone when rules.Find(r => r.Id == gone.Rule) is { RemovedAt: not null } rule && rules.Count(r => r.RemovedAt is null) < Rule.Most => Back(() =>
            {
                rule.Restore();
                _ = work.Append(board, new RuleRestored(rule.ToView()));
            }),
            _ => false,
        };
        LetReact(work, board, rules);
        return done;
    }

    private static bool Back(Action back)
    {
        back();
        return true;
    }

    private static Rule? Now(List<Rule> rules, Guid id, RuleView asLeft) =>
        rules.Find(r => r.Id == id && Undo.SameOnTheWire(r.ToView(), asLeft));
}
