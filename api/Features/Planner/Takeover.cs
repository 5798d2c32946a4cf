using Workspace.Contracts.Planner;
using Workspace.Domain.Boards;
using Workspace.Domain.Planner;
using Workspace.Features.Teams;

namespace Workspace.Features.Planner;

/// <summary>One transaction that takes over from a plan: the board in it, what was read, and what comes of it.</summary>
internal sealed class Takeover(IBoardSide side, LinkedBoard board, TeamsLinks links, PlanReading plan, PlannerPace pace)
{
    private int _conflicts;
    private bool _asked;

    public IBoardSide Side { get; } = side;

    public LinkedBoard Board { get; set; } = board;

    public PlannerSides Sides { get; } = new(board, links);

    public PlanReading Plan { get; } = plan;

    public PlannerPace Pace { get; } = pace;

    public PlannerTimes Times { get; } = plan.Times with { Policies = board.Link.Policies };

    /// <summary>The cards that are changed.</summary>
    public Dictionary<Guid, Card> Cards { get; } = [];

    /// <summary>Who edited what last on the board, of what both sides changed.</summary>
    public IReadOnlyDictionary<(Guid Card, PlannerField Field), BoardEdit> Edits { get; set; } = new Dictionary<(Guid, PlannerField), BoardEdit>();

    /// <summary>What Planner is owed after the commit.</summary>
    public List<Owed> Owed { get; } = [];

    /// <summary>Whether the board or its pairs changed in a way that counts as life.</summary>
    public bool Changed { get; set; }

    /// <summary>Something had to be left for another round.</summary>
    public bool More { get; set; }

    public TakenOver Outcome => new(Owed, _conflicts, Changed, More, _asked);

    /// <summary>Keeps a value that gave way in the history of what it was about; of neither a card, a column nor a label it was the order of the columns.</summary>
    public void Keep(PlannerLoss loss, Guid? card = null, Guid? column = null, Guid? label = null)
    {
        _conflicts++;
        _asked |= loss.Asked;
        var (kept, lost) = loss.Fact.Field is PlannerField.Assignees or PlannerField.Labels
            ? (loss.Kept is null ? null : loss.Fact.Part, loss.Lost is null ? null : loss.Fact.Part)
            : (loss.Kept, loss.Lost);
        var field = loss.Fact.Field is PlannerField.Items && card is null ? "order" : card is null ? "name" : PlannerNames.Of(loss.Fact.Field);
        var edit = card is { } id ? Edits.GetValueOrDefault((id, loss.Fact.Field)) : null;
        var winner = loss.Winner is PlannerSide.Board ? PlannerWinner.Board : PlannerWinner.Planner;
        Side.Note(
            new PlannerConflict(card, column, field, winner, kept, lost, loss.OrderKnown)
            {
                Label = label,
                Part = loss.Fact.Part.Length == 0 ? null : loss.Fact.Part,
                Asked = loss.Asked,
                BoardBy = edit?.Person,
                BoardAt = edit?.At,
                PlannerAfter = Plan.LastRead,
                PlannerUntil = Plan.ReadAt,
            },
            card);
    }

    /// <summary>The same of an order that gave way, of the cards of a column or of the columns.</summary>
    public void KeepOrder(PlannerOrdered<Guid> ordered, Guid? column)
    {
        if (ordered.Lost is { } lost)
        {
            Keep(new PlannerLoss(new(PlannerField.Items), ordered.Winner, string.Join(',', ordered.Result), string.Join(',', lost), ordered.OrderKnown), column: column);
        }
    }
}
