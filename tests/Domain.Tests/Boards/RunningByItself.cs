using CsCheck;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Boards;

/// <summary>Rules of boards: when they run, for which cards, and that they come to an end.</summary>
public sealed class RunningByItself
{
    private static readonly WorkingDays s_bavaria = new(new Municipality(Land.BY));
    private static readonly Guid s_a = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly Guid s_b = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly Gen<DateOnly> s_days = Gen.Int[0, 9_000].Select(n => new DateOnly(2020, 1, 1).AddDays(n));

    public static TheoryData<RuleTrigger, bool> Triggers => new()
    {
        { new(RuleTriggerKind.CardEnters, Column: s_a), true },
        { new(RuleTriggerKind.CardEnters), false },
        { new(RuleTriggerKind.CardEnters, Column: s_a, Label: s_b), false },
        { new(RuleTriggerKind.CardCreated), true },
        { new(RuleTriggerKind.CardCreated, Days: 1), false },
        { new(RuleTriggerKind.LabelAdded, Label: s_a), true },
        { new(RuleTriggerKind.Assigned), true },
        { new(RuleTriggerKind.Assigned, Person: s_a), true },
        { new(RuleTriggerKind.PrioritySet), false },
        { new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Low), true },
        { new(RuleTriggerKind.ApprovalDecided, Approved: false), true },
        { new(RuleTriggerKind.BlockersDone, Approved: false), false },
        { new(RuleTriggerKind.DueIn, Days: 0), true },
        { new(RuleTriggerKind.DueIn), false },
        { new(RuleTriggerKind.DueIn, Days: 61), false },
        { new(RuleTriggerKind.Overdue, Days: 0), false },
        { new(RuleTriggerKind.Overdue, Days: 1), true },
        { new((RuleTriggerKind)99), false },
    };

    [Theory, MemberData(nameof(Triggers), DisableDiscoveryEnumeration = true)]
    public void A_trigger_names_exactly_what_it_needs(RuleTrigger trigger, bool valid) => Assert.Equal(valid, trigger.IsValid);

    public static TheoryData<RuleAction, bool> Actions => new()
    {
        { new(RuleActionKind.Move, Column: s_a), true },
        { new(RuleActionKind.Move), false },
        { new(RuleActionKind.Move, Column: s_a, Person: s_b), false },
        { new(RuleActionKind.Assign), false },
        { new(RuleActionKind.Unassign), true },
        { new(RuleActionKind.Unassign, Person: s_a), true },
        { new(RuleActionKind.SetDue, Days: -1), false },
        { new(RuleActionKind.SetDue, Days: 250), true },
        { new(RuleActionKind.SetPriority), true },
        { new(RuleActionKind.SetProgress, Progress: 101), false },
        { new(RuleActionKind.AddChecklist, Items: []), false },
        { new(RuleActionKind.AddChecklist, Items: ["Prüfen", " "]), false },
        { new(RuleActionKind.AddChecklist, Items: ["Prüfen"]), true },
        { new(RuleActionKind.Comment), false },
        { new(RuleActionKind.Comment, Text: new string('x', Rule.MostText + 1)), false },
        { new(RuleActionKind.AskForApproval, Person: s_a), true },
        { new(RuleActionKind.AskForApproval, Text: "Bitte"), false },
        { new(RuleActionKind.Remind), false },
        { new(RuleActionKind.Remind, To: RuleRecipients.Assignees), true },
        { new(RuleActionKind.Remind, To: RuleRecipients.Person), false },
        { new(RuleActionKind.Remind, To: RuleRecipients.Owners, Person: s_a), false },
        { new(RuleActionKind.Archive), true },
        { new(RuleActionKind.Archive, Text: "?"), false },
    };

    [Theory, MemberData(nameof(Actions), DisableDiscoveryEnumeration = true)]
    public void An_action_names_exactly_what_it_needs(RuleAction action, bool valid) => Assert.Equal(valid, action.IsValid);

    public static TheoryData<RuleTrigger, CardHappening, bool> Happenings => new()
    {
        { new(RuleTriggerKind.CardEnters, Column: s_a), new(RuleTriggerKind.CardEnters, s_a), true },
        { new(RuleTriggerKind.CardEnters, Column: s_a), new(RuleTriggerKind.CardEnters, s_b), false },
        { new(RuleTriggerKind.CardEnters, Column: s_a), new(RuleTriggerKind.LabelAdded, s_a), false },
        { new(RuleTriggerKind.Assigned), new(RuleTriggerKind.Assigned, s_b), true },
        { new(RuleTriggerKind.Assigned, Person: s_a), new(RuleTriggerKind.Assigned, s_b), false },
        { new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Urgent), new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Urgent), true },
        { new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Urgent), new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Low), false },
        { new(RuleTriggerKind.ApprovalDecided), new(RuleTriggerKind.ApprovalDecided, Approved: false), true },
        { new(RuleTriggerKind.ApprovalDecided, Approved: true), new(RuleTriggerKind.ApprovalDecided, Approved: false), false },
        { new(RuleTriggerKind.ChecklistDone), new(RuleTriggerKind.ChecklistDone), true },
    };

    [Theory, MemberData(nameof(Happenings), DisableDiscoveryEnumeration = true)]
    public void A_trigger_waits_for_what_it_names(RuleTrigger trigger, CardHappening happening, bool fits) => Assert.Equal(fits, trigger.Fits(happening));

    public static TheoryData<RuleCondition, bool> Conditions => new()
    {
        { new(RuleConditionKind.Column, Column: s_a), true },
        { new(RuleConditionKind.Column, Not: true, Column: s_a), false },
        { new(RuleConditionKind.Column, Column: s_b), false },
        { new(RuleConditionKind.Label, Label: s_b), true },
        { new(RuleConditionKind.Label, Not: true, Label: s_a), true },
        { new(RuleConditionKind.Department, Department: "bürgerservice "), true },
        { new(RuleConditionKind.Department, Department: "Bauamt"), false },
        { new(RuleConditionKind.Priority, Priority: CardPriority.Important), true },
        { new(RuleConditionKind.Priority), false },
        { new(RuleConditionKind.Assigned), false },
        { new(RuleConditionKind.Assigned, Not: true), true },
    };

    [Theory, MemberData(nameof(Conditions), DisableDiscoveryEnumeration = true)]
    public void A_condition_holds_for_what_it_says(RuleCondition condition, bool holds)
    {
        var card = ACard();
        card.Mark([s_b]);
        card.GiveTo("Bürgerservice");
        card.Prioritise(CardPriority.Important);
        Assert.True(condition.IsValid);
        Assert.Equal(holds, condition.Holds(card));
    }

    [Fact]
    public void What_is_put_away_and_patterns_concern_no_rule()
    {
        var (rule, archived, pattern) = (ARule(new(RuleTriggerKind.CardCreated)), ACard(), ACard());
        Assert.True(rule.Concerns(archived));
        _ = archived.Archive(DateTimeOffset.UnixEpoch);
        pattern.UseAsTemplate(true);
        Assert.False(rule.Concerns(archived));
        Assert.False(rule.Concerns(pattern));
    }

    /// <summary>Due on a day, written on a day, time or not on a day; Tuesday 8 December 2026 is a working day.</summary>
    [Theory]
    [InlineData(RuleTriggerKind.DueIn, 2, "2026-12-08", "2026-11-01", "2026-12-03", false)]   // Thursday
    [InlineData(RuleTriggerKind.DueIn, 2, "2026-12-08", "2026-11-01", "2026-12-04", true)]    // Friday: two working days before
    [InlineData(RuleTriggerKind.DueIn, 2, "2026-12-08", "2026-11-01", "2026-12-06", true)]    // missed, and still before
    [InlineData(RuleTriggerKind.DueIn, 2, "2026-12-08", "2026-11-01", "2026-12-09", false)]   // too late to say "in two days"
    [InlineData(RuleTriggerKind.DueIn, 2, "2026-12-08", "2026-12-05", "2026-12-07", false)]   // the day was over when it was written
    [InlineData(RuleTriggerKind.DueIn, 1, "2027-01-07", "2026-12-01", "2027-01-05", true)]    // Epiphany is none
    [InlineData(RuleTriggerKind.DueIn, 0, "2026-12-12", "2026-12-12", "2026-12-12", true)]    // a Saturday, written that day
    [InlineData(RuleTriggerKind.Overdue, 1, "2026-12-11", "2026-11-01", "2026-12-13", false)] // Sunday after Friday
    [InlineData(RuleTriggerKind.Overdue, 1, "2026-12-11", "2026-11-01", "2026-12-14", true)]
    [InlineData(RuleTriggerKind.Overdue, 1, "2026-12-11", "2026-11-01", "2027-02-14", true)]  // missed for long
    [InlineData(RuleTriggerKind.Overdue, 1, "2026-10-09", "2026-11-01", "2026-12-14", false)] // old before it was written
    public void A_day_comes(RuleTriggerKind kind, int days, string due, string since, string today, bool time) =>
        Assert.Equal(time, new RuleTrigger(kind, Days: days).IsTime(Day(due), Day(since), Day(today), s_bavaria));

    [Fact]
    public void The_day_before_is_a_working_day_and_comes_within_the_time_asked_for() =>
        Gen.Select(s_days, Gen.Int[1, RuleTrigger.MostDays]).Sample((due, days) =>
        {
            var day = new RuleTrigger(RuleTriggerKind.DueIn, Days: days).DayFor(due, s_bavaria)!.Value;
            Assert.True(s_bavaria.IsWorkingDay(day));
            Assert.True(day < due);
            var between = s_bavaria.Until(day, due);
            Assert.InRange(between, days - 1, days);   // one less where the due day itself is none
        });

    [Fact]
    public void A_reminder_comes_once_for_each_due_day() =>
        Gen.Select(s_days, Gen.Int[0, CardReminder.MostDays], s_days, Gen.Int[1, 60]).Sample((due, days, since, length) =>
        {
            var reminder = new CardReminder { Organisation = s_a, Board = s_a, Card = s_a, Person = s_a };
            reminder.Ask(days, DateTimeOffset.UnixEpoch);
            var taken = Enumerable.Range(0, length).Count(n => reminder.Take(due, since, since.AddDays(n), s_bavaria));
            var day = reminder.DayFor(due, s_bavaria)!.Value;
            Assert.Equal(day >= since && day < since.AddDays(length) ? 1 : 0, taken);
            Assert.Equal(taken == 1 ? due : null, reminder.RemindedOf);
        });

    [Fact]
    public void Whatever_rules_set_going_comes_to_an_end() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 20], Gen.Int[0, 7].Array[1, 200]).Sample((rules, cards, spread) =>
        {
            var chain = new RuleChain();
            var (runs, refused) = (0, 0);
            var open = new Queue<int>([0]);
            for (var turn = 0; open.TryDequeue(out var depth); turn++)
            {
                // Every run sets several others going, in an order of its own.
                for (var n = 0; n <= spread[turn % spread.Length]; n++)
                {
                    var answer = chain.Ask(Id((turn * 7 + n) % rules), Id((turn + n * 3) % cards), depth);
                    runs += answer is ChainAnswer.Runs ? 1 : 0;
                    refused += answer is ChainAnswer.TooLong ? 1 : 0;
                    if (answer is ChainAnswer.Runs)
                    {
                        Assert.True(depth < RuleChain.Deepest);
                        open.Enqueue(depth + 1);
                    }
                }
            }

            Assert.InRange(runs, 1, RuleChain.MostRuns);
            Assert.True(runs + refused <= rules * cards);
        });

    [Fact]
    public void A_rule_goes_to_another_board_whole_or_not_at_all()
    {
        var rule = ARule(new(RuleTriggerKind.CardEnters, Column: s_a), [new(RuleConditionKind.Label, Label: s_b)], [new(RuleActionKind.Move, Column: s_a)]);
        var (whole, half) = (Empty(), Empty());
        Assert.True(whole.WriteLike(rule, id => id == s_a ? Id(10) : Id(20), Id(30), DateTimeOffset.UnixEpoch));
        Assert.Equal((Id(10), Id(20), Id(10), Id(30)), (whole.Trigger.Column, whole.Conditions[0].Label, whole.Actions[0].Column, whole.Maker));
        Assert.False(half.WriteLike(rule, id => id == s_a ? Id(10) : null, Id(30), DateTimeOffset.UnixEpoch));
        Assert.Empty(half.Actions);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Guid Id(int n) => new(n + 1_000, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static Card ACard() => Card.Create(
        Guid.NewGuid(), Board.Create(s_a, s_a, "Board", null, BoardVisibility.Members, DateTimeOffset.UnixEpoch), s_a, "Karte", "a", 1, DateTimeOffset.UnixEpoch);

    private static Rule Empty() => new() { Id = s_a, Organisation = s_a, Board = s_a };

    private static Rule ARule(RuleTrigger trigger, RuleCondition[]? conditions = null, RuleAction[]? actions = null)
    {
        var rule = Empty();
        Assert.Null(rule.Write("Regel", on: true, trigger, conditions ?? [], actions ?? [new(RuleActionKind.Archive)], s_b, DateTimeOffset.UnixEpoch));
        return rule;
    }
}
