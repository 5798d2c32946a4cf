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
/// <param name="Column">the column whose name it was.</param>
/// <param name="Field">As in <see cref="CardEdit"/>, or <c>column</c>; <c>name</c> of a column.</param>
/// <param name="Kept">The value that stays, as text: a title, a day, a number, the id of a column or person.</param>
/// <param name="Lost">The value that gave way.</param>
/// <param name="OrderKnown">False where the board won only because Planner does not tell when it was edited.</param>
public sealed record PlannerConflict(Guid? Card, Guid? Column, string Field, PlannerWinner Winner, string? Kept, string? Lost, bool OrderKnown) : Change;
