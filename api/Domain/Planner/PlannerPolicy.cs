namespace Workspace.Domain.Planner;

/// <summary>What happens to one field that was edited on both sides.</summary>
public enum PlannerPolicy
{
    /// <summary>The later edit stays; where nobody can know which that is, the board's.</summary>
    Later,

    /// <summary>The board's stays.</summary>
    Board,

    /// <summary>Planner's stays.</summary>
    Planner,

    /// <summary>Each side keeps its own until a person chooses.</summary>
    Ask,
}

/// <summary>What the owners of a link chose: who stays where a field was edited on both sides, and what becomes of the tasks of archived cards.</summary>
/// <param name="Usual">For all fields that are not named.</param>
/// <param name="Fields">For these in particular.</param>
public sealed record PlannerPolicies(PlannerPolicy Usual, IReadOnlyDictionary<PlannerField, PlannerPolicy> Fields)
{
    /// <summary>As every link begins.</summary>
    public static PlannerPolicies Later { get; } = new(PlannerPolicy.Later, new Dictionary<PlannerField, PlannerPolicy>());

    /// <summary>The tasks of cards that are archived from then on are deleted; null leaves all tasks where they are.</summary>
    public DateTimeOffset? DeletesSince { get; init; }

    /// <summary>Whether the task of a card is to go. What was in the archive before somebody chose so stays.</summary>
    public bool Deletes(BoardCard card) => card.ArchivedAt >= DeletesSince;

    /// <summary>What holds for a field. Nobody is asked about the order of things: two orders cannot stand side by side for long.</summary>
    public PlannerPolicy Of(PlannerField field) => Fields.GetValueOrDefault(field, Usual) switch
    {
        PlannerPolicy.Ask when field is PlannerField.Items => PlannerPolicy.Later,
        var policy => policy,
    };

    public bool Equals(PlannerPolicies? other) =>
        other is not null && Usual == other.Usual && DeletesSince == other.DeletesSince && Fields.Count == other.Fields.Count && Fields.All(f => other.Fields.TryGetValue(f.Key, out var policy) && policy == f.Value);

    public override int GetHashCode() => HashCode.Combine(Usual, Fields.Count);
}
