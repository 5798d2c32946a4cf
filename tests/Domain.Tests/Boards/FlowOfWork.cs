using CsCheck;
using Workspace.Domain.Boards;

namespace Workspace.Domain.Tests.Boards;

/// <summary>Figures of the flow, from what happened on a board.</summary>
public sealed class FlowOfWork
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly Guid[] s_columns = [.. Enumerable.Range(1, 3).Select(Id)];
    private static readonly DateOnly s_monday = new(2026, 11, 2);
    private static readonly Gen<(int Kind, int Card, int Column, int Hours)[]> s_happenings =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[0, 30]).Array[0, 80];

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), out var rounds) ? rounds : 1;

    [Fact]
    public void A_card_is_counted_from_its_making_over_its_columns_to_the_archive()
    {
        var card = Id(10);
        var flow = Of(
            s_monday, s_monday.AddDays(7),
            new FlowEvent.Came(At(0, 9), card, s_columns[0], At(0, 9), Template: false, Archived: false),
            new FlowEvent.Moved(At(2, 9), card, s_columns[1]),
            new FlowEvent.Moved(At(3, 21), card, s_columns[2]),
            new FlowEvent.PutAway(At(5, 9), card, Trash: false));

        Assert.Equal([0, 0, 1, 2, 2, null, null, null], flow.Days.Select(d => d.Columns.Keys.Select(c => (int?)Array.IndexOf(s_columns, c)).SingleOrDefault()));
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1], flow.Days.Select(d => d.PutAway));
        Assert.Equal(new FlowWeek(s_monday, 1, 1), flow.Weeks[0]);
        Assert.Equal(new FlowWeek(s_monday.AddDays(7), 0, 0), flow.Weeks[1]);
        Assert.Equal(new FlowTimes(1, 3.5, 3.5), flow.Lead);
        Assert.Equal(new FlowTimes(1, 1.5, 1.5), flow.Cycle);
    }

    [Fact]
    public void Median_and_percentile_are_of_the_cards_finished_in_the_period()
    {
        var events = Enumerable.Range(1, 20).SelectMany(n => new FlowEvent[]
        {
            new FlowEvent.Came(At(0, 8), Id(10 + n), s_columns[0], At(0, 8), Template: false, Archived: false),
            new FlowEvent.Moved(At(n, 8), Id(10 + n), s_columns[2]),
        }).OrderBy(e => e.At).ToArray();

        Assert.Equal(new FlowTimes(20, 10.5, 17), Of(s_monday, s_monday.AddDays(20), events).Lead);
        Assert.Equal(new FlowTimes(3, 2, 3), Of(s_monday, s_monday.AddDays(3), events).Lead);
        Assert.Equal(new FlowTimes(3, 19, 20), Of(s_monday.AddDays(18), s_monday.AddDays(20), events).Lead);
        Assert.Equal(0, Of(s_monday, s_monday.AddDays(3), events).Cycle!.Median);
    }

    [Fact]
    public void What_is_taken_up_again_counts_when_it_is_finished_for_good()
    {
        var card = Id(10);
        FlowEvent[] events =
        [
            new FlowEvent.Came(At(0, 8), card, s_columns[0], At(0, 8), Template: false, Archived: false),
            new FlowEvent.Moved(At(1, 8), card, s_columns[2]),
            new FlowEvent.Moved(At(2, 8), card, s_columns[1]),
            new FlowEvent.Moved(At(4, 8), card, s_columns[2]),
        ];

        Assert.Equal([0, 1, 0], Of(s_monday, s_monday.AddDays(1), events).Days.Select(d => d.Done).Append(0));
        Assert.Equal([0, 0, 0, 0, 1], Of(s_monday, s_monday.AddDays(4), events).Days.Select(d => d.Done));
        Assert.Null(Of(s_monday, s_monday.AddDays(3), events).Lead);
        Assert.Equal(3, Of(s_monday, s_monday.AddDays(4), events).Cycle!.Median);
    }

    [Fact]
    public void Templates_the_trash_and_what_came_finished_make_no_figures()
    {
        var (template, trashed, old) = (Id(10), Id(11), Id(12));
        var flow = Of(
            s_monday, s_monday.AddDays(3),
            new FlowEvent.Came(At(0, 8), template, s_columns[0], At(0, 8), Template: true, Archived: false),
            new FlowEvent.Came(At(0, 8), trashed, s_columns[0], At(0, 8), Template: false, Archived: false),
            new FlowEvent.Came(At(0, 8), old, s_columns[2], At(-300, 8), Template: false, Archived: false),
            new FlowEvent.Moved(At(1, 8), template, s_columns[2]),
            new FlowEvent.Moved(At(1, 8), trashed, s_columns[2]),
            new FlowEvent.PutAway(At(2, 8), trashed, Trash: true));

        Assert.Equal([2, 2, 1, 1], flow.Days.Select(d => d.Columns.Values.Sum()));
        Assert.Equal((0, 1), (flow.Days.Sum(d => d.Done), flow.Days.Sum(d => d.Created)));
        Assert.Null(flow.Lead);
    }

    [Fact]
    public void A_column_that_becomes_a_done_column_finishes_what_lies_in_it()
    {
        var card = Id(10);
        var flow = Of(
            s_monday, s_monday.AddDays(3),
            new FlowEvent.Came(At(0, 8), card, s_columns[0], At(0, 8), Template: false, Archived: false),
            new FlowEvent.Moved(At(1, 8), card, s_columns[1]),
            new FlowEvent.ColumnSet(At(2, 8), s_columns[1], Done: true));

        Assert.Equal([0, 0, 1, 0], flow.Days.Select(d => d.Done));
    }

    [Theory]
    [InlineData("2026-11-02T22:59:59Z", 0)]
    [InlineData("2026-11-02T23:00:00Z", 1)]
    public void A_day_begins_at_midnight_where_the_organisation_is(string at, int day)
    {
        var came = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var flow = Of(s_monday, s_monday.AddDays(1), new FlowEvent.Came(came, Id(10), s_columns[0], came, Template: false, Archived: false));
        Assert.Equal(1, flow.Days[day].Created);
    }

    [Fact]
    public void On_each_evening_the_columns_add_up_to_the_cards_on_the_board() =>
        s_happenings.Sample(
            happenings =>
            {
                var (events, evenings) = Told(happenings);
                var flow = Of(s_monday, s_monday.AddDays(evenings.Count - 1), events);
                Assert.Equal(evenings, flow.Days.Select(d => d.Columns.Values.Sum()));
                Assert.Equal(flow.Days.Sum(d => d.Done), flow.Weeks.Sum(w => w.Done));
                Assert.Equal(flow.Days.Sum(d => d.Created), flow.Weeks.Sum(w => w.Created));
                Assert.True((flow.Lead?.Cards ?? 0) == flow.Days.Sum(d => d.Done));
                Assert.True((flow.Cycle?.Median ?? 0) <= (flow.Cycle?.Percentile85 ?? 0) && flow.Cycle?.Cards <= flow.Lead?.Cards == flow.Cycle is not null);
            },
            iter: 500 * Rounds);

    [Fact]
    public void Without_taking_up_again_what_is_done_only_grows() =>
        s_happenings.Sample(
            happenings =>
            {
                var (events, evenings) = Told([.. happenings.Where(h => h.Kind is not (8 or 9))]);
                var finished = new HashSet<Guid>();
                var onward = events.Where(e => e is not FlowEvent.Moved m || (m.Column == s_columns[2] ? finished.Add(m.Card) || true : !finished.Contains(m.Card))).ToArray();
                var flow = Of(s_monday, s_monday.AddDays(evenings.Count - 1), onward);
                var done = flow.Days.Select(d => d.Columns.GetValueOrDefault(s_columns[2]) + d.PutAway).ToArray();
                Assert.Equal(done.Order(), done);
            },
            iter: 500 * Rounds);

    private static Flow Of(DateOnly from, DateOnly to, params FlowEvent[] events) => Flow.Of(
        [.. s_columns.Select((c, i) => new FlowEvent.ColumnSet(At(-400, 0), c, Done: i == 2)), .. events], from, to, s_berlin);

    /// <summary>A possible story of eight cards, and how many lay on the board each evening.</summary>
    private static (FlowEvent[] Events, List<int> Evenings) Told((int Kind, int Card, int Column, int Hours)[] happenings)
    {
        var (events, evenings, known, onBoard) = (new List<FlowEvent>(), new List<int>(), new HashSet<Guid>(), new HashSet<Guid>());
        var hours = 0;
        foreach (var (kind, number, column, pause) in happenings)
        {
            for (var day = (hours + pause) / 24; evenings.Count < day;)
            {
                evenings.Add(onBoard.Count);
            }

            hours += pause;
            var (at, card, to) = (At(0, 0).AddHours(hours), Id(10 + number), s_columns[column]);
            if (known.Add(card))
            {
                _ = onBoard.Add(card);
                events.Add(new FlowEvent.Came(at, card, s_columns[0], at, Template: false, Archived: false));
            }
            else if (onBoard.Contains(card))
            {
                if (kind is 7 or 9)
                {
                    _ = onBoard.Remove(card);
                }

                events.Add(kind is 7 or 9 ? new FlowEvent.PutAway(at, card, Trash: kind == 9) : new FlowEvent.Moved(at, card, to));
            }
            else if (kind == 8)
            {
                _ = onBoard.Add(card);
                events.Add(new FlowEvent.Back(at, card, to));
            }
        }

        evenings.Add(onBoard.Count);
        return ([.. events], evenings);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>Berlin's winter time.</summary>
    private static DateTimeOffset At(int day, int hour) => new DateTimeOffset(s_monday.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(1)).AddDays(day).AddHours(hour);
}
