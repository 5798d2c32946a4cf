using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

public sealed class ComparingABoardWithAPlan
{
    private static readonly Guid s_organisation = new("8f2a3c64-6a1e-4d0e-9b57-1c2d3e4f5a60");
    private static readonly Guid s_board = new("0f6ad3c1-0000-4000-8000-000000000100");
    private static readonly Guid s_column = new("0f6ad3c1-0000-4000-8000-00000000000a");
    private static readonly Guid s_card = new("0f6ad3c1-0000-4000-8000-00000000000c");
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly PlannerTimes s_times = new(s_now.AddMinutes(-1), s_now, _ => null);
    private static readonly PlannerState s_state = PlannerState.Of("Radweg", s_column, null, 0, []);
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(30);

    [Fact]
    public void What_has_no_counterpart_gets_one()
    {
        var steps = Cards([], [Card()], [Task("T1", s_state.Titled("Aus Planner"))]);

        Assert.Collection(
            steps,
            step => Assert.Equal(s_card, Assert.IsType<CreateTask>(step).Card.Id),
            step => Assert.Equal("T1", Assert.IsType<CreateCard>(step).Task.Id));
    }

    [Fact]
    public void An_archived_card_gets_no_task() => Assert.Empty(Cards([], [Card() with { ArchivedAt = s_now }], []));

    [Fact]
    public void An_archived_card_and_its_task_stand_still() =>
        Assert.Empty(Cards([Paired("T1")], [Card() with { ArchivedAt = s_now }], [Task("T1", s_state.Titled("Anders"))]));

    [Fact]
    public void Where_the_link_deletes_what_is_archived_the_task_goes_and_what_nobody_took_over_is_named()
    {
        var times = s_times with { Policies = PlannerPolicies.Later with { DeletesSince = s_now } };
        IReadOnlyList<PlannerStep> Steps(DateTimeOffset? archivedAt, string title) => PlannerComparison.Cards(
            [Paired("T1")], [Card() with { ArchivedAt = archivedAt }], [Task("T1", s_state.Titled(title))], new HashSet<string>(), times, s_settle, (_, _) => null);

        Assert.Empty(Assert.IsType<DeleteTask>(Assert.Single(Steps(s_now, "Radweg"))).Losses);
        var edited = Assert.IsType<DeleteTask>(Assert.Single(Steps(s_now.AddMinutes(1), "In Planner")));
        Assert.Equal([new PlannerLoss(new(PlannerField.Title), PlannerSide.Board, "Radweg", "In Planner", OrderKnown: true)], edited.Losses);
        Assert.Empty(Steps(s_now.AddMinutes(-1), "In Planner")); // archived before somebody chose so

        // Named once: and should the card come back first, the board's value goes to Planner.
        Assert.Empty(PlannerMerge.Unseen(edited.Known, s_state, s_state.Titled("In Planner")));
        Assert.Equal("Radweg", Assert.Single(PlannerMerge.Run(edited.Known, s_state, s_state.Titled("In Planner"), "e1", times).ForPlan).Value);
    }

    [Fact]
    public void After_a_lost_answer_the_task_is_adopted_instead_of_created_twice()
    {
        var steps = Cards([Intended(s_now.AddMinutes(-1))], [Card()], [Task("T1", s_state) with { CreatedAt = s_now.AddMinutes(-5) }]);

        Assert.Equal("T1", Assert.IsType<AdoptTask>(Assert.Single(steps)).Task.Id);
    }

    [Theory, InlineData("title"), InlineData("bucket"), InlineData("both")]
    public void It_is_adopted_too_where_somebody_renamed_or_moved_it_meanwhile(string difference)
    {
        var task = Task("T1", difference is "bucket" ? s_state : s_state.Titled("Anders")) with { Bucket = difference is "title" ? "B1" : "B2" };
        var steps = Cards([Intended(s_now.AddSeconds(-10))], [Card()], [task]);

        Assert.Equal("T1", Assert.IsType<AdoptTask>(Assert.Single(steps)).Task.Id);
    }

