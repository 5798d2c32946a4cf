using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>New versions of what is signed, and whom they concern.</summary>
public sealed partial record Procedure
{
    /// <summary>A version of a person is editorial or substantive.</summary>
    public static readonly Refusal WrongKind = new("approvals.wrong-version-kind");

    /// <summary>The content is the one that is signed already.</summary>
    public static readonly Refusal NothingChanged = new("approvals.nothing-changed");

    /// <summary>
    /// Author or lead unit make a new version. An editorial one leaves signatures as they are; after a substantive one whoever it
    /// concerns is asked again by a new step, the old ones stay in the log.
    /// </summary>
    /// <param name="points">Which points changed; empty: everything.</param>
    /// <param name="takesOver">Steps whose proposals are in it; they consent by that.</param>
    public Ruling Revise(Act act, string hash, VersionKind kind, IReadOnlyList<string> points, IReadOnlyList<int> takesOver)
    {
        if (Outcome is not null) { return Over; }
        if (act.By != Author && MayLead(act) is { } refusal) { return refusal; }
        if (kind is not (VersionKind.Editorial or VersionKind.Substantive)) { return WrongKind; }
        if (string.Equals(hash, Version.Hash, StringComparison.Ordinal)) { return NothingChanged; }
        if (takesOver.Any(step => Find(step) is not { State: StepState.ChangeProposed } found || found != Current(found.Seat))) { return NothingToDecide; }

        // What was signed on a version that nobody vouched for, and that this one replaces, was not signed on this one.
        var unconfirmed = Version.Kind is VersionKind.Unconfirmed ? Version.Number : 0;
        var version = new ContentVersion(Version.Number + 1, hash, kind, act.By, points);
        return After(act,
        [
            new VersionMade(act.At, version, takesOver) { For = act.For },
            .. Reopened(act, kind, points).Where(s => !takesOver.Contains(s.Step)),
            .. kind is VersionKind.Editorial ? Steps.Where(s => s.Decision?.Version == unconfirmed && s == Current(s.Seat) && !takesOver.Contains(s.Number)).Select(s => Replaced(act, s)) : [],
        ]);
    }

    /// <summary>Somebody unknown changed what is under approval (in Planner). It is signed on, but not closed, until the lead unit confirms it.</summary>
    public Ruling ChangedByUnknown(Act act, string hash) =>
        Outcome is not null ? Over
        : string.Equals(hash, Version.Hash, StringComparison.Ordinal) ? NothingChanged
        : After(act, new VersionMade(act.At, new ContentVersion(Version.Number + 1, hash, VersionKind.Unconfirmed, null, []), []));

    /// <summary>The lead unit says what a change by somebody unknown is, and becomes its editor.</summary>
    public Ruling Confirm(Act act, VersionKind kind, IReadOnlyList<string> points) =>
        MayLead(act) is { } refusal ? refusal
        : Outcome is not null ? Over
        : Version.Kind is not VersionKind.Unconfirmed ? NothingToDecide
        : kind is not (VersionKind.Editorial or VersionKind.Substantive) ? WrongKind
        : After(act, [new VersionConfirmed(act.At, act.By, kind, points) { For = act.For }, .. Reopened(act, kind, points)]);

    private IEnumerable<StepEnded> Reopened(Act act, VersionKind kind, IReadOnlyList<string> points) => Steps
        .Where(s => s == Current(s.Seat) && (s.State is StepState.Returned || (kind is VersionKind.Substantive && Concerned(s, points))))
        .Select(s => Replaced(act, s));

    /// <summary>Whoever asked for something else is asked again in any case; who is out stays out.</summary>
    private bool Concerned(Step step, IReadOnlyList<string> points) =>
        step.State is StepState.Refused or StepState.ChangeProposed
        || (SeatOf(step).Concerns(points) && !AsksAgain(step.State) && step.State is not StepState.Dropped);

    private static StepEnded Replaced(Act act, Step step) => new(act.At, step.Number, StepState.Superseded);
}
