namespace Workspace.Domain.Planner;

/// <summary>Where a value stands.</summary>
public enum PlannerSide
{
    Board,
    Planner,
}

/// <summary>
/// The last synced state, as each side showed it. Two states, not one: where a side cannot hold a value as it is
/// (a guest whom the board does not know, a title that the service trimmed), the sides differ for good without
/// either of them having changed.
/// </summary>
public sealed record PlannerBase(PlannerState Board, PlannerState Plan)
{
    /// <summary>
    /// What the board owes Planner. After a crash it tells our own write from somebody else's: without it, a field
    /// that was sent and then set back on the board would look untouched there and changed in Planner.
    /// </summary>
    public PlannerState Sending { get; init; } = PlannerState.Empty;

    /// <summary>The task's version that was read before the sending; null where it certainly was not sent.</summary>
    public string? SendingOn { get; init; }

    /// <summary>Both sides showed the same.</summary>
    public static PlannerBase Same(PlannerState state) => new(state, state);

    /// <summary>After a write to Planner was answered: what was sent is known, and only that.</summary>
    /// <remarks>
    /// Planner accepts a write on an old version where nothing conflicts, so that the answer may hold changes of
    /// others which nobody has compared yet; they stay unknown here and are found by the next comparison.
    /// </remarks>
    public PlannerBase Written(IReadOnlyDictionary<PlannerFact, string?> sent, PlannerState answer)
    {
        // A task and its details are sent apart: what is still on its way to the other one stays so.
        var rest = Sending.With(sent.Keys.Select(fact => KeyValuePair.Create(fact, (string?)null)));
        return new PlannerBase(Board.With(sent), Plan.With(sent.Keys.Select(fact => KeyValuePair.Create(fact, answer[fact]))))
        {
            Sending = rest,
            SendingOn = rest.Equals(PlannerState.Empty) ? null : SendingOn,
        };
    }

    /// <summary>Values of Planner that gave way for good: they are seen there, and on the board something else was said.</summary>
    public PlannerBase Seen(IReadOnlyCollection<PlannerLoss> losses)
    {
        var lost = losses.Select(loss => KeyValuePair.Create(loss.Fact, loss.Lost)).ToList();
        return lost.Count == 0 ? this : this with { Board = Board.With(lost), Plan = Plan.With(lost) };
    }

    /// <summary>What was about to be sent did certainly not arrive.</summary>
    public PlannerBase NotSent() => this with { SendingOn = null };

    /// <summary>The same of a task alone, or of its details alone: they are sent apart.</summary>
    public PlannerBase NotSent(bool details) => this with { SendingOn = PlannerVersion.Without(SendingOn, details) };

    /// <summary>The lines of the board's block that Planner may show (<see cref="PlannerText.Split"/>); null where nothing is known.</summary>
    public string? Block
    {
        get
        {
            var fact = new PlannerFact(PlannerField.Block);
            return Plan.Equals(PlannerState.Empty) ? null : string.Join('\n', new[] { Plan[fact], Sending[fact]?.TrimStart('=') }.Where(block => block is not null));
        }
    }

    internal PlannerBase About(IReadOnlyDictionary<PlannerFact, string?> toSend, string version) => toSend.Count == 0 ? this : this with
    {
        Sending = PlannerState.Empty.With(
            toSend.Where(f => f.Key.Field is not PlannerField.Items).Select(f => KeyValuePair.Create(f.Key, (string?)Mark(f.Value)))),
        SendingOn = version,
    };

    /// <summary>
    /// Whether a value may have been sent, and somebody in Planner may have set it back since: the task is at another
    /// version than the one on which we were about to send.
    /// </summary>
    internal bool Doubtful(PlannerFact fact, string version) =>
        MayBeSent(fact) && !fact.Field.IsBoards()
        && !string.Equals(PlannerVersion.Of(SendingOn!, fact.Field), PlannerVersion.Of(version, fact.Field), StringComparison.Ordinal);