    [Fact]
    public void Of_several_intentions_that_nobody_was_left_to_answer_it_is_the_first_that_was_sent_unless_another_fits()
    {
        var (second, third) = (new Guid("0f6ad3c1-0000-4000-8000-00000000000d"), new Guid("0f6ad3c1-0000-4000-8000-00000000000e"));
        PlannerPair Sent(Guid card, string title, int place) => PlannerPair.Intend(s_organisation, s_board, card, "B1", s_state.Titled(title), s_now.AddMicroseconds(place));
        PlannerPair[] pairs = [Sent(third, "c", 2), Sent(second, "b", 1), Sent(s_card, "a", 0)];
        BoardCard[] cards = [Card(), Card() with { Id = second }, Card() with { Id = third }];

        Assert.Equal(s_card, Assert.Single(Cards(pairs, cards, [Task("T1", s_state.Titled("Anders"))]).OfType<AdoptTask>()).Card.Id);
        Assert.Equal(third, Assert.Single(Cards(pairs, cards, [Task("T1", s_state.Titled("c"))]).OfType<AdoptTask>()).Card.Id);
        Assert.True(PlannerComparison.AwaitsOutcome(pairs, s_now.AddSeconds(29), s_settle));
        Assert.False(PlannerComparison.AwaitsOutcome(pairs, s_now.AddSeconds(31), s_settle));
    }

    [Fact]
    public void What_Planner_refused_was_not_created_whatever_looks_unknown()
    {
        var refused = Intended(s_now.AddSeconds(-10));
        refused.Refuse("planner.limit", s_now.AddMinutes(10), 7);

        Assert.DoesNotContain(Cards([refused], [Card()], [Task("T1", s_state.Titled("Anders"))]), step => step is AdoptTask);
        Assert.False(PlannerComparison.AwaitsOutcome([refused], s_now, s_settle));
    }

    [Theory, InlineData("creator"), InlineData("age"), InlineData("card"), InlineData("taken")]
    public void A_task_that_cannot_be_the_intended_one_is_not_adopted(string difference)
    {
        var task = Task("T1", s_state);
        task = difference switch
        {
            "card" => task with { State = s_state.With([new(new PlannerFact(PlannerField.Card, "0f6ad3c1-0000-4000-8000-00000000000d"), "+")]) },
            "creator" => task with { CreatedByUs = false },
            "age" => task with { CreatedAt = s_now.AddMinutes(-7) },
            _ => task,
        };
        PlannerPair[] pairs = string.Equals(difference, "taken", StringComparison.Ordinal)
            ? [Intended(s_now.AddMinutes(-1)), PlannerPair.Found(s_organisation, s_board, Guid.Empty, "T1", PlannerBase.Same(s_state), s_now)]
            : [Intended(s_now.AddMinutes(-1))];

        Assert.DoesNotContain(Cards(pairs, [Card()], [task]), step => step is AdoptTask);
    }

    [Fact]
    public void Two_equal_intentions_adopt_two_tasks()
    {
        var other = new Guid("0f6ad3c1-0000-4000-8000-00000000000d");
        var steps = Cards(
            [Intended(s_now), PlannerPair.Intend(s_organisation, s_board, other, "B1", s_state, s_now)],
            [Card(), Card() with { Id = other }],
            [Task("T1", s_state), Task("T2", s_state)]);

        Assert.Equal("T1 T2", string.Join(' ', steps.OfType<AdoptTask>().Select(s => s.Task.Id)));
    }

    [Theory]
    [InlineData(10, false)] // the list may lag behind
    [InlineData(31, true)]
    public void An_intention_that_led_to_nothing_is_repeated_after_a_while(int age, bool repeated) =>
        Assert.Equal(repeated, Cards([Intended(s_now.AddSeconds(-age))], [Card()], []).OfType<CreateTask>().Any());

    [Fact]
    public void A_task_that_is_only_missing_in_the_list_is_not_deleted() => Assert.Empty(Cards([Paired("T1")], [Card()], []));

    [Fact]
    public void A_task_that_Planner_denies_archives_its_card() =>
        Assert.Equal(s_card, Assert.IsType<ArchiveCard>(Assert.Single(Cards([Paired("T1")], [Card()], [], "T1"))).Card.Id);

    [Fact]
    public void A_task_that_Planner_denies_is_forgotten_where_the_card_is_archived() =>
        Assert.IsType<ForgetPair>(Assert.Single(Cards([Paired("T1")], [Card() with { ArchivedAt = s_now }], [], "T1")));

