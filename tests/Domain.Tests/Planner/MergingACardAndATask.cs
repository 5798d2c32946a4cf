using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

public sealed class MergingACardAndATask
{
    private static readonly Guid s_anna = new("0f6ad3c1-0000-4000-8000-000000000001");
    private static readonly Guid s_ben = new("0f6ad3c1-0000-4000-8000-000000000002");
    private static readonly Guid s_open = new("0f6ad3c1-0000-4000-8000-00000000000a");
    private static readonly Guid s_done = new("0f6ad3c1-0000-4000-8000-00000000000b");
    private static readonly DateTimeOffset s_lastRead = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_thisRead = s_lastRead.AddMinutes(1);
    private static readonly PlannerState s_start = State("Bürgersteig", s_open, null, 0);

    [Theory]
    // known, board, plan → board takes, plan takes, lost
    [InlineData("a", "a", "a", null, null, null)]
    [InlineData("a", "b", "a", null, "b", null)]
    [InlineData("a", "a", "b", "b", null, null)]
    [InlineData("a", "b", "b", null, null, null)]
    [InlineData("a", "b", "c", null, "b", "c")]
    public void A_field_goes_from_the_side_that_changed_it(string known, string board, string plan, string? forBoard, string? forPlan, string? lost)
    {
        var merged = Merge(s_start.Titled(known), s_start.Titled(board), s_start.Titled(plan));

        Assert.Equal(forBoard, merged.ForBoard.GetValueOrDefault(new(PlannerField.Title)));
        Assert.Equal(forPlan, merged.ForPlan.GetValueOrDefault(new(PlannerField.Title)));
        Assert.Equal(lost, merged.Losses.SingleOrDefault()?.Lost);
    }

    [Fact]
    public void Edits_to_different_fields_both_survive()
    {
        var board = State("Gehweg", s_open, null, 0);
        var plan = State("Bürgersteig", s_done, new DateOnly(2026, 12, 1), 50);

        var merged = Merge(s_start, board, plan);

        Assert.Equal("Gehweg", merged.ForPlan.Single().Value);
        Assert.Equal(State("Gehweg", s_done, new DateOnly(2026, 12, 1), 50), board.With(merged.ForBoard));
        Assert.Empty(merged.Losses);
    }

    [Fact]
    public void A_cleared_due_day_travels_too()
    {
        var known = State("Bürgersteig", s_open, new DateOnly(2026, 12, 1), 0);

        var merged = Merge(known, s_start, known);

        Assert.Equal(KeyValuePair.Create(new PlannerFact(PlannerField.Due), (string?)null), merged.ForPlan.Single());
    }

    [Fact]
    public void People_added_on_both_sides_and_removed_on_one_add_up_without_a_loser()
    {
        var known = State("Bürgersteig", s_open, null, 0, s_anna);

        var merged = Merge(known, State("Bürgersteig", s_open, null, 0, s_anna, s_ben), s_start);

        Assert.Equal([s_ben], State("Bürgersteig", s_open, null, 0, s_anna, s_ben).With(merged.ForBoard).Assignees);
        Assert.Equal([s_ben], s_start.With(merged.ForPlan).Assignees);
        Assert.Empty(merged.Losses);
    }

    [Theory]
    [InlineData(-1, PlannerSide.Planner, true)] // before the last reading: Planner's edit is later
    [InlineData(0, PlannerSide.Planner, true)]
    [InlineData(30, PlannerSide.Board, false)]  // between the readings: nobody knows, the board wins
    [InlineData(61, PlannerSide.Board, true)]   // after this reading
    [InlineData(null, PlannerSide.Board, false)]
    public void Of_two_edits_to_one_field_the_later_wins(int? seconds, PlannerSide winner, bool orderKnown)
    {
        DateTimeOffset? edited = seconds is { } s ? s_lastRead.AddSeconds(s) : null;

        var merged = PlannerMerge.Run(
            PlannerBase.Same(s_start), s_start.Titled("Board"), s_start.Titled("Plan"), "v1", new(s_lastRead, s_thisRead, _ => edited));

        var (kept, lost) = winner is PlannerSide.Board ? ("Board", "Plan") : ("Plan", "Board");
        Assert.Equal([new PlannerLoss(new(PlannerField.Title), winner, kept, lost, orderKnown)], merged.Losses);
        Assert.Equal(winner is PlannerSide.Board ? kept : null, merged.ForPlan.GetValueOrDefault(new(PlannerField.Title)));
        Assert.Equal(winner is PlannerSide.Planner ? kept : null, merged.ForBoard.GetValueOrDefault(new(PlannerField.Title)));
    }

