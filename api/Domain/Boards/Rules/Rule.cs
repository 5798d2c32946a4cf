using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>What a board does by itself: when this happens to a card and all of that holds, do these things in order.</summary>
public sealed class Rule : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Board { get; init; }
    public string Name { get; private set; } = "";
    public bool On { get; private set; }

    /// <summary>Who wrote it last: it acts with at most their rights.</summary>
    public Guid Maker { get; private set; }

    public RuleTrigger Trigger { get; private set; } = new(RuleTriggerKind.CardCreated);
    public List<RuleCondition> Conditions { get; private set; } = [];
    public List<RuleAction> Actions { get; private set; } = [];

    /// <summary>A day makes it run, not a change.</summary>
    public bool Timed { get; private set; }

    /// <summary>Since when it holds as it is; days before that are past for it.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Taken off the board; what it did still has its name.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The most rules of a board.</summary>
    public const int Most = 50;

    /// <summary>The most conditions, and the most actions, of one rule.</summary>
    public const int MostParts = 10;

    /// <summary>The most items that one action adds to a checklist.</summary>
    public const int MostItems = 20;

    /// <summary>The longest comment and the longest question to an approver.</summary>
    public const int MostText = 2_000;

    public static readonly Refusal Invalid = new("boards.rule-invalid");
    public static readonly Refusal NotFound = new("boards.rule-not-found");
    public static readonly Refusal TooMany = new("boards.rules-full");

    /// <summary>Nobody is assigned who could be reminded, or nobody owns the board in person.</summary>
    public static readonly Refusal Nobody = new("boards.rule-nobody");

    /// <summary>Whoever wrote it last may not do this here themselves, any more.</summary>
    public static readonly Refusal MakerMayNot = new("boards.rule-maker-may-not");

    /// <summary>Writes all of it. The caller has checked that what it names is there.</summary>
    public Refusal? Write(
        string name, bool on, RuleTrigger trigger, IReadOnlyList<RuleCondition> conditions, IReadOnlyList<RuleAction> actions, Guid maker, DateTimeOffset at)
    {
        if (!trigger.IsValid || conditions.Any(c => !c.IsValid) || actions.Any(a => !a.IsValid)
            || actions.Count is < 1 or > MostParts || conditions.Count > MostParts)
        {
            return Invalid;
        }

        (Name, On, Trigger, Conditions, Actions, Maker, Since) = (name.Trim(), on, trigger, [.. conditions], [.. actions], maker, at);
        Timed = trigger.IsTimed;
        return null;
    }

    public void Remove(DateTimeOffset at) => RemovedAt = at;

    public void Restore() => RemovedAt = null;

    /// <summary>Whether all of its conditions hold for a card.</summary>
    public bool Concerns(Card card) => !card.IsArchived && !card.Template && Conditions.TrueForAll(c => c.Holds(card));

    /// <summary>Takes over a rule of another board: what names something of that board is named anew. False where something did not come along.</summary>
    /// <param name="map">The id on this board; null where there is none.</param>
    public bool WriteLike(Rule other, Func<Guid, Guid?> map, Guid maker, DateTimeOffset at)
    {
        var names = NamesOf(other.Trigger, other.Conditions, other.Actions);
        if (names.Columns.Concat(names.Labels).Any(id => map(id) is null))
        {
            return false;
        }

        Guid? To(Guid? id) => id is { } old ? map(old) : null;
        return Write(
            other.Name,
            other.On,
            other.Trigger with { Column = To(other.Trigger.Column), Label = To(other.Trigger.Label) },
            [.. other.Conditions.Select(c => c with { Column = To(c.Column), Label = To(c.Label) })],
            [.. other.Actions.Select(a => a with { Column = To(a.Column), Label = To(a.Label) })],
            maker,
            at) is null;
    }

    /// <summary>What it names: columns, labels and persons.</summary>
    public static RuleNames NamesOf(RuleTrigger trigger, IEnumerable<RuleCondition> conditions, IEnumerable<RuleAction> actions)
    {
        var (c, a) = (conditions.ToArray(), actions.ToArray());
        return new RuleNames(
            [.. new[] { trigger.Column }.Concat(c.Select(i => i.Column)).Concat(a.Select(i => i.Column)).OfType<Guid>().Distinct()],
            [.. new[] { trigger.Label }.Concat(c.Select(i => i.Label)).Concat(a.Select(i => i.Label)).OfType<Guid>().Distinct()],
            [.. new[] { trigger.Person }.Concat(a.Select(i => i.Person)).OfType<Guid>().Distinct()]);
    }
}

