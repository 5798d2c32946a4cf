using System.ComponentModel.DataAnnotations;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;

namespace Workspace.Contracts.Planner;

/// <summary>A Microsoft 365 group of the asking person.</summary>
public sealed record PlannerGroupView(string Id, string Name);

/// <param name="Linked">A board of the organisation follows this plan already.</param>
public sealed record PlannerPlanView(string Id, string Title, bool Linked);

/// <summary>Links a board to a plan of a group: an existing one, or a new one.</summary>
/// <param name="Group">The group.</param>
/// <param name="Plan">An existing plan; or</param>
/// <param name="NewPlan">the title of a new one.</param>
public sealed record LinkPlannerRequest(
    [property: Required, StringLength(100, MinimumLength = 1)] string Group,
    [property: StringLength(100)] string? Plan,
    [property: StringLength(Limits.Name)] string? NewPlan) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Plan) == string.IsNullOrWhiteSpace(NewPlan))
        {
            yield return new ValidationResult("Name either a plan or the title of a new one.", [nameof(Plan), nameof(NewPlan)]);
        }
    }
}

public enum PlannerLinkState
{
    /// <summary>Both sides follow each other.</summary>
    Active,

    /// <summary>Something needs a person.</summary>
    Paused,
}

/// <summary>How the link of a board is.</summary>
/// <param name="LastSync">When both sides last were in step as far as they can be: compared as a whole, and nothing left to do.</param>
/// <param name="LagSeconds">How long ago that is.</param>
/// <param name="Problem">What stands in the way, whole or in part.</param>
/// <param name="Requests">Requests sent to Microsoft Graph for this link so far.</param>
/// <param name="Conflicts">Values that gave way to the other side's so far; each stands in its card's history.</param>
public sealed record PlannerLinkView(
    PlannerGroupView Group,
    PlannerPlanRef Plan,
    PlannerLinkState State,
    DateTimeOffset? LastSync,
    double? LagSeconds,
    PlannerProblemView? Problem,
    long Requests,
    int Conflicts,
    Guid LinkedBy,
    DateTimeOffset LinkedAt);

public sealed record PlannerPlanRef(string Id, string Title);

/// <param name="Code">Stable.</param>
/// <param name="Detail">A sentence in the reader's language.</param>
public sealed record PlannerProblemView(string Code, string Detail);

/// <summary>The board's link was made, ended, paused, resumed, or has another problem than before.</summary>
/// <param name="Plan">The plan's title; null when the link ended.</param>
public sealed record BoardPlannerChanged(string? Plan, string? Group, PlannerLinkState? State, string? Problem) : Change;

/// <summary>Which side's value stays.</summary>
public enum PlannerWinner
{
    Board,
    Planner,
}

/// <summary>Something was changed on the board and in Planner; one value stays, the other is kept here.</summary>
/// <param name="Card">The card; or</param>
/// <param name="Column">the column whose name, or whose cards' order, it was; none of both for the order of the columns.</param>
/// <param name="Field">As in <see cref="CardEdit"/>, or <c>column</c>, <c>checklist</c>, <c>done</c>, <c>link</c>, <c>order</c>; <c>name</c> of a column or label.</param>
/// <param name="Kept">The value that stays, as text: a title, a day, a number, the id of a column, person or label, ids with commas for an order.</param>
/// <param name="Lost">The value that gave way.</param>
/// <param name="OrderKnown">False where the board won only because Planner does not tell when it was edited.</param>
public sealed record PlannerConflict(Guid? Card, Guid? Column, string Field, PlannerWinner Winner, string? Kept, string? Lost, bool OrderKnown) : Change
{
    /// <summary>The label whose name it was.</summary>
    public Guid? Label { get; init; }

    /// <summary>Which of a list: the id of a person, label or checklist item, the address of a link.</summary>
    public string? Part { get; init; }

    /// <summary>Nothing gave way: each side keeps its own, <see cref="Kept"/> the board's and <see cref="Lost"/> Planner's, until a person chooses.</summary>
    public bool Asked { get; init; }

    /// <summary>Who edited it on the board, where that is known. Planner names nobody.</summary>
    public Guid? BoardBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? BoardAt { get; init; }

    /// <summary>Planner's edit lies after this reading; null where there was none before.</summary>
    public DateTimeOffset? PlannerAfter { get; init; }

    /// <summary>And before this one.</summary>
    public DateTimeOffset? PlannerUntil { get; init; }
}

/// <summary>A person dealt with a conflict.</summary>
/// <param name="Conflict">The sequence of its entry.</param>
/// <param name="Restored">The other value was taken; else the one that stayed was confirmed.</param>
public sealed record PlannerConflictSettled(Guid? Card, long Conflict, bool Restored) : Change;

public enum PlannerConflictState
{
    /// <summary>One value stayed; nobody had to do anything.</summary>
    Kept,

    /// <summary>Both sides keep their own until a person chooses.</summary>
    Open,

    /// <summary>A person took the other value.</summary>
    Restored,

    /// <summary>A person confirmed the value that stayed, or a later edit decided.</summary>
    Settled,
}

/// <summary>Two edits of the same thing, one on each side.</summary>
/// <param name="Id">The sequence of its entry in the board's journal.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="Title">The card's title or the column's or label's name, now; null where it is gone.</param>
/// <param name="Conflict">What, both values, who and when.</param>
/// <param name="CanRestore">The other value can be taken.</param>
/// <param name="By">Who dealt with it.</param>
/// <param name="SettledAt">When.</param>
public sealed record PlannerConflictView(
    long Id, DateTimeOffset At, string? Title, PlannerConflict Conflict, PlannerConflictState State, bool CanRestore, Guid? By, DateTimeOffset? SettledAt);

/// <summary>The conflicts of a board, the newest first.</summary>
/// <param name="More">There are older ones; ask again with the last id.</param>
public sealed record PlannerConflicts(IReadOnlyList<PlannerConflictView> Conflicts, bool More);

/// <summary>What happens to a field that was edited on both sides.</summary>
public enum PlannerPolicy
{
    /// <summary>The later edit stays.</summary>
    Later,

    /// <summary>The board's stays.</summary>
    Board,

    /// <summary>Planner's stays.</summary>
    Planner,

    /// <summary>Each side keeps its own until a person chooses.</summary>
    Ask,
}

/// <summary>Fields for which a link may have a rule of its own.</summary>
public enum PlannerRuleField
{
    Title,
    Description,
    Column,
    Assignees,
    Labels,
    Start,
    Due,
    Priority,
    Progress,
    Checklist,
    Links,
}

/// <summary>What a link does with fields that were edited on both sides.</summary>
/// <param name="Usual">For all fields that are not named.</param>
/// <param name="Fields">For these in particular.</param>
public sealed record PlannerRules(PlannerPolicy Usual, [property: Required, MaxLength(20)] IReadOnlyList<PlannerFieldRule> Fields);

public sealed record PlannerFieldRule(PlannerRuleField Field, PlannerPolicy Policy);
