using Workspace.Domain.Shared;

namespace Workspace.Domain.Planner;

/// <summary>How a link is.</summary>
public enum PlannerLinkState
{
    /// <summary>Both sides follow each other.</summary>
    Active,

    /// <summary>Something needs a person; nothing is lost, and resuming merges again.</summary>
    Paused,

    /// <summary>Somebody ended it. What was known is kept, so that linking the same plan again doubles nothing.</summary>
    Ended,
}

/// <summary>A board and the plan that follows it; one link per board, one board per plan.</summary>
public sealed class PlannerLink : IOwned
{
    private PlannerLink(Guid organisation, Guid board, string group, string plan)
    {
        (Organisation, Board, Group, Plan, LivePlan) = (organisation, board, group, plan, plan);
    }

    public Guid Organisation { get; private set; }
    public Guid Board { get; private set; }

    /// <summary>The Microsoft 365 group that holds the plan.</summary>
    public string Group { get; private set; }

    public string GroupName { get; private set; } = "";
    public string Plan { get; private set; }
    public string PlanTitle { get; private set; } = "";

    /// <summary>The plan while the link lives, null once it is ended: unique, so that no two boards follow one plan.</summary>
    public string? LivePlan { get; private set; }

    public Guid LinkedBy { get; private set; }
    public DateTimeOffset LinkedAt { get; private set; }
    public PlannerLinkState State { get; private set; }

    /// <summary>What needs a person, or fails for now; a code with a text in each language.</summary>
    public string? Problem { get; private set; }

    /// <summary>Who paused it by hand; null where nobody did.</summary>
    public Guid? PausedBy { get; private set; }

    /// <summary>
    /// While the first comparison brings both sides together: cards and tasks that belong together in the end, 0 until they are
    /// counted. Null from then on.
    /// </summary>
    public int? FirstTotal { get; private set; }

    /// <summary>Since when a part could not be done without a person.</summary>
    public DateTimeOffset? TroubleSince { get; private set; }

    /// <summary>The owners have heard of this trouble.</summary>
    public bool TroubleTold { get; private set; }

    /// <summary>When the owners last heard that a choice between two values waits for somebody.</summary>
    public DateTimeOffset? ChoiceToldAt { get; private set; }

    /// <summary>When the plan was last read and all of it compared; the start of that reading.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When the buckets were last read.</summary>
    public DateTimeOffset? BucketsReadAt { get; private set; }

    /// <summary>When both sides last were in step.</summary>
    public DateTimeOffset? SyncedAt { get; private set; }

    /// <summary>When the sync last found anything to do.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>When the plan is to be read next.</summary>
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Requests sent to Graph since the link was made.</summary>
    public long Requests { get; private set; }

    /// <summary>Values that gave way since the link was made; each is in its card's history.</summary>
    public int Conflicts { get; private set; }

    /// <summary>When to ask the directory again whether the linker still is in the plan's group.</summary>
    public DateTimeOffset CheckAt { get; private set; }

    /// <summary>When to ask Graph again with the linker's own token, at their next visit from then on.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>Who stays where both sides edited one field.</summary>
    public PlannerPolicies Policies { get; private set; } = PlannerPolicies.Later;

    /// <summary>Until then one instance reads the plan, and no other does.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>What open boards are told: a short absence of Graph is shown in the status and tells nobody anything.</summary>
    public (PlannerLinkState State, string? Problem) Told => (State, Failures is > 0 and < 3 || Problem == Slowed ? null : Problem);

    /// <summary>Another board follows this plan already.</summary>
    public static readonly Refusal PlanTaken = new("planner.plan-linked");

    /// <summary>The board follows a plan already.</summary>
    public static readonly Refusal BoardTaken = new("planner.board-linked");

    /// <summary>The person cannot read and write the plan.</summary>
    public static readonly Refusal NoAccess = new("planner.no-access");

    /// <summary>A person paused the link; only a person who may link resumes it.</summary>
    public static readonly Refusal PausedByPerson = new("planner.paused-by-person");

    /// <summary>Microsoft asked the whole organisation to wait; all its links keep their places in the queue.</summary>
    public static readonly string Slowed = "planner.slowed";

    /// <summary>Whoever linked cannot read and write the plan any longer, so the board may not show it any longer.</summary>
    public static readonly string LinkerLost = "planner.linker-lost";

    /// <summary>So long may a part stay undone until the owners are told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How long it holds that the linker can read and write the plan.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromDays(1);

    public static PlannerLink Create(
        Guid organisation, Guid board, string group, string groupName, string plan, string planTitle, Guid by, DateTimeOffset at) =>
        new(organisation, board, group, plan)
        {
            GroupName = groupName,
            PlanTitle = planTitle,
            LinkedBy = by,
            LinkedAt = at,
            NextAt = at,
            CheckAt = at + Trusted,
            AskAt = at + Trusted,
            FirstTotal = 0,
        };