    /// <summary>The base, with what was sent and has arrived although nobody stored that it did.</summary>
    internal PlannerBase Arrived(PlannerState plan)
    {
        if (SendingOn is null)
        {
            return this;
        }

        var arrived = Sending.Facts.Where(fact => MayBeSent(fact) && string.Equals(Mark(plan[fact]), Sending[fact], StringComparison.Ordinal)).ToList();
        var values = arrived.Select(fact => KeyValuePair.Create(fact, plan[fact])).ToList();
        return this with
        {
            Board = Board.With(values),
            Plan = Plan.With(values),
            Sending = Sending.With(arrived.Select(fact => KeyValuePair.Create(fact, (string?)null))),
        };
    }

    private bool MayBeSent(PlannerFact fact) => SendingOn is not null && Sending[fact] is not null && PlannerVersion.Of(SendingOn, fact.Field).Length > 0;

    private static string Mark(string? value) => value is null ? "" : "=" + value;
}

/// <summary>Both sides changed one field to different values: one value stays, the other is kept in history.</summary>
/// <param name="Fact">What it was.</param>
/// <param name="Winner">The side whose value stays.</param>
/// <param name="Kept">The value that stays; null for none.</param>
/// <param name="Lost">The value that gives way.</param>
/// <param name="OrderKnown">False where the board won only because nobody can say which edit was the later one.</param>
/// <param name="Asked">Nothing gives way yet: each side keeps its own until a person chooses.</param>
public sealed record PlannerLoss(PlannerFact Fact, PlannerSide Winner, string? Kept, string? Lost, bool OrderKnown, bool Asked = false);

/// <summary>The version of a task and that of its details, as one text: they change apart.</summary>
public static class PlannerVersion
{
    /// <param name="task">The task's etag.</param>
    /// <param name="details">The etag of its details.</param>
    public static string Of(string task, string? details) => details is null ? task : $"{task} {details}";

    internal static string? Without(string? version, bool details)
    {
        var cut = version?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        var rest = cut < 0 ? "" : details ? version![..(cut + 1)] : version![cut..];
        return rest.Trim().Length == 0 ? null : rest;
    }

    internal static string Of(string version, PlannerField field)
    {
        var cut = version.IndexOf(' ', StringComparison.Ordinal);
        return cut < 0 ? version : field.InDetails() ? version[(cut + 1)..] : version[..cut];
    }
}

/// <summary>What is known about time. Planner tells none: its edit lies somewhere in (last read, this read].</summary>
/// <param name="LastRead">When the plan was read before.</param>
/// <param name="ThisRead">When it was read now.</param>
/// <param name="BoardEdited">When a field was last edited on the board; null where that is not known.</param>
public sealed record PlannerTimes(DateTimeOffset LastRead, DateTimeOffset ThisRead, Func<PlannerField, DateTimeOffset?> BoardEdited)
{
    /// <summary>Who stays where both sides changed something.</summary>
    public PlannerPolicies Policies { get; init; } = PlannerPolicies.Later;
}

/// <summary>The outcome of a comparison.</summary>
/// <param name="ForBoard">What the board has to take over.</param>
/// <param name="ForPlan">What the plan has to take over.</param>
/// <param name="Losses">Values that gave way, none of which may be forgotten.</param>
/// <param name="Known">
/// The base to store together with the board's changes and the losses, before anything is sent to Planner. What
/// still has to be sent counts in it as changed on the board and as seen in Planner; so a crash before, during or
/// after the sending leads to the same writes again, and to no conflict with ourselves.
/// </param>
public sealed record PlannerMerged(
    IReadOnlyDictionary<PlannerFact, string?> ForBoard,
    IReadOnlyDictionary<PlannerFact, string?> ForPlan,
    IReadOnlyList<PlannerLoss> Losses,
    PlannerBase Known)
{
    /// <summary>Neither side has anything to take over.</summary>
    public bool IsQuiet => ForBoard.Count == 0 && ForPlan.Count == 0;

    /// <summary>The base, given what the board made of the values it was asked to take.</summary>
    public PlannerBase Taken(PlannerState boardNow) =>
        Known with { Board = Known.Board.With(ForBoard.Keys.Select(fact => KeyValuePair.Create(fact, boardNow[fact]))) };
}

