using CsCheck;
using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

/// <summary>
/// A card and a task, edited at random, synced at random, with crashes at each boundary: they end up equal, and
/// no edit disappears unless it is reported or somebody on the same side replaced it.
/// </summary>
public sealed class KeepingBothSidesInStep
{
    private static readonly PlannerFact[] s_facts =
    [
        new(PlannerField.Title), new(PlannerField.Due), new(PlannerField.Progress),
        new(PlannerField.Assignees, "0f6ad3c1-0000-4000-8000-000000000001"),
        new(PlannerField.Assignees, "0f6ad3c1-0000-4000-8000-000000000002"),
    ];

    private static readonly Gen<Move> s_move = Gen.OneOf(
        Gen.Select(Gen.Enum<PlannerSide>(), Gen.Int[0, s_facts.Length - 1], Gen.Int[0, 3], Move (side, fact, value) => new Edit(side, fact, value)),
        Gen.Select(Gen.Enum<Crash>(), Gen.Int[0, s_facts.Length - 1], Gen.Int[0, 3], Gen.Bool, Move (crash, fact, value, between) => new Cycle(crash, between ? new Edit(PlannerSide.Planner, fact, value) : null)));

    [Fact]
    public void Any_interleaving_ends_with_equal_sides_and_loses_nothing_silently() =>
        s_move.Array[0, 25].Sample(
            moves =>
            {
                var world = new World();
                foreach (var move in moves)
                {
                    world.Play(move);
                }

                world.Play(new Cycle(Crash.None, null));
                world.Play(new Cycle(Crash.None, null));
                Assert.Equal(world.Board, world.Plan);
                Assert.Equal(PlannerBase.Same(world.Board), world.Known);
            },
            iter: 20_000 * Rounds);

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), out var rounds) ? rounds : 1;

    private abstract record Move;

    private sealed record Edit(PlannerSide Side, int Fact, int Value) : Move;

    private sealed record Cycle(Crash Crash, Edit? BeforeSending) : Move;

    private enum Crash
    {
        None,
        BeforeCommit,
        BeforeSending,
        BeforeStoring,
    }

    private sealed class World
    {
        private static readonly DateTimeOffset s_begin = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        private readonly Dictionary<PlannerField, DateTimeOffset> _edited = [];
        private readonly Dictionary<(PlannerSide, PlannerFact), string?> _fresh = [];
        private IReadOnlyDictionary<PlannerFact, string?> _sending = new Dictionary<PlannerFact, string?>();
        private int _version;
        private DateTimeOffset _now = s_begin;
        private DateTimeOffset _lastRead = s_begin;

        public PlannerState Board { get; private set; } = PlannerState.Of("0", null, null, 0, []);
        public PlannerState Plan { get; private set; } = PlannerState.Of("0", null, null, 0, []);
        public PlannerBase Known { get; private set; } = PlannerBase.Same(PlannerState.Of("0", null, null, 0, []));

        public void Play(Move move)
        {
            _now = _now.AddSeconds(1);
            switch (move)
            {
                case Edit edit:
                    Do(edit);
                    break;
                case Cycle cycle:
                    Do(cycle);
                    break;
            }
        }

        private void Do(Edit edit)
        {
            var fact = s_facts[edit.Fact];
            var value = Value(fact, edit.Value);
            if (Same(value, (edit.Side is PlannerSide.Board ? Board : Plan)[fact]))
            {
                return;
            }

            if (edit.Side is PlannerSide.Board)
            {
                Board = Board.With([new(fact, value)]);
                _edited[fact.Field] = _now;
            }
            else
            {
                Plan = Plan.With([new(fact, value)]);
                _version++;
            }

            // Setting back what was never sent on is no news, nor is what the board has said before Planner did.
            var known = edit.Side is PlannerSide.Board ? Known.Board : Known.Plan;
            var underWay = Known.Sending.Facts.Contains(fact) && (edit.Side is PlannerSide.Board || Known.SendingOn is not null);
            if ((Same(value, known[fact]) && !underWay)
                || (edit.Side is PlannerSide.Planner && _sending.TryGetValue(fact, out var sent) && Same(sent, value)))
            {
                _ = _fresh.Remove((edit.Side, fact));
            }
            else
            {
                _fresh[(edit.Side, fact)] = value;
            }
        }

        private void Do(Cycle cycle)
        {
            var (read, version, readAt) = (Plan, $"{_version}", _now);
            _now = _now.AddSeconds(1);
            var merged = PlannerMerge.Run(
                Known, Board, read, version, new(_lastRead, readAt, field => _edited.TryGetValue(field, out var at) ? at : null));
            if (cycle.Crash is Crash.BeforeCommit)
            {
                return;
            }

            Write(PlannerSide.Board, merged.ForBoard, merged.Losses);
            Board = Board.With(merged.ForBoard);
            foreach (var loss in merged.Losses)
            {
                // What gives way stands in history now.
                _ = _fresh.Remove((loss.Winner is PlannerSide.Board ? PlannerSide.Planner : PlannerSide.Board, loss.Fact));
            }

            foreach (var fact in s_facts.Where(f => Same(Board[f], read[f])))
            {
                _ = _fresh.Remove((PlannerSide.Board, fact));
                _ = _fresh.Remove((PlannerSide.Planner, fact));
            }

            Known = merged.Taken(Board);
            _sending = merged.ForPlan;
            _lastRead = readAt;
            if (cycle.BeforeSending is { } edit)
            {
                Do(edit);
            }

            // Planner refuses a write that conflicts with a later one (409); the next cycle reads again.
            var conflicts = merged.ForPlan.Keys.Any(f => !Same(Plan[f], read[f]));
            if (cycle.Crash is Crash.BeforeSending)
            {
                return;
            }

            if (conflicts)
            {
                Known = Known.NotSent();
                return;
            }

            Write(PlannerSide.Planner, merged.ForPlan, merged.Losses);
            Plan = Plan.With(merged.ForPlan);
            _version += merged.ForPlan.Count > 0 ? 1 : 0;
            if (cycle.Crash is Crash.BeforeStoring)
            {
                return;
            }

            Known = Known.Written(merged.ForPlan, Plan);
        }

        private void Write(PlannerSide to, IReadOnlyDictionary<PlannerFact, string?> values, IReadOnlyList<PlannerLoss> losses)
        {
            var from = to is PlannerSide.Board ? PlannerSide.Planner : PlannerSide.Board;
            foreach (var (fact, value) in values)
            {
                var reported = losses.Any(l => l.Fact == fact && l.Winner == from);
                if (_fresh.Remove((to, fact), out var replaced))
                {
                    Assert.True(reported || Same(replaced, value), $"{fact}: {replaced} on {to} was replaced by {value} without a trace");
                }

                if (_fresh.TryGetValue((from, fact), out var arrived) && Same(arrived, value))
                {
                    _ = _fresh.Remove((from, fact));
                }
            }
        }

        private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

        private static string? Value(PlannerFact fact, int value) => (fact.Field, value) switch
        {
            (PlannerField.Assignees, 0 or 1) or (PlannerField.Due, 0) => null,
            (PlannerField.Assignees, _) => "+",
            (PlannerField.Due, _) => $"2026-12-0{value}",
            _ => $"{value}",
        };
    }
}