    [Fact]
    public void A_pair_at_known_versions_costs_nothing()
    {
        var pair = Paired("T1");
        pair.Settle("e1", 7);

        Assert.Empty(Cards([pair], [Card()], [Task("T1", s_state.Titled("not even looked at"))]));
        _ = Assert.Single(Cards([pair], [Card() with { Version = 8 }], [Task("T1", s_state)]));
        _ = Assert.Single(Cards([pair], [Card()], [Task("T1", s_state) with { Etag = "e2" }]));
    }

    [Fact]
    public void Columns_and_buckets_of_one_name_find_each_other_and_the_rest_is_created()
    {
        var other = new Guid("0f6ad3c1-0000-4000-8000-00000000000b");
        var steps = Columns([], [new(s_column, "Offen", false), new(other, "Fertig", false)], [Bucket("B1", "Offen"), Bucket("B2", "Warten")]);

        Assert.Collection(
            steps,
            step => Assert.Equal((s_column, "B1"), (Assert.IsType<JoinColumn>(step).Column.Id, ((JoinColumn)step).Bucket.Id)),
            step => Assert.Equal(other, Assert.IsType<CreateBucket>(step).Column.Id),
            step => Assert.Equal("B2", Assert.IsType<CreateColumn>(step).Bucket.Id));
    }

    [Fact]
    public void A_renamed_bucket_renames_its_column()
    {
        var merge = Assert.IsType<MergeColumn>(Assert.Single(Columns([ColumnPair()], [new(s_column, "Offen", false)], [Bucket("B1", "Zu tun")])));

        Assert.Equal("Zu tun", Assert.Single(merge.Merged.ForBoard).Value);
    }

    [Fact]
    public void A_bucket_of_an_archived_column_gets_a_new_one_as_soon_as_it_is_used()
    {
        BoardColumn[] archived = [new(s_column, "Offen", true)];

        Assert.Empty(Columns([ColumnPair()], archived, [Bucket("B1", "Offen")]));
        Assert.NotNull(Assert.IsType<CreateColumn>(Assert.Single(Columns([ColumnPair()], archived, [Bucket("B1", "Offen")], inUse: ["B1"]))).Pair);
    }

    [Fact]
    public void A_deleted_bucket_is_noticed_only_when_Planner_denies_it()
    {
        BoardColumn[] columns = [new(s_column, "Offen", false)];

        Assert.Empty(Columns([ColumnPair()], columns, []));
        _ = Assert.IsType<BucketGone>(Assert.Single(Columns([ColumnPair()], columns, [], gone: ["B1"])));
    }

    private static IReadOnlyList<PlannerStep> Cards(
        IReadOnlyCollection<PlannerPair> pairs, IReadOnlyCollection<BoardCard> cards, IReadOnlyCollection<PlanTask> tasks, params string[] gone) =>
        PlannerComparison.Cards(pairs, cards, tasks, gone.ToHashSet(StringComparer.Ordinal), s_times, s_settle, (_, _) => null);

    private static IReadOnlyList<PlannerStep> Columns(
        IReadOnlyCollection<PlannerColumnPair> pairs, IReadOnlyList<BoardColumn> columns, IReadOnlyCollection<PlanBucket> buckets,
        string[]? gone = null, string[]? inUse = null) =>
        PlannerComparison.Columns(pairs, columns, buckets, Set(gone), Set(inUse), s_times, s_settle);

    private static HashSet<string> Set(string[]? ids) => (ids ?? []).ToHashSet(StringComparer.Ordinal);

    private static BoardCard Card() => new(s_card, s_state, 7);

    private static PlanTask Task(string id, PlannerState state) => new(id, "e1", "B1", state, s_now, true);

    private static PlanBucket Bucket(string id, string name) => new(id, "e1", name, id);

    private static PlannerPair Paired(string task) =>
        PlannerPair.Found(s_organisation, s_board, s_card, task, PlannerBase.Same(s_state), s_now.AddHours(-1));

    private static PlannerPair Intended(DateTimeOffset at) =>
        PlannerPair.Intend(s_organisation, s_board, s_card, "B1", s_state, at);

    private static PlannerColumnPair ColumnPair() =>
        PlannerColumnPair.Found(s_organisation, s_board, s_column, "B1", PlannerBase.Same(PlannerState.OfColumn("Offen")), s_now.AddHours(-1));
}
