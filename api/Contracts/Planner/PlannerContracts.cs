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
/// <param name="First">How far the first comparison is; null once it is through.</param>
/// <param name="PausedBy">Who paused it by hand.</param>
public sealed record PlannerLinkView(
    PlannerGroupView Group,
    PlannerPlanRef Plan,
    PlannerLinkState State,
    DateTimeOffset? LastSync,
    double? LagSeconds,
    PlannerProblemView? Problem,
    long Requests,
    int Conflicts,
    PlannerFirstView? First,
    Guid? PausedBy,
    Guid LinkedBy,
    DateTimeOffset LinkedAt);

/// <param name="Done">Cards and tasks that belong together already.</param>
/// <param name="Total">How many will in the end; 0 while they are being counted.</param>
public sealed record PlannerFirstView(int Done, int Total);

public sealed record PlannerPlanRef(string Id, string Title);

/// <param name="Code">Stable.</param>
/// <param name="Detail">A sentence in the reader's language.</param>
public sealed record PlannerProblemView(string Code, string Detail);

/// <summary>The board's link was made, ended, paused, resumed, or has another problem than before.</summary>
/// <param name="Plan">The plan's title; null when the link ended.</param>
public sealed record BoardPlannerChanged(string? Plan, string? Group, PlannerLinkState? State, string? Problem) : Change;

/// <summary>An owner chose other rules for the link.</summary>
public sealed record PlannerRulesChanged(PlannerRules Rules, PlannerRules Before) : Change;

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

/// <summary>What a link does with fields that were edited on both sides, and with the tasks of archived cards.</summary>
/// <param name="Usual">For all fields that are not named.</param>
/// <param name="Fields">For these in particular.</param>
/// <param name="DeletesArchived">A card that is archived from now on takes its task out of Planner; else the task stays as it is.</param>
public sealed record PlannerRules(PlannerPolicy Usual, [property: Required, MaxLength(20)] IReadOnlyList<PlannerFieldRule> Fields, bool DeletesArchived);

public sealed record PlannerFieldRule(PlannerRuleField Field, PlannerPolicy Policy);

/// <summary>What of a plan or a task is limited.</summary>
public enum PlannerLimitKind
{
    Tasks,
    ActiveTasks,
    Buckets,
    Labels,
    ChecklistItems,
    Assignees,
    References,
}

/// <summary>A limit of Planner that linking would pass; what is beyond it stays on the board.</summary>
/// <param name="Most">What Planner holds.</param>
/// <param name="Wanted">What it would have to hold; of limits per task, the most that a card has.</param>
/// <param name="Cards">Of limits per task, the cards with more; else 0.</param>
public sealed record PlannerLimitView(PlannerLimitKind Kind, int Most, int Wanted, int Cards);

/// <summary>What linking would do; nothing is done yet.</summary>
/// <param name="CardsToArchive">Of cards that were linked to this plan before, those whose task is gone.</param>
/// <param name="Conflicts">Values that were changed on both sides since the board was linked to this plan before.</param>
/// <param name="SameTitles">Titles that a card and a task without a tie share: they are two pieces of work until a person says otherwise.</param>
/// <param name="Limits">What would be too much for Planner.</param>
public sealed record PlannerPreview(
    int TasksToCreate,
    int TasksToChange,
    int CardsToCreate,
    int CardsToChange,
    int CardsToArchive,
    int BucketsToCreate,
    int ColumnsToCreate,
    int Conflicts,
    int SameTitles,
    PlannerLimitView[] Limits);

/// <summary>What a write to Planner was about.</summary>
public enum PlannerWriteKind
{
    CreateBucket,
    ChangeBucket,
    CreateTask,
    ChangeTask,
    DeleteTask,
    ArrangeTasks,
    ArrangeBuckets,
    NameLabels,
}

/// <summary>What became of a write.</summary>
public enum PlannerAnswer
{
    /// <summary>Planner has it.</summary>
    Done,

    /// <summary>Somebody was quicker: both sides are read and compared again.</summary>
    Overtaken,

    /// <summary>Planner does not take it as it is.</summary>
    Refused,

    /// <summary>A limit of Planner is reached.</summary>
    Limit,

    /// <summary>Not carried out: Planner asked to wait, or gave no access.</summary>
    NotDone,

    /// <summary>No answer came; the next reading shows whether it arrived.</summary>
    Unknown,
}

/// <param name="Field">As in a conflict; <c>label</c> for the name of a label, <c>block</c> for what the board adds to the description.</param>
/// <param name="Before">As text, what Planner showed before; null where there was nothing.</param>
/// <param name="After">What it was to show then.</param>
public sealed record PlannerWrittenView(string Field, string? Before, string? After);

/// <summary>One write to Planner.</summary>
/// <param name="Card">The card; or</param>
/// <param name="Column">the column it was about.</param>
public sealed record PlannerWriteView(
    Guid Id, DateTimeOffset At, PlannerWriteKind Kind, Guid? Card, Guid? Column, PlannerWrittenView[] Values, PlannerAnswer Answer);

/// <summary>The log of a link, the newest first.</summary>
/// <param name="More">There are older ones; ask again with the last id.</param>
/// <param name="Days">For so many days writes are kept.</param>
public sealed record PlannerLog(PlannerWriteView[] Writes, bool More, int Days);

/// <summary>A link of the organisation, for its administrators.</summary>
public sealed record PlannerLinkRow(Guid Board, string BoardName, PlannerLinkView Link);