/// <summary>The ids that a rule names.</summary>
public sealed record RuleNames(IReadOnlyList<Guid> Columns, IReadOnlyList<Guid> Labels, IReadOnlyList<Guid> People);

/// <summary>What makes a rule run. The order is the wire's.</summary>
public enum RuleTriggerKind
{
    /// <summary>A card comes into a column, by whatever way: moved, made there, put there by Planner.</summary>
    CardEnters,

    CardCreated,
    LabelAdded,
    Assigned,
    PrioritySet,
    ChecklistDone,
    ApprovalDecided,

    /// <summary>The last of the cards that a card waits for is done or put away.</summary>
    BlockersDone,

    /// <summary>So many working days before the due day; 0 is the day itself.</summary>
    DueIn,

    /// <summary>So many working days after the due day, and not done.</summary>
    Overdue,
}

/// <summary>Names exactly what its kind needs.</summary>
/// <param name="Person">For an assignment: of this person; null for anybody.</param>
/// <param name="Days">Working days.</param>
/// <param name="Approved">For a decision: this one; null for both.</param>
public sealed record RuleTrigger(
    RuleTriggerKind Kind, Guid? Column = null, Guid? Label = null, Guid? Person = null, CardPriority? Priority = null, int? Days = null, bool? Approved = null)
{
    /// <summary>The furthest day before or after the due day.</summary>
    public const int MostDays = 60;

    public bool IsTimed => Kind is RuleTriggerKind.DueIn or RuleTriggerKind.Overdue;

    public bool IsValid =>
        (Column is not null) == Kind is RuleTriggerKind.CardEnters
        && (Label is not null) == Kind is RuleTriggerKind.LabelAdded
        && (Person is null || Kind is RuleTriggerKind.Assigned)
        && (Priority is not null) == Kind is RuleTriggerKind.PrioritySet
        && (Approved is null || Kind is RuleTriggerKind.ApprovalDecided)
        && Kind switch
        {
            RuleTriggerKind.DueIn => Days is >= 0 and <= MostDays,
            RuleTriggerKind.Overdue => Days is >= 1 and <= MostDays,
            _ => Days is null && Enum.IsDefined(Kind),
        };

    /// <summary>Whether this is what the rule waits for.</summary>
    public bool Fits(CardHappening happening) => Kind == happening.Kind && Kind switch
    {
        RuleTriggerKind.CardEnters => Column == happening.Id,
        RuleTriggerKind.LabelAdded => Label == happening.Id,
        RuleTriggerKind.Assigned => Person is null || Person == happening.Id,
        RuleTriggerKind.PrioritySet => Priority == happening.Priority,
        RuleTriggerKind.ApprovalDecided => Approved is null || Approved == happening.Approved,
        _ => !IsTimed,
    };

    /// <summary>The day on which it is time for a card that is due on a day; null where no day decides.</summary>
    public DateOnly? DayFor(DateOnly due, WorkingDays workingDays) => Kind switch
    {
        RuleTriggerKind.DueIn => workingDays.Add(due, -Days!.Value),
        RuleTriggerKind.Overdue => workingDays.Add(due, Days!.Value),
        _ => null,
    };

    /// <summary>
    /// Whether it is time today. A day that was missed counts until the due day has passed; days before the rule was written don't, so
    /// that a new rule does not fall upon all that is old.
    /// </summary>
    /// <param name="since">The day on which the rule was written.</param>
    public bool IsTime(DateOnly due, DateOnly since, DateOnly today, WorkingDays workingDays) =>
        DayFor(due, workingDays) is { } day && since <= day && day <= today && (Kind is RuleTriggerKind.Overdue || today <= due);
}

/// <summary>Something that happened to a card, as far as rules care.</summary>
/// <param name="Id">The column, the label or the person.</param>
public sealed record CardHappening(RuleTriggerKind Kind, Guid? Id = null, CardPriority? Priority = null, bool? Approved = null);

/// <summary>What must be so of the card. The order is the wire's.</summary>
public enum RuleConditionKind
{
    Column,
    Label,
    Department,
    Priority,

