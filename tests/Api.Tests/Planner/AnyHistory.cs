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

    private static readonly int[] s_kinds = [0, 1, 2, 5, 9, 11];

    private static readonly Sync s_look = new(0, Mishap.None, 0, null);

    private static readonly Gen<Move> s_move = Moves(Gen.Select(Gen.Enum<PlannerSide>(), Gen.Int[0, 27], Gen.Int[0, 9], Gen.Int[0, 99], (of, what, which, how) => new Edit(of, what, which, how)));

    /// <summary>New cards, titles, texts, priorities and items, of few cards: so that one thing is often edited twice before it is known.</summary>
    private static readonly Gen<Move> s_onBoard = Moves(Gen.Select(Gen.Int[0, 5].Select(at => s_kinds[at]), Gen.Int[0, 2], Gen.Int[0, 3], (what, which, how) => new Edit(PlannerSide.Board, what, which, how)));

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 1;

    [Fact]
    public void Ends_in_step_with_nothing_doubled_and_nothing_lost() => Gen.Select(Gen.Bool, s_move.Array[0, 40]).Sample(
        (deletes, moves) => Play(deletes, moves).AssertNothingLost(),
        iter: Histories * Rounds,
        seed: Environment.GetEnvironmentVariable("WORKSPACE_HISTORY"));

    /// <summary>What comes back from Planner is then only what the sync itself wrote, although nobody may have stored that it arrived.</summary>
    [Fact]
    public void While_nobody_edits_in_Planner_nothing_is_a_conflict() => Gen.Select(Gen.Bool, s_onBoard.Array[0, 40]).Sample(
        (deletes, moves) => Play(deletes, moves).AssertNoConflict(),
        iter: Histories * Rounds / 5,
        seed: Environment.GetEnvironmentVariable("WORKSPACE_HISTORY"));

    /// <summary>Found by 70,000 histories: the task was compared while nobody knew its bucket, and then counted as compared.</summary>
    [Theory, InlineData(7), InlineData(13), InlineData(14)]
    public void A_task_that_lists_lack_while_it_moves_into_a_new_bucket_takes_its_card_there(int looks) => Play(
        deletes: false,
        [
            s_look, new Edit(PlannerSide.Planner, 0, 0, 0), .. Enumerable.Repeat(s_look, looks),
            new Edit(PlannerSide.Planner, 26, 0, 0), new Edit(PlannerSide.Planner, 18, 0, 3), new Edit(PlannerSide.Planner, 27, 0, 0), s_look, s_look,
        ]).AssertNothingLost();

    /// <summary>Found by 140,000: who copied the task had taken the way to its card out of it, and nobody knew whose block that was.</summary>
    [Fact]
    public void What_is_typed_into_the_block_of_a_copy_that_names_no_card_is_text() => Play(
        deletes: false,
        [
            new Edit(PlannerSide.Board, 0, 0, 0), .. Enumerable.Repeat(s_look, 6),
            new Edit(PlannerSide.Planner, 16, 0, 0), new Edit(PlannerSide.Planner, 24, 0, 0), new Edit(PlannerSide.Planner, 3, 1, 0),
        ]).AssertNothingLost();

    private static PlannerWorld Play(bool deletes, Move[] moves)
    {
        var world = new PlannerWorld(deletes);
        foreach (var move in moves)
        {
            world.Play(move);
        }

        world.ComeToRest();
        world.AssertInStep();
        return world;
    }

    private static Gen<Move> Moves(Gen<Edit> edit) => Gen.OneOf(
        edit.Select(Move (one) => one),
        Gen.Select(Gen.Int[0, 14], Gen.Enum<Mishap>(), Gen.Int[0, 14], edit, Gen.Bool, Move (at, mishap, editAt, one, edits) => new Sync(at, mishap, editAt, edits ? one : null)));
}
