using System.Text.Json;
using Workspace.Domain.Planner;

namespace Workspace.Features.Planner;

/// <summary>What the log says of a write that Planner is owed.</summary>
internal static class LogOf
{
    /// <summary>A description can be long; the log is there to find a write again, not to keep texts.</summary>
    private const int LongestValue = 300;

    public static PlannerWrite Write(Owed debt, PlannerLink link, DateTimeOffset now)
    {
        var (kind, subject, values) = Of(debt);
        return new PlannerWrite
        {
            Organisation = link.Organisation,
            Id = Guid.CreateVersion7(now),
            Board = link.Board,
            At = now,
            Kind = kind,
            Subject = subject,
            Values = values,
        };
    }

    private static (PlannerWriteKind Kind, Guid? Subject, List<PlannerWritten> Values) Of(Owed debt) => debt switch
    {
        OwedBucket b => (PlannerWriteKind.CreateBucket, b.Column, [new PlannerWritten("name", null, b.Name)]),
        OwedBucketName n => (PlannerWriteKind.ChangeBucket, n.Column, [new PlannerWritten("name", n.Bucket.Name, n.Facts.GetValueOrDefault(new(PlannerField.Title)))]),
        OwedTask t => (PlannerWriteKind.CreateTask, t.Card, Values(
            PlannerSides.AllFacts(t.State).Where(f => !f.Key.Field.InDetails()), PlannerState.Empty)), // the details follow by themselves
        OwedChange c => (PlannerWriteKind.ChangeTask, c.Card, Values(c.Facts, c.Task.State)),
        OwedDetails d => (PlannerWriteKind.ChangeTask, d.Card, Values(d.Facts, d.Task.State)),
        OwedDelete d => (PlannerWriteKind.DeleteTask, d.Card, [new PlannerWritten("title", d.Task.State.Title, null)]),
        OwedOrder o => (PlannerWriteKind.ArrangeTasks, o.Column, []),
        OwedBucketOrder => (PlannerWriteKind.ArrangeBuckets, null, []),
        OwedLabelNames l => (PlannerWriteKind.NameLabels, null,
            [.. l.Names.Values.Select(n => new PlannerWritten("label", l.Read.Names.GetValueOrDefault(n.Category), n.Name))]),
        _ => throw new InvalidOperationException($"A debt without a line in the log: {debt.GetType().Name}."),
    };

    private static List<PlannerWritten> Values(IEnumerable<KeyValuePair<PlannerFact, string?>> facts, PlannerState before) =>
    [
        .. facts.Where(f => f.Key.Field is not (PlannerField.Card or PlannerField.Items)).OrderBy(f => f.Key.Field)
            .Select(f => new PlannerWritten(Name(f.Key.Field), Show(f.Key, before[f.Key]), Show(f.Key, f.Value))),
    ];

    private static string Name(PlannerField field) => field switch
    {
        PlannerField.Item => "checklist",
        PlannerField.Tick => "done",
        _ => JsonNamingPolicy.CamelCase.ConvertName(field.ToString()),
    };

    /// <summary>One of a set is said by its id, everything else by its text.</summary>
    private static string? Show(PlannerFact fact, string? value) =>
        value is null ? null
        : fact.Field is PlannerField.Assignees or PlannerField.Labels ? fact.Part
        : PlannerSides.Cut(value, LongestValue);
}
