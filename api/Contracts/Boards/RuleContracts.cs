using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;

namespace Workspace.Contracts.Boards;

public enum RuleTriggerKind
{
    CardEnters,
    CardCreated,
    LabelAdded,
    Assigned,
    PrioritySet,
    ChecklistDone,
    ApprovalDecided,
    BlockersDone,
    DueIn,
    Overdue,
}

/// <summary>What makes a rule run; names exactly what its kind needs.</summary>
/// <param name="Column">For <c>cardEnters</c>.</param>
/// <param name="Label">For <c>labelAdded</c>.</param>
/// <param name="Person">For <c>assigned</c>: this person; absent = anybody.</param>
/// <param name="Priority">For <c>prioritySet</c>.</param>
/// <param name="Days">For <c>dueIn</c> (0 to 60, working days before the due day) and <c>overdue</c> (1 to 60, after it).</param>
/// <param name="Approved">For <c>approvalDecided</c>: this outcome; absent = any.</param>
public sealed record RuleTriggerView(
    RuleTriggerKind Kind, Guid? Column = null, Guid? Label = null, Guid? Person = null, CardPriority? Priority = null, int? Days = null, bool? Approved = null);

public enum RuleConditionKind
{
    Column,
    Label,
    Department,
    Priority,
    Assigned,
}

/// <summary>What must be so of the card; names exactly what its kind needs.</summary>
/// <param name="Not">It must not be so.</param>
/// <param name="Priority">For <c>priority</c>; absent = none is set.</param>
public sealed record RuleConditionView(
    RuleConditionKind Kind, bool Not, Guid? Column = null, Guid? Label = null, [property: StringLength(200)] string? Department = null, CardPriority? Priority = null);

public enum RuleActionKind
{
    Move,
    AddLabel,
    RemoveLabel,
    Assign,
    Unassign,
    SetDue,
    SetPriority,
    SetProgress,
    AddChecklist,
    Comment,
    AskForApproval,
    Remind,
    Archive,
}

public enum RuleRecipients
{
    Assignees,
    Person,
    Owners,
}

/// <summary>What a rule does; names exactly what its kind needs.</summary>
/// <param name="Person">For <c>assign</c>, <c>askForApproval</c>, <c>remind</c> of a person; for <c>unassign</c> absent = everybody.</param>
/// <param name="Priority">For <c>setPriority</c>; absent = takes it away.</param>
/// <param name="Days">For <c>setDue</c>: working days from the day it runs, 0 to 250.</param>
/// <param name="Items">For <c>addChecklist</c>: 1 to 20.</param>
/// <param name="Text">For <c>comment</c>, and what <c>askForApproval</c> says to the approver.</param>
public sealed record RuleActionView(
    RuleActionKind Kind, Guid? Column = null, Guid? Label = null, Guid? Person = null, CardPriority? Priority = null, int? Days = null, int? Progress = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Items = null, [property: StringLength(2_000)] string? Text = null, RuleRecipients? To = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Items?.Any(item => string.IsNullOrWhiteSpace(item) || item.Length > Limits.Title) == true)
        {
            yield return new ValidationResult($"{nameof(Items)} must each have 1 to {Limits.Title} characters.", [nameof(Items)]);
        }
    }
}

/// <summary>A rule of a board: when, if, then.</summary>
/// <param name="Maker">Who wrote it last: it acts with at most their rights.</param>
/// <param name="Removed">Taken off; only its name is of use, for what it did.</param>
public sealed record RuleView(
    Guid Id, string Name, bool On, Guid Maker, RuleTriggerView Trigger, IReadOnlyList<RuleConditionView> Conditions, IReadOnlyList<RuleActionView> Actions, bool Removed);

public sealed record RuleRequest(
    [property: Required, StringLength(Limits.Name, MinimumLength = 1)] string Name,
    bool On,
    [property: Required] RuleTriggerView Trigger,
    [property: Required, MaxLength(10)] IReadOnlyList<RuleConditionView> Conditions,
    [property: Required, MaxLength(10)] IReadOnlyList<RuleActionView> Actions) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Check.Each(nameof(Conditions), Conditions, 10), .. Check.Each(nameof(Actions), Actions, 10)];
}

public enum RuleStepResult
{
    Done,
    Unchanged,
    Refused,
}

/// <param name="Code">Why it was refused.</param>
/// <param name="Reason">The same in the reader's language; in the run log alone.</param>
public sealed record RuleStepView(RuleActionKind Action, RuleStepResult Result, string? Code = null, string? Reason = null);

/// <summary>That a rule ran: what it did, or why not.</summary>
/// <param name="Sequence">Of the journal's entry that tells of it.</param>
/// <param name="CardKey">The card's number as it is shown; absent where the card is erased.</param>
public sealed record RuleRunView(long Sequence, DateTimeOffset At, Guid Rule, Guid Card, string? CardKey, string? CardTitle, IReadOnlyList<RuleStepView> Steps);

/// <summary>The person's own reminder of a card.</summary>
/// <param name="Days">Working days before the due day, 0 to 20; absent: none is asked for.</param>
/// <param name="On">The day of the message; absent where there is none to come.</param>
public sealed record ReminderView(int? Days, DateOnly? On);

/// <param name="Days">Working days before the due day; 0 is the day itself.</param>
public sealed record ReminderRequest([property: Range(0, 20)] int Days);

public sealed record RuleAdded(RuleView Rule) : Change;

public sealed record RuleEdited(RuleView Rule, RuleView Before) : Change;

public sealed record RuleRemoved(Guid Rule) : Change;

public sealed record RuleRestored(RuleView Rule) : Change;

/// <summary>A rule ran for a card; what it changed are entries of their own.</summary>
public sealed record RuleRan(Guid Card, Guid Rule, IReadOnlyList<RuleStepView> Steps) : Change;