    /// <summary>Somebody is assigned.</summary>
    Assigned,
}

/// <summary>Names exactly what its kind needs.</summary>
/// <param name="Not">It must not be so.</param>
/// <param name="Priority">Null: none is set.</param>
public sealed record RuleCondition(
    RuleConditionKind Kind, bool Not = false, Guid? Column = null, Guid? Label = null, string? Department = null, CardPriority? Priority = null)
{
    public bool IsValid =>
        Enum.IsDefined(Kind)
        && (Column is not null) == Kind is RuleConditionKind.Column
        && (Label is not null) == Kind is RuleConditionKind.Label
        && !string.IsNullOrWhiteSpace(Department) == Kind is RuleConditionKind.Department
        && (Priority is null || Kind is RuleConditionKind.Priority);

    public bool Holds(Card card) => Not != Kind switch
    {
        RuleConditionKind.Column => card.Column == Column,
        RuleConditionKind.Label => card.Labels.Contains(Label!.Value),
        RuleConditionKind.Department => string.Equals(card.Department, Department!.Trim(), StringComparison.OrdinalIgnoreCase),
        RuleConditionKind.Priority => card.Priority == Priority,
        RuleConditionKind.Assigned => card.Assignees.Count > 0,
        _ => throw new InvalidOperationException("A condition without a rule."),
    };
}

/// <summary>What a rule can do. The order is the wire's.</summary>
public enum RuleActionKind
{
    Move,
    AddLabel,
    RemoveLabel,
    Assign,

    /// <summary>One person, or everybody.</summary>
    Unassign,

    /// <summary>So many working days from today.</summary>
    SetDue,

    SetPriority,
    SetProgress,
    AddChecklist,
    Comment,
    AskForApproval,
    Remind,
    Archive,
}

/// <summary>Who is reminded.</summary>
public enum RuleRecipients
{
    Assignees,
    Person,

    /// <summary>Whoever owns the board in person.</summary>
    Owners,
}

/// <summary>Names exactly what its kind needs.</summary>
/// <param name="Priority">Null: takes it away.</param>
/// <param name="Days">Working days from today; 0 is today.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Text">A comment; or what the approver is asked.</param>
public sealed record RuleAction(
    RuleActionKind Kind, Guid? Column = null, Guid? Label = null, Guid? Person = null, CardPriority? Priority = null, int? Days = null, int? Progress = null,
    IReadOnlyList<string>? Items = null, string? Text = null, RuleRecipients? To = null)
{
    public bool IsValid =>
        Enum.IsDefined(Kind)
        && (Column is not null) == Kind is RuleActionKind.Move
        && (Label is not null) == Kind is RuleActionKind.AddLabel or RuleActionKind.RemoveLabel
        && HasItsPerson
        && (Priority is null || Kind is RuleActionKind.SetPriority)
        && (Days is not null) == Kind is RuleActionKind.SetDue
        && Days is null or (>= 0 and <= 250)
        && (Progress is not null) == Kind is RuleActionKind.SetProgress
        && Progress is null or (>= 0 and <= 100)
        && (Items is not null) == Kind is RuleActionKind.AddChecklist
        && Items is null or { Count: >= 1 and <= Rule.MostItems }
        && Items?.Any(string.IsNullOrWhiteSpace) != true
        && (Text is null || Kind is RuleActionKind.Comment or RuleActionKind.AskForApproval)
        && (Kind is not RuleActionKind.Comment || !string.IsNullOrWhiteSpace(Text))
        && Text is null or { Length: <= Rule.MostText }
        && (To is not null) == Kind is RuleActionKind.Remind;

    /// <summary>What whoever wrote the rule must be allowed to do.</summary>
    public BoardAction Needs => Kind switch
    {
        RuleActionKind.Comment => BoardAction.Comment,
        RuleActionKind.AskForApproval => BoardAction.AskForApproval,
        _ => BoardAction.EditCards,
    };

    private bool HasItsPerson => Kind switch
    {
        RuleActionKind.Assign or RuleActionKind.AskForApproval => Person is not null,
        RuleActionKind.Unassign => true,
        RuleActionKind.Remind => (Person is not null) == To is RuleRecipients.Person,
        _ => Person is null,
    };
}