    [Fact]
    public void A_value_that_one_side_cannot_hold_is_no_change_of_that_side()
    {
        // A guest is assigned in Planner; the board does not know them and shows nobody.
        var plan = State("Bürgersteig", s_open, null, 0, s_ben);
        var first = Merge(s_start, s_start, plan);
        var known = first.Taken(boardNow: s_start);

        var second = Merge(known, s_start.Titled("Gehweg"), plan);

        Assert.Equal(new PlannerFact(PlannerField.Title), Assert.Single(second.ForPlan.Keys));
        Assert.Empty(second.ForBoard);
    }

    [Fact]
    public void Percent_and_titles_are_not_normalised_on_the_way_there_and_back()
    {
        var plan = State("  Zwei Leerzeichen  ", s_open, null, 30);
        var board = State("Zwei Leerzeichen", s_open, null, 30);
        var first = Merge(s_start, s_start, plan);

        var second = Merge(first.Taken(board), board, plan);

        Assert.True(second.IsQuiet);
    }

    [Fact]
    public void After_a_crash_between_commit_and_sending_the_same_write_is_due_again_and_no_conflict()
    {
        var (board, plan) = (s_start.Titled("Board"), s_start.Titled("Plan"));
        var first = Merge(s_start, board, plan);

        var again = Merge(first.Taken(board), board, plan);

        Assert.Equal("Board", Assert.Single(again.ForPlan).Value);
        Assert.Empty(again.Losses);
    }

    [Fact]
    public void After_a_crash_between_sending_and_storing_nothing_is_left_to_do()
    {
        var board = s_start.Titled("Board");
        var first = Merge(s_start, board, s_start);

        var again = Merge(first.Taken(board), board, s_start.With(first.ForPlan));

        Assert.True(again.IsQuiet);
        Assert.Empty(again.Losses);
        Assert.Equal(PlannerBase.Same(board), again.Known);
    }

    [Fact]
    public void After_a_crash_between_sending_and_storing_what_arrived_is_no_edit_of_anybody_else()
    {
        var board = s_start.Titled("Board");
        var first = Merge(s_start, board, s_start);

        var again = Merge(first.Taken(board), s_start.Titled("Inzwischen"), s_start.With(first.ForPlan), "v2");

        Assert.Equal("Inzwischen", Assert.Single(again.ForPlan).Value);
        Assert.Empty(again.Losses);
    }

    [Fact]
    public void After_a_crash_between_sending_and_storing_an_edit_back_to_the_old_value_is_still_an_edit()
    {
        var board = s_start.Titled("Board");
        var first = Merge(s_start, board, s_start);
        var plan = s_start.With(first.ForPlan);

        var again = Merge(first.Taken(board), s_start, plan);

        Assert.Equal(s_start.Title, Assert.Single(again.ForPlan).Value);
        Assert.Empty(again.ForBoard);
    }

    [Theory]
    [InlineData("v1", null)]                // nothing arrived, surely
    [InlineData("v3", "Bürgersteig")]  // perhaps it arrived and was set back in Planner: history says so
    public void After_a_crash_a_value_that_may_have_been_set_back_in_Planner_is_not_overwritten_in_silence(string version, string? lost)
    {
        var board = s_start.Titled("Board");
        var first = Merge(s_start, board, s_start);

        var again = Merge(first.Taken(board), board, s_start, version);

        Assert.Equal("Board", Assert.Single(again.ForPlan).Value);
        Assert.Equal(lost, again.Losses.SingleOrDefault()?.Lost);
    }

    [Fact]
    public void A_change_by_others_that_comes_with_the_answer_of_a_write_is_found_later()
    {
        var board = s_start.Titled("Board");
        var first = Merge(s_start, board, s_start);
        var answer = State("Board", s_open, null, 80);

        var known = first.Taken(board).Written(first.ForPlan, answer);
        var second = Merge(known, board, answer);

        Assert.Equal("80", Assert.Single(second.ForBoard).Value);
    }

    [Fact]
    public void What_is_stored_comes_back_the_same_and_unknown_fields_are_left_alone()
    {
        var state = State("Bürgersteig", s_open, new DateOnly(2026, 12, 1), 30, s_anna, s_ben);

        Assert.Equal(state, PlannerState.Restore(state.Store()));
        Assert.Equal(state, PlannerState.Restore([.. state.Store(), new("Colour/7", "x")]));
    }

    private static PlannerState State(string title, Guid column, DateOnly? due, int progress, params Guid[] people) =>
        PlannerState.Of(title, column, due, progress, people);

    private static PlannerMerged Merge(PlannerState known, PlannerState board, PlannerState plan) =>
        Merge(PlannerBase.Same(known), board, plan);

    private static PlannerMerged Merge(PlannerBase known, PlannerState board, PlannerState plan, string version = "v1") =>
        PlannerMerge.Run(known, board, plan, version, new(s_lastRead, s_thisRead, _ => null));
}

internal static class States
{
    public static PlannerState Titled(this PlannerState state, string title) =>
        state.With([new(new PlannerFact(PlannerField.Title), title)]);
}
