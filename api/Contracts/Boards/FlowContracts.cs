namespace Workspace.Contracts.Boards;

/// <summary>How work flows over a board: figures of cards, never of people.</summary>
/// <param name="Columns">In order; columns that are gone stay where they held cards in the period.</param>
/// <param name="Lead">From a card's making until it was finished; absent without a finished card.</param>
/// <param name="Cycle">From the moment a card left its first column until it was finished.</param>
public sealed record FlowView(
    DateOnly From,
    DateOnly To,
    IReadOnlyList<FlowColumnView> Columns,
    IReadOnlyList<FlowDayView> Days,
    IReadOnlyList<FlowWeekView> Weeks,
    FlowTimesView? Lead,
    FlowTimesView? Cycle);

public sealed record FlowColumnView(Guid Id, string Name, bool Done);

/// <param name="Cards">Cards in each column in the evening, in the order of the columns.</param>
/// <param name="PutAway">Finished cards that lie in the archive by then.</param>
/// <param name="Created">Cards that came on this day.</param>
/// <param name="Done">Cards that were finished on this day and stayed so.</param>
public sealed record FlowDayView(DateOnly Day, IReadOnlyList<int> Cards, int PutAway, int Created, int Done);

/// <param name="Monday">The week begins on it; days outside of the period are not counted.</param>
public sealed record FlowWeekView(DateOnly Monday, int Created, int Done);

/// <summary>Elapsed days.</summary>
/// <param name="Cards">How many cards the figures come from.</param>
/// <param name="Percentile85">85 of 100 cards took at most this long.</param>
public sealed record FlowTimesView(int Cards, double Median, double Percentile85);
