using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>What happened on a board, as far as it tells of the flow of work.</summary>
public abstract record FlowEvent(DateTimeOffset At)
{
    /// <summary>There is a column, or whether cards are done in it changed.</summary>
    public sealed record ColumnSet(DateTimeOffset At, Guid Column, bool Done) : FlowEvent(At);

    /// <summary>A card appeared on the board, or came right into the archive with an import.</summary>
    /// <param name="CreatedAt">Earlier than <paramref name="At"/> where an import knows it.</param>
    public sealed record Came(DateTimeOffset At, Guid Card, Guid Column, DateTimeOffset CreatedAt, bool Template, bool Archived) : FlowEvent(At);

    public sealed record Moved(DateTimeOffset At, Guid Card, Guid Column) : FlowEvent(At);

    /// <summary>Into the archive, or into the trash.</summary>
    public sealed record PutAway(DateTimeOffset At, Guid Card, bool Trash) : FlowEvent(At);

    public sealed record Back(DateTimeOffset At, Guid Card, Guid Column) : FlowEvent(At);

    public sealed record TemplateSet(DateTimeOffset At, Guid Card, bool Template) : FlowEvent(At);
}

/// <param name="Columns">Cards on the board in the evening, by column.</param>
/// <param name="PutAway">Finished cards that lie in the archive by then.</param>
/// <param name="Created">Cards that came on this day.</param>
/// <param name="Done">Cards that were finished on this day and stayed so.</param>
public sealed record FlowDay(DateOnly Day, IReadOnlyDictionary<Guid, int> Columns, int PutAway, int Created, int Done);

/// <param name="Monday">The week begins on it; days outside of the period are not counted.</param>
public sealed record FlowWeek(DateOnly Monday, int Created, int Done);

/// <summary>Elapsed days, nights and weekends included.</summary>
/// <param name="Cards">How many cards the figures come from.</param>
/// <param name="Percentile85">85 of 100 cards took at most this long.</param>
public sealed record FlowTimes(int Cards, double Median, double Percentile85);

/// <summary>
/// How work flows over a board: cumulative flow, throughput, lead and cycle time. Of cards, never of people. Templates are no work,
/// and what lies in the trash never was any; a card that came into a done-column was finished elsewhere and has no time here.
/// </summary>
/// <param name="Lead">From its making until a card was finished; null without a finished card.</param>
/// <param name="Cycle">From the moment a card left its first column until it was finished.</param>
public sealed record Flow(IReadOnlyList<FlowDay> Days, IReadOnlyList<FlowWeek> Weeks, FlowTimes? Lead, FlowTimes? Cycle)
{
    public static readonly Refusal PeriodInvalid = new("boards.flow-period-invalid");

    /// <summary>The most days of a period: three years.</summary>
    public const int MostDays = 1_096;

