using System.Globalization;
using CsCheck;
using Workspace.Api.Tests.Planner.Model;
using Workspace.Domain.Planner;

namespace Workspace.Api.Tests.Planner;

/// <summary>
/// The real steps of the sync (reading, taking over, paying) between a board and a plan in memory: edits of every kind on both sides, at any
/// moment between two requests too, and at each request and transaction the process may die before or after it, the answer may get lost, or
/// Planner refuses. After quiet both sides are equal under the mapping, nothing is doubled, and no edit is lost without a trace.
/// WORKSPACE_ROUNDS multiplies; a failure prints its seed, and the shortest history that fails.
/// </summary>
public sealed class AnyHistory
{
    private const int Histories = 500;

    private static readonly Gen<Edit> s_edit = Gen.Select(Gen.Enum<PlannerSide>(), Gen.Int[0, 27], Gen.Int[0, 9], Gen.Int[0, 99], (side, what, which, how) => new Edit(side, what, which, how));

    private static readonly Gen<Move> s_move = Gen.OneOf(
        s_edit.Select(Move (edit) => edit),
        Gen.Select(Gen.Int[0, 14], Gen.Enum<Mishap>(), Gen.Int[0, 14], s_edit, Gen.Bool, Move (at, mishap, editAt, edit, edits) => new Sync(at, mishap, editAt, edits ? edit : null)));

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 1;

    [Fact]
    public void Ends_in_step_with_nothing_doubled_and_nothing_lost() => s_move.Array[0, 40].Sample(
        moves =>
        {
            var world = new PlannerWorld();
            foreach (var move in moves)
            {
                world.Play(move);
            }

            world.ComeToRest();
            world.AssertInStep();
            world.AssertNothingLost();
        },
        iter: Histories * Rounds,
        seed: Environment.GetEnvironmentVariable("WORKSPACE_HISTORY"));
}
