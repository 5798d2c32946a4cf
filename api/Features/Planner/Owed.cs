using Workspace.Domain.Planner;

namespace Workspace.Features.Planner;

/// <summary>One write that Planner is owed after the commit.</summary>
internal abstract record Owed;

internal sealed record OwedBucket(Guid Column, string Name) : Owed;

internal sealed record OwedBucketName(Guid Column, PlanBucket Bucket, IReadOnlyDictionary<PlannerFact, string?> Facts) : Owed;

/// <param name="Order">All columns that have a bucket, in the order that is wanted.</param>
/// <param name="Move">The places in it to write, the last first.</param>
internal sealed record OwedBucketOrder(IReadOnlyList<ColumnPlace> Order, IReadOnlyList<int> Move) : Owed;

/// <param name="Names">By label.</param>
internal sealed record OwedLabelNames(CategoriesRead Read, IReadOnlyDictionary<Guid, (int Category, string Name)> Names) : Owed;

internal sealed record OwedTask(Guid Card, long Version, PlannerState State) : Owed;

/// <summary>Facts of the task itself.</summary>
internal sealed record OwedChange(Guid Card, long Version, PlanTask Task, IReadOnlyDictionary<PlannerFact, string?> Facts) : Owed;

/// <summary>Facts of the task's details.</summary>
/// <param name="Items">The order of the checklist on the board.</param>
internal sealed record OwedDetails(
    Guid Card, long Version, PlanTask Task, TaskRead Read, IReadOnlyDictionary<PlannerFact, string?> Facts, IReadOnlyList<string> Items) : Owed;

/// <summary>The task goes with its card.</summary>
internal sealed record OwedDelete(Guid Card, PlanTask Task) : Owed;

/// <param name="Order">All cards of a column that both sides have there, in the order that is wanted.</param>
/// <param name="Move">The places in it to write, the last first.</param>
internal sealed record OwedOrder(Guid Column, IReadOnlyList<CardPlace> Order, IReadOnlyList<int> Move) : Owed;

/// <summary>What a transaction of the sync did, and what is left to send.</summary>
/// <param name="Owed">To send, in this order.</param>
/// <param name="Conflicts">Values that gave way.</param>
/// <param name="Changed">Whether the board or its pairs changed in a way that counts as life.</param>
/// <param name="More">Something had to be left for another round.</param>
/// <param name="Asked">A person has to choose between two values.</param>
internal sealed record TakenOver(IReadOnlyList<Owed> Owed, int Conflicts, bool Changed, bool More, bool Asked);
