using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

/// <summary>Every way in which two sides can differ from what was known, field by field, and what comes of it.</summary>
public sealed class EveryCaseOfTheMerge
{
    private const string Item = "0f6ad3c1-0000-4000-8000-0000000000a1";
    private const string Other = "0f6ad3c1-0000-4000-8000-0000000000a2";
    private const string Third = "0f6ad3c1-0000-4000-8000-0000000000a3";
    private const string Anna = "0f6ad3c1-0000-4000-8000-000000000001";
    private static readonly DateTimeOffset s_read = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Facts as <c>Field=value</c> with semicolons: known; board; plan; what the board takes; what Planner takes; losers as <c>winner:fact=lost</c>.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Cases => new()
    {
        { "nothing changed", "Title=a", "Title=a", "Title=a", "", "", "" },
        { "changed on the board", "Title=a", "Title=b", "Title=a", "", "Title=b", "" },
        { "changed in Planner", "Title=a", "Title=a", "Title=c", "Title=c", "", "" },
        { "changed to the same on both", "Title=a", "Title=b", "Title=b", "", "", "" },
        { "changed differently on both", "Title=a", "Title=b", "Title=c", "", "Title=b", "Board:Title=c" },
        { "cleared on the board, changed in Planner", "Due=2026-12-01", "", "Due=2026-12-02", "", "Due=", "Board:Due=2026-12-02" },
        { "changed on the board, cleared in Planner", "Due=2026-12-01", "Due=2026-12-02", "", "", "Due=2026-12-02", "Board:Due=" },
        { "set on both sides to different values", "", "Start=2026-12-01", "Start=2026-12-02", "", "Start=2026-12-01", "Board:Start=2026-12-02" },
        { "different fields", "Title=a;Progress=0", "Title=b;Progress=0", "Title=a;Progress=50", "Progress=50", "Title=b", "" },
        { "the text on one side, the block on the other", "Description=a;Block=x", "Description=a;Block=y", "Description=b;Block=x", "Description=b", "Block=y", "" },
        { "somebody wrote into the block", "Block=x", "Block=x", "Block=x!", "", "Block=x", "" },
        { "the way to the card was taken away", $"Card/{Item}=+", $"Card/{Item}=+", "", "", $"Card/{Item}=+", "" },
        { "a copied task names another card", "", "", $"Card/{Item}=+", "", $"Card/{Item}=", "" },
        { "a person added on each side", "", $"Assignees/{Anna}=+", $"Assignees/{Other}=+", $"Assignees/{Other}=+", $"Assignees/{Anna}=+", "" },
        { "a person removed on the board", $"Assignees/{Anna}=+", "", $"Assignees/{Anna}=+", "", $"Assignees/{Anna}=", "" },
        { "a person removed in Planner", $"Assignees/{Anna}=+", $"Assignees/{Anna}=+", "", $"Assignees/{Anna}=", "", "" },
        { "a person removed on both", $"Assignees/{Anna}=+", "", "", "", "", "" },
        { "a label set on one side, another taken away on the other", $"Labels/{Item}=+", $"Labels/{Item}=+;Labels/{Other}=+", "", $"Labels/{Item}=", $"Labels/{Other}=+", "" },
        { "an item added on the board", "", $"Item/{Item}=a;Tick/{Item}=+;Items={Item}", "", "", $"Item/{Item}=a;Tick/{Item}=+", "" },
        { "an item added in Planner", "", "", $"Item/{Item}=a;Items={Item}", $"Item/{Item}=a", "", "" },
        { "an item added on each side", "", $"Item/{Item}=a;Items={Item}", $"Item/{Other}=b;Items={Other}", $"Item/{Other}=b", $"Item/{Item}=a", "" },
        { "an item ticked on the board, renamed in Planner", $"Item/{Item}=a;Items={Item}", $"Item/{Item}=a;Tick/{Item}=+;Items={Item}", $"Item/{Item}=b;Items={Item}", $"Item/{Item}=b", $"Tick/{Item}=+", "" },
        { "an item deleted on the board, untouched in Planner", $"Item/{Item}=a;Items={Item}", "", $"Item/{Item}=a;Items={Item}", "", $"Item/{Item}=", "" },
        { "an item deleted on the board, renamed in Planner", $"Item/{Item}=a;Items={Item}", "", $"Item/{Item}=b;Items={Item}", "", $"Item/{Item}=", $"Board:Item/{Item}=b" },
        { "an item deleted on the board, ticked in Planner", $"Item/{Item}=a;Items={Item}", "", $"Item/{Item}=a;Tick/{Item}=+;Items={Item}", "", $"Item/{Item}=", $"Board:Item/{Item}=a" },
        { "an item ticked on the board, deleted in Planner", $"Item/{Item}=a;Items={Item}", $"Item/{Item}=a;Tick/{Item}=+;Items={Item}", "", "", $"Item/{Item}=a;Tick/{Item}=+", $"Board:Item/{Item}=" },
        { "items reordered on the board", $"Items={Item},{Other}", $"Items={Other},{Item}", $"Items={Item},{Other}", "", $"Items={Other},{Item}", "" },
        { "items reordered in Planner", $"Items={Item},{Other}", $"Items={Item},{Other}", $"Items={Other},{Item}", $"Items={Other},{Item}", "", "" },
        { "items reordered alike on both", $"Items={Item},{Other}", $"Items={Other},{Item}", $"Items={Other},{Item}", "", "", "" },
        {
            "items reordered differently on both", $"Items={Item},{Other},{Third}", $"Items={Other},{Item},{Third}", $"Items={Item},{Third},{Other}",
            "", $"Items={Other},{Item},{Third}", $"Board:Items={Item},{Third},{Other}"
        },
        { "a link renamed on one side, another removed on the other", "Link/https://a=x;Link/https://b=y", "Link/https://a=z;Link/https://b=y", "Link/https://a=x", "Link/https://b=", "Link/https://a=z", "" },
        { "differing for good, nothing changed", "Title=a|Title=a ", "Title=a", "Title=a ", "", "", "" },
        { "differing for good, then changed on the board", "Title=a|Title=a ", "Title=b", "Title=a ", "", "Title=b", "" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Comes_out_as_the_table_says(string name, string known, string board, string plan, string forBoard, string forPlan, string lost)
    {
        Assert.NotEmpty(name);
        var merged = Merge(known, board, plan, PlannerPolicies.Later);

        Assert.Equal(Sorted(forBoard), Said(merged.ForBoard));
        Assert.Equal(Sorted(forPlan), Said(merged.ForPlan));
        Assert.Equal(lost, string.Join(';', merged.Losses.Select(l => $"{l.Winner}:{l.Fact}={l.Lost}")));
    }

    [Theory]
    // policy, board edited (minutes after the last reading, which is at 0, this one at 1; none = unknown) → who stays, is the order known
    [InlineData(PlannerPolicy.Later, null, "b", true, false)]
    [InlineData(PlannerPolicy.Later, -1.0, "c", false, true)]
    [InlineData(PlannerPolicy.Later, 0.5, "b", true, false)]
    [InlineData(PlannerPolicy.Later, 2.0, "b", true, true)]
    [InlineData(PlannerPolicy.Board, -1.0, "b", true, true)]
    [InlineData(PlannerPolicy.Planner, 2.0, "c", false, true)]
    public void Who_stays_is_the_link_s_rule(PlannerPolicy policy, double? edited, string stays, bool board, bool orderKnown)
    {
        var policies = new PlannerPolicies(PlannerPolicy.Later, new Dictionary<PlannerField, PlannerPolicy> { [PlannerField.Title] = policy });

        var merged = Merge("Title=a", "Title=b", "Title=c", policies, edited is { } minutes ? s_read.AddMinutes(minutes) : null);

        var loss = Assert.Single(merged.Losses);
        Assert.Equal((stays, board ? PlannerSide.Board : PlannerSide.Planner, orderKnown), (loss.Kept, loss.Winner, loss.OrderKnown));
        Assert.Equal(board ? "Title=b" : "", Said(merged.ForPlan));
        Assert.Equal(board ? "" : "Title=c", Said(merged.ForBoard));
    }

    [Fact]
    public void Whoever_is_to_be_asked_keeps_both_until_one_side_changes_again()
    {
        var asking = new PlannerPolicies(PlannerPolicy.Ask, new Dictionary<PlannerField, PlannerPolicy>());
        var merged = Merge("Title=a", "Title=b", "Title=c", asking);

        Assert.True(merged.IsQuiet);
        Assert.True(Assert.Single(merged.Losses) is { Asked: true, Kept: "b", Lost: "c" });

        var again = PlannerMerge.Run(merged.Known, State("Title=b"), State("Title=c"), "2", Times(asking, null));
        Assert.True(again.IsQuiet);
        Assert.Empty(again.Losses);

        var chosen = PlannerMerge.Run(merged.Known, State("Title=c"), State("Title=c"), "2", Times(asking, null));
        Assert.True(chosen.IsQuiet);
        var decided = PlannerMerge.Run(merged.Known, State("Title=d"), State("Title=c"), "2", Times(asking, null));
        Assert.Equal("Title=d", Said(decided.ForPlan));
        Assert.Empty(decided.Losses);
    }

    [Fact]
    public void A_label_renamed_on_one_side_is_renamed_on_the_other_and_the_26th_stays_on_the_board()
    {
        var labels = Enumerable.Range(0, 26).Select(n => new BoardLabel(new Guid(n, 0, 0, new byte[8]), $"L{n}")).ToList();
        var pair = PlannerLabelPair.Found(Guid.Empty, Guid.Empty, labels[0].Id, 7, PlannerBase.Same(PlannerState.OfColumn("alt")));
        var steps = PlannerComparison.Labels(
            [pair], labels, new Dictionary<int, string> { [7] = "alt", [3] = "L1", [9] = "neu" }, new HashSet<int> { 4 }, "1", Times(PlannerPolicies.Later, null));

        Assert.Equal("Title=L0", Said(Assert.Single(steps.OfType<MergeLabel>()).Merged.ForPlan));
        Assert.Contains(steps, s => s is JoinLabel { Label.Name: "L1", Category: 3, Name: "L1" });
        Assert.Equal([(4, null), (9, "neu")], steps.OfType<CreateLabel>().Select(c => (c.Category, c.Name)));
        var joined = steps.OfType<JoinLabel>().ToList();
        Assert.Equal(22, joined.Count); // 25 but for the pair and the two that come from Planner
        Assert.DoesNotContain(joined, j => j.Label.Name is "L23" or "L24" or "L25");
        Assert.Equal(joined.Count, joined.Select(j => j.Category).Distinct().Count());
    }

    [Fact]
    public void A_bucket_deleted_with_its_tasks_archives_their_cards()
    {
        var column = new BoardColumn(Guid.CreateVersion7(), "Offen", false);
        var card = new BoardCard(Guid.CreateVersion7(), State($"Title=a;Column={column.Id}"), 1);
        var pair = PlannerPair.Found(Guid.Empty, Guid.Empty, card.Id, "task", PlannerBase.Same(card.State), s_read);
        var bucket = PlannerColumnPair.Found(Guid.Empty, Guid.Empty, column.Id, "bucket", PlannerBase.Same(PlannerState.OfColumn("Offen")), s_read);

        var columns = PlannerComparison.Columns([bucket], [column], [], Set("bucket"), Set(), Times(PlannerPolicies.Later, null), TimeSpan.Zero);
        var cards = PlannerComparison.Cards([pair], [card], [], Set("task"), Times(PlannerPolicies.Later, null), TimeSpan.Zero, (_, _) => null);

        _ = Assert.IsType<BucketGone>(Assert.Single(columns));
        _ = Assert.IsType<ArchiveCard>(Assert.Single(cards));
    }

    [Fact]
    public void A_task_whose_tie_got_lost_finds_its_card_by_the_reference_and_a_copy_becomes_a_card_of_its_own()
    {
        var card = new BoardCard(Guid.CreateVersion7(), State("Title=a"), 1);
        PlanTask Task(string id, int minute) => new(id, "1", null, State($"Title={id};Card/{card.Id}=+"), s_read.AddMinutes(minute), false) { DetailsEtag = "1" };

        var steps = PlannerComparison.Cards([], [card], [Task("copy", 5), Task("first", 1)], Set(), Times(PlannerPolicies.Later, null), TimeSpan.Zero, (_, _) => null);

        Assert.Equal("first", Assert.Single(steps.OfType<JoinTask>()).Task.Id);
        Assert.Equal("copy", Assert.Single(steps.OfType<CreateCard>()).Task.Id);
        Assert.Empty(steps.OfType<CreateTask>());
    }

    [Theory]
    [InlineData("abcd", "abcd", "")]
    [InlineData("abcd", "dabc", "d")]
    [InlineData("abcd", "bcda", "a")]
    [InlineData("abcd", "dcba", "abc")]
    [InlineData("abc", "abxc", "x")]
    [InlineData("", "ab", "ba")]
    public void An_order_is_reached_by_the_fewest_moves_the_last_first(string now, string wanted, string moved) =>
        Assert.Equal(moved, string.Concat(PlannerOrder.Moves([.. now.Select(c => c.ToString())], [.. wanted.Select(c => c.ToString())]).Select(at => wanted[at])));

    [Theory]
    // known on board, known in Planner, board, plan → result; who has to take it
    [InlineData("abc", "abc", "abc", "abc", "abc", "")]
    [InlineData("abc", "abc", "cab", "abc", "cab", "plan")]
    [InlineData("abc", "abc", "abc", "cab", "cab", "board")]
    [InlineData("abc", "abc", "cab", "bac", "cab", "plan lost")]
    [InlineData("abc", "abc", "acb", "acb", "acb", "")]
    [InlineData("ab", "ab", "axb", "bax", "bax", "board")]
    [InlineData("ab", "ab", "axb", "xab", "axb", "plan")]
    [InlineData("ab", "ba", "ab", "ba", "ab", "plan")]
    [InlineData("abc", "abc", "ac", "cab", "ca", "board")]
    public void Orders_merge_by_what_both_sides_know(string knownBoard, string knownPlan, string board, string plan, string result, string takes)
    {
        static string[] List(string letters) => [.. letters.Select(c => c.ToString())];
        var ordered = PlannerOrder.Merge(List(board), List(plan), List(knownBoard), List(knownPlan), () => (PlannerSide.Board, false));

        Assert.Equal(result, string.Concat(ordered.Result));
        Assert.Equal(takes, string.Join(' ', new[] { ordered.Board ? "board" : null, ordered.Plan ? "plan" : null, ordered.Lost is null ? null : "lost" }.OfType<string>()));
    }

    private static PlannerMerged Merge(string known, string board, string plan, PlannerPolicies policies, DateTimeOffset? edited = null)
    {
        var sides = known.Split('|');
        return PlannerMerge.Run(new PlannerBase(State(sides[0]), State(sides[^1])), State(board), State(plan), "1", Times(policies, edited));
    }

    private static PlannerTimes Times(PlannerPolicies policies, DateTimeOffset? edited) => new(s_read, s_read.AddMinutes(1), _ => edited) { Policies = policies };

    private static PlannerState State(string facts) =>
        PlannerState.Restore(facts.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2)).Select(f => KeyValuePair.Create(f[0], f[1])));

    private static string Said(IReadOnlyDictionary<PlannerFact, string?> facts) =>
        Sorted(string.Join(';', facts.Where(f => f.Value is not null || f.Key.Field is not PlannerField.Tick).Select(f => $"{f.Key}={f.Value}")));

    private static string Sorted(string facts) => string.Join(';', facts.Split(';').Order(StringComparer.Ordinal));

    private static HashSet<string> Set(params string[] ids) => new(ids, StringComparer.Ordinal);
}
