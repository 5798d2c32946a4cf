using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Boards;

namespace Workspace.Features.Planner;

/// <summary>Labels and categories.</summary>
internal sealed class TakeOverLabels(Takeover all)
{
    private readonly Dictionary<Guid, (int Category, string Name)> _names = [];

    public async Task RunAsync()
    {
        if (all.Plan.Categories is not { } categories)
        {
            return;
        }

        var steps = PlannerComparison.Labels(all.Board.LabelPairs, all.Board.Labels, categories.Names, all.Plan.CategoriesInUse, categories.Etag, all.Times);
        foreach (var step in steps)
        {
            switch (step)
            {
                case JoinLabel s:
                    Join(s);
                    break;
                case CreateLabel s:
                    Add(s);
                    break;
                case MergeLabel s:
                    await RenameAsync(s);
                    break;
                default:
                    throw new InvalidOperationException($"A step without a rule: {step.GetType().Name}.");
            }
        }

        if (steps.Any(s => s is JoinLabel or CreateLabel))
        {
            // What cards look like in Planner is another thing now, although neither they nor their tasks have changed.
            foreach (var pair in all.Board.Pairs)
            {
                pair.Unsettle();
            }
        }

        if (_names.Count > 0)
        {
            all.Owed.Add(new OwedLabelNames(categories, _names));
        }
    }

    private void Join(JoinLabel step)
    {
        all.Sides.LabelOfCategory[step.Category] = step.Label.Id;
        all.Side.Add(PlannerLabelPair.Found(
            all.Side.Organisation, all.Board.Link.Board, step.Label.Id, step.Category,
            new PlannerBase(step.Name is null ? PlannerState.Empty : PlannerState.OfColumn(step.Label.Name), PlannerState.OfColumn(step.Name ?? ""))));
        if (step.Name is null && step.Label.Name.Length > 0)
        {
            _names[step.Label.Id] = (step.Category, step.Label.Name);
        }
    }

    private void Add(CreateLabel step)
    {
        var label = new Label
        {
            Id = Guid.CreateVersion7(),
            Organisation = all.Side.Organisation,
            Board = all.Board.Link.Board,
            Name = PlannerSides.Cut((step.Name ?? "").Trim(), Limits.Name),
            Colour = Label.Colours[(step.Category - 1) % Label.Colours.Count],
        };
        all.Side.Add(label);
        all.Side.Append(new LabelAdded(label.ToView()), null);
        all.Side.Add(PlannerLabelPair.Found(
            all.Side.Organisation, all.Board.Link.Board, label.Id, step.Category, new PlannerBase(PlannerState.OfColumn(label.Name), PlannerState.OfColumn(step.Name ?? ""))));
        all.Sides.LabelOfCategory[step.Category] = label.Id;
        all.Changed = true;
    }

    private async Task RenameAsync(MergeLabel step)
    {
        var label = await all.Side.LabelAsync(step.Pair.Label);
        if (step.Merged.ForBoard.Count > 0 && PlannerSides.Cut((step.Name ?? "").Trim(), Limits.Name) is { Length: > 0 } name && name != label.Name)
        {
            var before = label.ToView();
            label.Name = name;
            all.Side.Append(new LabelEdited(label.ToView(), before), null);
            all.Changed = true;
        }

        foreach (var loss in step.Merged.Losses)
        {
            all.Keep(loss, label: label.Id);
        }

        step.Pair.Learn(step.Merged.Taken(PlannerState.OfColumn(label.Name)));
        if (step.Merged.ForPlan.Count > 0)
        {
            _names[label.Id] = (step.Pair.Category, label.Name);
        }
    }
}
