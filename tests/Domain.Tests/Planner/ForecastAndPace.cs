using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

public sealed class ForecastAndPace
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_fits_passes_no_limit()
    {
        var cards = Enumerable.Repeat(new CardLoad(Done: false, ChecklistItems: 20, Assignees: 20, Links: 9), 100).ToList();

        Assert.Empty(Forecast(buckets: 200).Passed(new PlannerLimits(), (8_900, 2_300), buckets: 0, labels: 25, cards, cards));
    }

    [Fact]
    public void Each_limit_is_named_with_what_would_be_wanted_of_it()
    {
        CardLoad[] coming = [new(Done: true, 0, 0, 0), new(Done: false, 21, 0, 0), new(Done: false, 40, 21, 10)];

        var passed = Forecast(buckets: 2).Passed(new PlannerLimits(), (8_998, 2_399), buckets: 199, labels: 26, coming, coming);

        Assert.Equal(
            [
                new(PlannerLimitKind.Tasks, 9_000, 9_001, 0),
                new(PlannerLimitKind.ActiveTasks, 2_400, 2_401, 0),
                new(PlannerLimitKind.Buckets, 200, 201, 0),
                new(PlannerLimitKind.Labels, 25, 26, 0),
                new(PlannerLimitKind.ChecklistItems, 20, 40, 2),
                new(PlannerLimitKind.Assignees, 20, 21, 1),
                new PlannerLimitPassed(PlannerLimitKind.References, 10, 11, 1), // nine links and the way back to the card
            ],
            passed);
    }

    [Theory]
    [InlineData(true, null, 5)]
    [InlineData(false, 14, 5)]
    [InlineData(false, 15, 120)]
    [InlineData(false, null, 120)]
    public void Buckets_are_read_often_where_somebody_looks_or_works(bool open, int? minutesSinceChange, int everyMinutes)
    {
        DateTimeOffset? changedAt = minutesSinceChange is { } minutes ? s_now.AddMinutes(-minutes) : null;

        Assert.Equal(TimeSpan.FromMinutes(everyMinutes), new PlannerPace().BucketsEvery(open, changedAt, s_now));
    }

    [Fact]
    public void A_person_resumes_what_a_person_paused()
    {
        var link = Linked();
        link.PauseBy(Guid.NewGuid());

        Assert.Equal(PlannerLink.PausedByPerson, link.Wake(s_now));
        Assert.Equal((PlannerLinkState.Paused, "planner.paused-by-person"), (link.State, link.Problem));

        // What a running comparison says of itself afterwards does not end the pause.
        link.Synced(s_now, changed: true, left: false, refused: null, s_now, s_now);
        link.Failed("graph-unavailable", s_now);
        link.Slow();
        Assert.Equal((PlannerLinkState.Paused, "planner.paused-by-person"), (link.State, link.Problem));

        link.Resume(s_now);
        Assert.Equal((PlannerLinkState.Active, null, s_now), (link.State, link.Problem, link.NextAt));
        Assert.Null(link.Wake(s_now));
    }

    [Fact]
    public void What_Planner_refuses_is_told_once_after_a_while_and_again_when_it_comes_back()
    {
        var link = Linked();
        var refused = (TimeSpan after, string? problem) => link.Synced(s_now + after, changed: true, left: false, problem, s_now + after, s_now + after);

        refused(TimeSpan.Zero, "planner.limit");
        Assert.False(link.TellTrouble(s_now + TimeSpan.FromMinutes(59)));
        refused(TimeSpan.FromMinutes(60), "planner.refused");
        Assert.True(link.TellTrouble(s_now + TimeSpan.FromMinutes(60)));
        Assert.False(link.TellTrouble(s_now + TimeSpan.FromMinutes(600)));

        refused(TimeSpan.FromMinutes(601), null);
        refused(TimeSpan.FromMinutes(602), "planner.limit");
        Assert.False(link.TellTrouble(s_now + TimeSpan.FromMinutes(603)));
        Assert.True(link.TellTrouble(s_now + TimeSpan.FromMinutes(662)));
    }

    [Fact]
    public void The_first_comparison_is_counted_until_nothing_is_left_and_never_again()
    {
        var link = Linked();
        Assert.Equal(0, link.FirstTotal);

        link.Expect(120);
        link.Synced(s_now, changed: true, left: true, refused: null, s_now, s_now);
        Assert.Equal((120, null), (link.FirstTotal, link.SyncedAt));

        // A part that Planner refuses does not keep it from being through.
        link.Synced(s_now, changed: true, left: false, refused: "planner.limit", s_now, s_now);
        link.Expect(5);
        Assert.Null(link.FirstTotal);
    }

    private static PlannerLink Linked() => PlannerLink.Create(Guid.NewGuid(), Guid.NewGuid(), "g", "Gruppe", "p", "Plan", Guid.NewGuid(), s_now);

    private static PlannerForecast Forecast(int buckets) => new(0, 0, 0, 0, 0, buckets, 0, 0);
}