/// <summary>Three-way merge of one card and one task, fact by fact (product.md, section 2.2).</summary>
public static class PlannerMerge
{
    /// <summary>What each side has to take over from the other.</summary>
    /// <param name="known">The base.</param>
    /// <param name="board">The board's side, now.</param>
    /// <param name="plan">Planner's side, now.</param>
    /// <param name="version">The version of Planner's side.</param>
    /// <param name="times">What is known about time.</param>
    public static PlannerMerged Run(PlannerBase known, PlannerState board, PlannerState plan, string version, PlannerTimes times)
    {
        known = known.Arrived(plan);
        var forBoard = new Dictionary<PlannerFact, string?>();
        var forPlan = new Dictionary<PlannerFact, string?>();
        var losses = new List<PlannerLoss>();
        var boardKnown = new Dictionary<PlannerFact, string?>();

        foreach (var fact in Facts(known, board, plan))
        {
            var (onBoard, inPlan) = (board[fact], plan[fact]);
            if (Same(onBoard, inPlan))
            {
                boardKnown[fact] = onBoard;
                continue;
            }

            switch (Changed(known, board, plan, fact))
            {
                case (false, false):
                    break;
                case (_, _) when fact.Field.IsBoards():
                    forPlan[fact] = onBoard;
                    break;
                case (true, false):
                    forPlan[fact] = onBoard;
                    if (known.Doubtful(fact, version))
                    {
                        losses.Add(new PlannerLoss(fact, PlannerSide.Board, onBoard, inPlan, OrderKnown: false));
                    }

                    break;
                case (false, true):
                    forBoard[fact] = inPlan;
                    boardKnown[fact] = inPlan;
                    break;
                default:
                    switch (Winner(times, fact.Field))
                    {
                        case (null, _):
                            // Seen on both sides and left as it is; a further edit on either of them decides.
                            boardKnown[fact] = onBoard;
                            losses.Add(new PlannerLoss(fact, PlannerSide.Board, onBoard, inPlan, OrderKnown: true, Asked: true));
                            break;
                        case (PlannerSide.Board, var orderKnown):
                            forPlan[fact] = onBoard;
                            losses.Add(new PlannerLoss(fact, PlannerSide.Board, onBoard, inPlan, orderKnown));
                            break;
                        case (_, var orderKnown):
                            forBoard[fact] = inPlan;
                            boardKnown[fact] = inPlan;
                            losses.Add(new PlannerLoss(fact, PlannerSide.Planner, inPlan, onBoard, orderKnown));
                            break;
                    }

                    break;
            }

            Follow(fact, board, plan, forBoard, forPlan, boardKnown);
        }

        Arrange(known, board, plan, times, forBoard, forPlan, losses, boardKnown);
        return new PlannerMerged(forBoard, forPlan, losses, new PlannerBase(known.Board.With(boardKnown), plan).About(forPlan, version));
    }

    /// <summary>What was edited in Planner and the board does not say: what gets lost when the task goes.</summary>
    public static IReadOnlyList<PlannerLoss> Unseen(PlannerBase known, PlannerState board, PlannerState plan)
    {
        known = known.Arrived(plan);
        return [.. Facts(known, board, plan)
            .Where(fact => !fact.Field.IsBoards() && !Same(plan[fact], known.Plan[fact]) && !Same(plan[fact], board[fact]))
            .Select(fact => new PlannerLoss(fact, PlannerSide.Board, board[fact], plan[fact], OrderKnown: true))];
    }

    /// <summary>The fields for which <see cref="Run"/> will ask when the board was edited.</summary>
    public static IReadOnlySet<PlannerField> Disputed(PlannerBase known, PlannerState board, PlannerState plan)
    {
        known = known.Arrived(plan);
        return Facts(known, board, plan)
            .Where(fact => !Same(board[fact], plan[fact]) && Changed(known, board, plan, fact) is (true, true))
            .Select(fact => fact.Field)
            .Append(PlannerField.Items)
            .Where(field => field is not PlannerField.Items || !Same(board[new(field)], plan[new(field)]))
            .ToHashSet();
    }