    /// <summary>Links again after an end. True when it is another plan: what was known of the old one then is of no use.</summary>
    public bool Renew(string group, string groupName, string plan, string planTitle, Guid by, DateTimeOffset at)
    {
        var another = !string.Equals(Plan, plan, StringComparison.Ordinal);
        (Group, GroupName, Plan, PlanTitle, LivePlan, LinkedBy, LinkedAt) = (group, groupName, plan, planTitle, plan, by, at);
        (State, Problem, Failures, NextAt, BucketsReadAt) = (PlannerLinkState.Active, null, 0, at, null);
        (CheckAt, AskAt) = (at + Trusted, at + Trusted);
        (PausedBy, FirstTotal, TroubleSince, TroubleTold) = (null, 0, null, false);
        if (Policies.DeletesSince is not null)
        {
            // What was archived while there was no link is nobody's wish to delete.
            Policies = Policies with { DeletesSince = at };
        }

        if (another)
        {
            (ReadAt, SyncedAt, ChangedAt, Requests, Conflicts) = (null, null, null, 0, 0);
        }

        return another;
    }

    public void End() => (State, LivePlan, Problem, PausedBy) = (PlannerLinkState.Ended, null, null, null);

    /// <summary>Stops until a person removed the problem.</summary>
    public void Pause(string problem) => (State, Problem) = (PlannerLinkState.Paused, problem);

    /// <summary>Stops because a person wants it to; what stopped it before is found again after the resumption.</summary>
    public void PauseBy(Guid person) => (State, Problem, PausedBy) = (PlannerLinkState.Paused, PausedByPerson.Code, person);

    /// <summary>Goes on after a pause, whoever or whatever paused it.</summary>
    public void Resume(DateTimeOffset now)
    {
        PausedBy = null;
        _ = Wake(now);
    }

    /// <summary>Asks for a reading now; a link that something paused tries again, one that a person paused does not.</summary>
    public Refusal? Wake(DateTimeOffset now)
    {
        if (PausedBy is not null)
        {
            return PausedByPerson;
        }

        if (State is PlannerLinkState.Paused)
        {
            // Whether what paused it is removed is seen at the next run, access included.
            (State, Problem, CheckAt) = (PlannerLinkState.Active, null, now);
        }

        (NextAt, Failures) = (now, 0);
        return null;
    }

    /// <summary>The directory was asked; where it did not tell, it is asked again sooner.</summary>
    public void Checked(DateTimeOffset next) => CheckAt = next;

    /// <summary>The linker's own token was tried; see <see cref="Checked"/>.</summary>
    public void Asked(DateTimeOffset next) => AskAt = next;

    /// <summary>How many cards and tasks the first comparison has to bring together.</summary>
    public void Expect(int total) => FirstTotal = FirstTotal is null ? null : total;

    /// <summary>A reading that was compared as a whole.</summary>
    /// <param name="readAt">When it began.</param>
    /// <param name="changed">Whether there was anything to do.</param>
    /// <param name="left">Whether something is left to do or to wait for, refusals aside.</param>
    /// <param name="refused">What Planner refuses until a person changes something, while the rest went on.</param>
    /// <param name="now">The time.</param>
    /// <param name="next">When to read again.</param>
    public void Synced(DateTimeOffset readAt, bool changed, bool left, string? refused, DateTimeOffset now, DateTimeOffset next)
    {
        if (State is not PlannerLinkState.Active)
        {
            // Somebody paused it meanwhile: the next reading compares this one's work again.
            return;
        }

        (ReadAt, SyncedAt, Problem, Failures, NextAt) = (readAt, left || refused is not null ? SyncedAt : now, refused, 0, next);
        (TroubleSince, TroubleTold) = (refused is null ? null : TroubleSince ?? now, refused is not null && TroubleTold);
        FirstTotal = left ? FirstTotal : null;
        if (changed)
        {
            ChangedAt = now;
        }
    }

    /// <summary>A reading that failed; the next try comes later.</summary>
    public void Failed(string problem, DateTimeOffset next)
    {
        if (State is PlannerLinkState.Active)
        {
            (Problem, Failures, NextAt) = (problem, Failures + 1, next);
        }
    }

    /// <summary>Microsoft asked the organisation to wait. That is nobody's failure, and the link keeps its place in the queue.</summary>
    public void Slow()
    {
        if (State is PlannerLinkState.Active)
        {
            Problem ??= Slowed;
        }
    }

    /// <summary>Whether the owners are to hear now that a part is not done and will not be by itself. True once for each trouble.</summary>
    public bool TellTrouble(DateTimeOffset now)
    {
        if (State is not PlannerLinkState.Active || TroubleTold || TroubleSince is not { } since || since + Patience > now)
        {
            return false;
        }

        return TroubleTold = true;
    }

    public void Follow(PlannerPolicies policies) => Policies = policies;

    /// <summary>A choice between two values waits for a person. True where the owners are to hear of it: once a day at most, the list shows them all.</summary>
    public bool TellChoice(DateTimeOffset now)
    {
        if (ChoiceToldAt is { } told && now - told < Trusted)
        {
            return false;
        }

        ChoiceToldAt = now;
        return true;
    }

    public void ReadBuckets(DateTimeOffset at) => BucketsReadAt = at;

    public void Count(int requests, int conflicts) => (Requests, Conflicts) = (Requests + requests, Conflicts + conflicts);
}