    /// <summary>The figures of a period as they stood at its end.</summary>
    /// <param name="events">All of the board from its beginning, in order.</param>
    /// <param name="zone">Whose days are counted.</param>
    public static Flow Of(IEnumerable<FlowEvent> events, DateOnly from, DateOnly to, TimeZoneInfo zone)
    {
        var board = new Walk();
        var evenings = new List<(DateOnly Day, IReadOnlyDictionary<Guid, int> Columns, int PutAway)>();
        var day = from;
        foreach (var change in events)
        {
            var on = DayOf(change.At, zone);
            for (; day <= to && day < on; day = day.AddDays(1))
            {
                evenings.Add((day, board.Columns, board.PutAway));
            }

            if (on > to)
            {
                break;
            }

            board.Take(change);
        }

        for (; day <= to; day = day.AddDays(1))
        {
            evenings.Add((day, board.Columns, board.PutAway));
        }

        var cards = board.Cards.Where(c => c.Counts).ToArray();
        var created = cards.CountBy(c => DayOf(c.CameAt, zone)).ToDictionary();
        var finished = cards.Where(c => c.FinishedAt is { } at && DayOf(at, zone) >= from).ToArray();
        var done = finished.CountBy(c => DayOf(c.FinishedAt!.Value, zone)).ToDictionary();
        FlowDay[] days = [.. evenings.Select(e => new FlowDay(e.Day, e.Columns, e.PutAway, created.GetValueOrDefault(e.Day), done.GetValueOrDefault(e.Day)))];
        return new Flow(
            days,
            [.. days.GroupBy(d => MondayOf(d.Day)).Select(w => new FlowWeek(w.Key, w.Sum(d => d.Created), w.Sum(d => d.Done)))],
            Times(finished.Select(c => c.FinishedAt!.Value - c.CreatedAt)),
            Times(finished.Where(c => c.BegunAt is not null).Select(c => c.FinishedAt!.Value - c.BegunAt!.Value)));
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static FlowTimes? Times(IEnumerable<TimeSpan> spans)
    {
        var days = spans.Select(s => Math.Round(Math.Max(0, s.TotalDays), 2)).Order().ToArray();
        return days.Length == 0
            ? null
            : new FlowTimes(
                days.Length,
                Math.Round((days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2, 2),
                days[(int)Math.Ceiling(days.Length * 0.85) - 1]);
    }

    private sealed class Track
    {
        public required Guid Column { get; set; }
        public required DateTimeOffset CameAt { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public bool Template { get; set; }
        public bool Archived { get; set; }
        public bool Trashed { get; set; }
        public bool Finished { get; set; }
        public DateTimeOffset? BegunAt { get; set; }
        public DateTimeOffset? FinishedAt { get; set; }

        public bool Counts => !Template && !Trashed;
        public bool OnBoard => Counts && !Archived;

        public void Finish(DateTimeOffset at)
        {
            if (!Finished)
            {
                (Finished, FinishedAt) = (true, at);
            }
        }

        public void Reopen() => (Finished, FinishedAt) = (false, null);
    }

    /// <summary>The board while its journal is walked through.</summary>
    private sealed class Walk
    {
        private readonly Dictionary<Guid, bool> _done = [];
        private readonly Dictionary<Guid, Track> _cards = [];

        public IEnumerable<Track> Cards => _cards.Values;
        public IReadOnlyDictionary<Guid, int> Columns => _cards.Values.Where(c => c.OnBoard).CountBy(c => c.Column).ToDictionary();
        public int PutAway => _cards.Values.Count(c => c is { Counts: true, Archived: true, Finished: true });

        public void Take(FlowEvent change)
        {
            switch (change)
            {
                case FlowEvent.ColumnSet set:
                    SetColumn(set);
                    break;
                case FlowEvent.Came came:
                    _cards[came.Card] = new Track
                    {
                        Column = came.Column,
                        CameAt = came.At,
                        CreatedAt = came.CreatedAt,
                        Template = came.Template,
                        Archived = came.Archived,
                        Finished = IsDone(came.Column),
                    };
                    break;
                case FlowEvent.Moved moved when _cards.TryGetValue(moved.Card, out var card) && card.Column != moved.Column:
                    card.BegunAt ??= moved.At;
                    Put(card, moved.Column, moved.At);
                    break;
                case FlowEvent.PutAway away when _cards.TryGetValue(away.Card, out var card):
                    (card.Archived, card.Trashed) = (true, away.Trash);
                    break;
                case FlowEvent.Back back when _cards.TryGetValue(back.Card, out var card):
                    (card.Archived, card.Trashed) = (false, false);
                    Put(card, back.Column, back.At);
                    break;
                case FlowEvent.TemplateSet set when _cards.TryGetValue(set.Card, out var card):
                    card.Template = set.Template;
                    break;
            }
        }

        private void SetColumn(FlowEvent.ColumnSet set)
        {
            _done[set.Column] = set.Done;
            foreach (var card in _cards.Values.Where(c => c.OnBoard && c.Column == set.Column))
            {
                Put(card, set.Column, set.At);
            }
        }

        private void Put(Track card, Guid column, DateTimeOffset at)
        {
            card.Column = column;
            if (IsDone(column))
            {
                card.Finish(at);
            }
            else
            {
                card.Reopen();
            }
        }

        private bool IsDone(Guid column) => _done.GetValueOrDefault(column);
    }
}