    /// <summary>What merges by itself: all but the tick of an item that only one side has, and orders.</summary>
    private static IEnumerable<PlannerFact> Facts(PlannerBase known, PlannerState board, PlannerState plan)
    {
        HashSet<PlannerFact> facts = [.. board.Facts, .. plan.Facts, .. known.Board.Facts, .. known.Plan.Facts];
        return facts.Where(fact => fact.Field switch
        {
            PlannerField.Items => false,
            PlannerField.Tick => (board[Item(fact)] is null) == (plan[Item(fact)] is null),
            _ => true,
        });
    }

    private static (bool Board, bool Plan) Changed(PlannerBase known, PlannerState board, PlannerState plan, PlannerFact fact)
    {
        // What was about to be sent is a change of the board even if it shows the old value again: it was set back since.
        var onBoard = !Same(board[fact], known.Board[fact]) || known.Sending[fact] is not null;
        var inPlan = !Same(plan[fact], known.Plan[fact]);
        if (fact.Field is not PlannerField.Item)
        {
            return (onBoard, inPlan);
        }

        // Where one side took an item away and the other one ticked it, both changed it.
        var tick = Tick(fact);
        return (
            onBoard || (plan[fact] is null && !Same(board[tick], known.Board[tick])),
            inPlan || (board[fact] is null && !Same(plan[tick], known.Plan[tick])));
    }

    /// <summary>An item that comes to a side comes with its tick.</summary>
    private static void Follow(
        PlannerFact fact, PlannerState board, PlannerState plan,
        Dictionary<PlannerFact, string?> forBoard, Dictionary<PlannerFact, string?> forPlan, Dictionary<PlannerFact, string?> boardKnown)
    {
        if (fact.Field is not PlannerField.Item)
        {
            return;
        }

        var tick = Tick(fact);
        if (board[fact] is null && forBoard.GetValueOrDefault(fact) is not null)
        {
            forBoard[tick] = boardKnown[tick] = plan[tick];
        }
        else if (plan[fact] is null && forPlan.GetValueOrDefault(fact) is not null)
        {
            forPlan[tick] = board[tick];
        }
    }

    private static void Arrange(
        PlannerBase known, PlannerState board, PlannerState plan, PlannerTimes times,
        Dictionary<PlannerFact, string?> forBoard, Dictionary<PlannerFact, string?> forPlan, List<PlannerLoss> losses, Dictionary<PlannerFact, string?> boardKnown)
    {
        const PlannerField Order = PlannerField.Items;
        var fact = new PlannerFact(Order);
        var ordered = PlannerOrder.Merge(board.List(Order), plan.List(Order), known.Board.List(Order), known.Plan.List(Order), () =>
        {
            var (winner, orderKnown) = Winner(times, Order);
            return (winner ?? PlannerSide.Board, orderKnown);
        });
        if (ordered.Lost is not null)
        {
            losses.Add(new PlannerLoss(fact, ordered.Winner, string.Join(',', ordered.Result), string.Join(',', ordered.Lost), ordered.OrderKnown));
        }

        if (ordered.Board)
        {
            forBoard[fact] = string.Join(',', ordered.Result);
        }

        if (ordered.Plan)
        {
            forPlan[fact] = string.Join(',', ordered.Result);
        }
        else
        {
            boardKnown[fact] = board[fact];
        }
    }

    private static PlannerFact Item(PlannerFact tick) => tick with { Field = PlannerField.Item };

    private static PlannerFact Tick(PlannerFact item) => item with { Field = PlannerField.Tick };

    /// <summary>Whose edit stays; null where a person is asked.</summary>
    private static (PlannerSide? Winner, bool OrderKnown) Winner(PlannerTimes times, PlannerField field) => times.Policies.Of(field) switch
    {
        PlannerPolicy.Board => (PlannerSide.Board, true),
        PlannerPolicy.Planner => (PlannerSide.Planner, true),
        PlannerPolicy.Ask => (null, true),
        _ => times.BoardEdited(field) switch
        {
            { } edited when edited <= times.LastRead => (PlannerSide.Planner, true),
            { } edited when edited > times.ThisRead => (PlannerSide.Board, true),
            _ => (PlannerSide.Board, false),
        },
    };

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
