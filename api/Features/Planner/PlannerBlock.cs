using System.Globalization;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;

namespace Workspace.Features.Planner;

/// <summary>Names that a card's block needs: fields, labels and people of the board.</summary>
/// <param name="Fields">Custom fields, in their order.</param>
/// <param name="Labels">Names of labels.</param>
/// <param name="People">Names of the people on these cards.</param>
/// <param name="Left">People who are no longer in the directory: Planner takes no new assignment of theirs.</param>
internal sealed record BoardWords(
    IReadOnlyList<CustomField> Fields, IReadOnlyDictionary<Guid, string> Labels, IReadOnlyDictionary<Guid, string> People, IReadOnlySet<Guid> Left);

/// <summary>What of a card Planner has no field for, in the words of the block (<see cref="PlannerText"/>). Planner's readers are the municipality's: German.</summary>
internal static class PlannerBlock
{
    /// <param name="card">The card.</param>
    /// <param name="words">Names.</param>
    /// <param name="labels">The labels that have a category.</param>
    /// <param name="people">Those of the card's people whom the task has.</param>
    /// <param name="items">Those of its items that the task has.</param>
    /// <param name="links">Those of its links that the task has.</param>
    /// <returns>Null where Planner has everything.</returns>
    public static string? Of(
        Card card, BoardWords words, IEnumerable<Guid> labels, IReadOnlyCollection<Guid> people, IReadOnlyCollection<ChecklistItem> items, IReadOnlyCollection<CardLink> links)
    {
        List<string> lines =
        [
            .. card.ApprovalState is { } state ? [Say("planner.block.approval", Say(state switch
            {
                CardApprovalState.Open => "planner.block.open",
                CardApprovalState.Approved => "planner.block.approved",
                _ => "planner.block.rejected",
            }))] : Array.Empty<string>(),
            .. card.Department is { } department ? [Say("planner.block.department", department)] : Array.Empty<string>(),
            .. card.Estimate is { } hours ? [Say("planner.block.estimate", hours.ToString("0.##", CultureInfo.GetCultureInfo(Language.German)))] : Array.Empty<string>(),
            .. words.Fields.Where(f => f.ArchivedAt is null).SelectMany(f => card.Values.Where(v => v.Field == f.Id).Select(v => $"{f.Name}: {Value(f, v.Value, words)}")),
        ];
        var others = card.Labels.Except(labels).Select(l => words.Labels.GetValueOrDefault(l, "")).Where(n => n.Length > 0).ToList();
        if (others.Count > 0)
        {
            lines.Add(Say("planner.block.labels", string.Join(", ", others)));
        }

        var more = card.Assignees.Except(people).Select(p => words.People.GetValueOrDefault(p, "")).Where(n => n.Length > 0).ToList();
        if (more.Count > 0)
        {
            lines.Add(Say("planner.block.people", string.Join(", ", more)));
        }

        if (card.Checklist.Count > items.Count)
        {
            lines.Add(Say("planner.block.items", (card.Checklist.Count - items.Count).ToString(CultureInfo.InvariantCulture)));
            lines.AddRange(card.Checklist.Except(items).Select(i => $"{(i.Done ? '☑' : '☐')} {i.Title}"));
        }

        var rest = card.Links.Where(l => links.All(taken => taken.Url != l.Url)).ToList();
        if (rest.Count > 0)
        {
            lines.Add(Say("planner.block.links"));
            lines.AddRange(rest.Select(l => $"{l.Title}: {l.Url}"));
        }

        return lines.Count == 0 ? null : string.Join('\n', lines.Select(l => l.ReplaceLineEndings(" ").Trim()));
    }

    private static string Value(CustomField field, string value, BoardWords words) => field.Kind switch
    {
        FieldKind.Choice => field.Choices.Find(c => c.Id.ToString() == value)?.Name ?? "–",
        FieldKind.Person => Guid.TryParse(value, out var person) ? words.People.GetValueOrDefault(person, "–") : "–",
        FieldKind.Date => DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Say(string code, params string[] arguments) => Texts.Say(Language.German, code, arguments);
}
