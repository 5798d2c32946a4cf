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
    public (PlannerLinkState State, string? Problem) Told => (State, Failures is > 0 and < 3 ? null : Problem);

    /// <summary>Another board follows this plan already.</summary>
    public static readonly Refusal PlanTaken = new("planner.plan-linked");

    /// <summary>The board follows a plan already.</summary>
    public static readonly Refusal BoardTaken = new("planner.board-linked");

    /// <summary>The person cannot read and write the plan.</summary>
    public static readonly Refusal NoAccess = new("planner.no-access");

    /// <summary>Whoever linked cannot read and write the plan any longer, so the board may not show it any longer.</summary>
    public static readonly string LinkerLost = "planner.linker-lost";

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
        };

    /// <summary>Links again after an end. True when it is another plan: what was known of the old one then is of no use.</summary>
    public bool Renew(string group, string groupName, string plan, string planTitle, Guid by, DateTimeOffset at)
    {
        var another = !string.Equals(Plan, plan, StringComparison.Ordinal);
        (Group, GroupName, Plan, PlanTitle, LivePlan, LinkedBy, LinkedAt) = (group, groupName, plan, planTitle, plan, by, at);
        (State, Problem, Failures, NextAt, BucketsReadAt) = (PlannerLinkState.Active, null, 0, at, null);
        (CheckAt, AskAt) = (at + Trusted, at + Trusted);
        if (another)
        {
            (ReadAt, SyncedAt, ChangedAt, Requests, Conflicts) = (null, null, null, 0, 0);
        }

        return another;
    }

    public void End() => (State, LivePlan, Problem) = (PlannerLinkState.Ended, null, null);

    /// <summary>Stops until a person removed the problem.</summary>
    public void Pause(string problem) => (State, Problem) = (PlannerLinkState.Paused, problem);

    /// <summary>Asks for a reading now; a paused link tries again.</summary>
    public void Wake(DateTimeOffset now)
    {
        if (State is PlannerLinkState.Ended)
        {
            return;
        }

        if (State is PlannerLinkState.Paused)
        {
            // Whether what paused it is removed is seen at the next run, access included.
            (State, Problem, CheckAt) = (PlannerLinkState.Active, null, now);
        }

        (NextAt, Failures) = (now, 0);
    }

    /// <summary>The directory was asked; where it did not tell, it is asked again sooner.</summary>
    public void Checked(DateTimeOffset next) => CheckAt = next;

    /// <summary>The linker's own token was tried; see <see cref="Checked"/>.</summary>
    public void Asked(DateTimeOffset next) => AskAt = next;

    /// <summary>A reading that was compared as a whole.</summary>
    /// <param name="readAt">When it began.</param>
    /// <param name="changed">Whether there was anything to do.</param>
    /// <param name="inStep">Whether nothing is left to do or to wait for.</param>
    /// <param name="problem">What could not be done for now, while the rest went on.</param>
    /// <param name="now">The time.</param>
    /// <param name="next">When to read again.</param>
    public void Synced(DateTimeOffset readAt, bool changed, bool inStep, string? problem, DateTimeOffset now, DateTimeOffset next)
    {
        (ReadAt, SyncedAt, Problem, Failures, NextAt) = (readAt, inStep ? now : SyncedAt, problem, 0, next);
        if (changed)
        {
            ChangedAt = now;
        }
    }

    /// <summary>A reading that failed; the next try comes later.</summary>
    public void Failed(string problem, DateTimeOffset next) => (Problem, Failures, NextAt) = (problem, Failures + 1, next);

    public void Follow(PlannerPolicies policies) => Policies = policies;

    public void ReadBuckets(DateTimeOffset at) => BucketsReadAt = at;

    public void Count(int requests, int conflicts) => (Requests, Conflicts) = (Requests + requests, Conflicts + conflicts);
}
