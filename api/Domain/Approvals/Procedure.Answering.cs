using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>What those do who are asked, and who asks.</summary>
public sealed partial record Procedure
{
    /// <summary>A remark, a proposal and a reason are written out; for a rejection see <see cref="Approval.ReasonRequired"/>.</summary>
    public static readonly Refusal TextRequired = new("approvals.text-required");

    /// <summary>It has ended.</summary>
    public static readonly Refusal Over = new("approvals.over");

    /// <summary>There is no such step, or it takes no such answer.</summary>
    public static readonly Refusal StepNotFound = new("approvals.step-not-found");

    /// <summary>The step is not open: replaced, or no longer needed.</summary>
    public static readonly Refusal StepOver = new("approvals.step-over");

    /// <summary>No deputy of that person in this matter on this day.</summary>
    public static readonly Refusal NotTheirDeputy = new("approvals.not-their-deputy") { Forbids = true };

    /// <summary>Whoever is biased takes no part; their deputy may.</summary>
    public static readonly Refusal IsBiased = new("approvals.biased") { Forbids = true };

    /// <summary>One natural person counts once, whatever they are and for whomever they stand in.</summary>
    public static readonly Refusal CountsOnce = new("approvals.counts-once") { Forbids = true };

    /// <summary>Author and last editor decide neither themselves, nor for or through a deputy: they don't close, nor answer where answers alone decide.</summary>
    public static readonly Refusal FourEyesNeeded = new("approvals.four-eyes") { Forbids = true };

    /// <summary>The house's table gives no power to close this matter.</summary>
    public static readonly Refusal NoSigningPower = new("approvals.no-signing-power") { Forbids = true };

    /// <summary>Somebody unknown changed the content, and the lead unit has not said what it is.</summary>
    public static readonly Refusal VersionUnconfirmed = new("approvals.version-unconfirmed");

    /// <summary>An answer can be taken back only while its stage runs and nobody has dealt with it.</summary>
    public static readonly Refusal TooLate = new("approvals.too-late");

    /// <summary>Asks. The author is who acts.</summary>
    /// <param name="lead">Who acts for the lead unit; at least one.</param>
    /// <param name="hash">Of the <see cref="Content"/>.</param>
    /// <param name="text">What the author writes to those who are asked.</param>
    public static Ruling Start(Act act, Matter matter, IReadOnlyList<Guid> lead, ApprovalPath path, string hash, string? text = null)
    {
        if (act.By is not { } author || lead.Count == 0) { return Refusal.NotAllowed; }
        if (path.Check() is { } refusal) { return refusal; }
        if (CheckText(text, needed: null) is { } wrong) { return wrong; }
        if (path.Rules.NeedFourEyes(matter) && Deciding(path).Any(s => s.Holders.All(h => h == author))) { return Approval.OwnRequest; }

        var started = new Started(act.At, author, matter, lead, path, hash) { Text = Trimmed(text) };
        var ruling = From(started).After(act);
        return ruling with { Events = [started, .. ruling.Events] };
    }

    /// <summary>A co-signer or an office answers.</summary>
    /// <param name="version">What they saw.</param>
    /// <param name="text">Remark, proposal or reason; at most <see cref="Approval.MostText"/>.</param>
    public Ruling Answer(Act act, int step, CoAnswer answer, int version, string? text = null)
    {
        if (Find(step) is not { } asked || SeatOf(asked).Role is SeatRole.Closing) { return StepNotFound; }
        if (MaySpeak(act, asked) is { } refusal) { return refusal; }
        if (!Path.Closes && NeedsOtherEyes(act)) { return FourEyesNeeded; }
        if (version != Version.Number) { return Refusal.Stale; }
        if (CheckText(text, answer switch { CoAnswer.Refused => Approval.ReasonRequired, CoAnswer.Remark or CoAnswer.Change => TextRequired, _ => null }) is { } wrong) { return wrong; }

        var answered = new Answered(act.At, act.By, step, answer, version, Version.Hash) { For = act.For, Text = Trimmed(text) };
        return SeatOf(asked).Participation?.Right is ParticipationRight.Hearing && answer is CoAnswer.Refused
            ? After(act, answered, new DissentNoted(act.At, null, step))
            : After(act, answered);
    }

    /// <summary>The closing signatory answers.</summary>
    /// <param name="version">What they saw.</param>
    public Ruling Close(Act act, int step, ClosingAnswer answer, int version, string? text = null)
    {
        if (Find(step) is not { } asked || SeatOf(asked).Role is not SeatRole.Closing) { return StepNotFound; }
        if (MaySpeak(act, asked) is { } refusal) { return refusal; }
        if (NeedsOtherEyes(act)) { return FourEyesNeeded; }
        if (Version.Kind is VersionKind.Unconfirmed) { return VersionUnconfirmed; }
        if (version != Version.Number) { return Refusal.Stale; }
        if (CheckText(text, answer switch { ClosingAnswer.Rejected => Approval.ReasonRequired, ClosingAnswer.Returned => TextRequired, _ => null }) is { } wrong) { return wrong; }

        return act.House.FormOf(act.Principal!.Value, act.For is not null, Matter) is { } form
            ? After(act, new ClosingAnswered(act.At, act.By, step, answer, form, version, Version.Hash) { For = act.For, Text = Trimmed(text) })
            : NoSigningPower;
    }

    /// <summary>Somebody takes back what they, or a deputy for them, have answered; the seat is asked again.</summary>
    public Ruling TakeBack(Act act, int step, string? reason = null)
    {
        if (Outcome is not null) { return Over; }
        if (Find(step) is not { Decision: { } decision } answered) { return StepNotFound; }
        if (act.By is not { } by || (decision.By != by && decision.For != by)) { return Approval.NotYourDecision; }
        if (answered != Current(answered.Seat) || (answered.State != decision.Answer && answered.State is not StepState.ChangeTakenOver) || Path.StageOf(answered.Seat) != CurrentStage || SeatOf(answered).Role is SeatRole.Closing) { return TooLate; }

        return CheckText(reason, needed: null) is { } wrong ? wrong : After(act, new TakenBack(act.At, by, step) { Text = Trimmed(reason) });
    }

    /// <summary>Author or lead unit end it before it is closed, with a reason.</summary>
    public Ruling Withdraw(Act act, string? reason)
    {
        if (Outcome is not null) { return Over; }
        if (act.By != Author && MayLead(act) is { } refusal) { return refusal; }

        return CheckText(reason, TextRequired) is { } wrong ? wrong : After(act, new Ended(act.At, act.By, ProcedureOutcome.Withdrawn) { For = act.For, Text = Trimmed(reason) });
    }

    /// <summary>Somebody who is asked, or could answer for somebody, declares bias.</summary>
    public Ruling DeclareBias(Act act, string? reason = null)
    {
        if (Outcome is not null) { return Over; }
        if (act.By is not { } by || Biased.Contains(by)) { return Refusal.NotAllowed; }

        var concerned = Path.Seats.SelectMany(s => s.Holders).Concat(Steps.SelectMany(s => s.Holders)).Concat(Lead).ToHashSet();
        if (!concerned.Contains(by) && !concerned.Any(p => act.House.StandsInFor(by, p, Matter, act.Day))) { return Approval.NotYourDecision; }

        return CheckText(reason, needed: null) is { } wrong ? wrong : After(act, new BiasDeclared(act.At, by) { Text = Trimmed(reason) });
    }

    /// <summary>Somebody takes note; a second time changes nothing and is refused.</summary>
    public Ruling Acknowledge(Act act) =>
        act.By is { } by && Path.Informed.Contains(by) && !Noted.Contains(by) ? After(act, new Acknowledged(act.At, by)) : Approval.NotYourDecision;

    /// <summary>As what a step was asked; null where there is no such step.</summary>
    public SeatRole? RoleOf(int step) => Find(step) is { } found ? SeatOf(found).Role : null;

    private Step? Find(int step) => step >= 1 && step <= Steps.Count ? Steps[step - 1] : null;

    private Seat SeatOf(Step step) => Path.Seats[step.Seat - 1];

    /// <summary>The seats whose answers end it: the closing signature, or all where there is none.</summary>
    private static IReadOnlyList<Seat> Deciding(ApprovalPath path) => path.Closes ? [path.Seats[^1]] : path.Seats;

    private bool NeedsOtherEyes(Act act)
    {
        return Path.Rules.NeedFourEyes(Matter) && (IsAuthorOrEditor(act.By) || IsAuthorOrEditor(act.For));

        bool IsAuthorOrEditor(Guid? person) => person is not null && (person == Author || person == Version.By);
    }

    private Refusal? MaySpeak(Act act, Step step)
    {
        if (act.By is not { } by || !step.Holders.Contains(act.Principal!.Value)) { return Approval.NotYourDecision; }
        if (MayActFor(act) is { } refusal) { return refusal; }
        if (step.Decision is not null) { return Approval.AlreadyDecided; }
        if (Outcome is not null) { return Over; }
        if (step.State is not StepState.Open) { return StepOver; }

        return Counts(by, elsewhereThan: step.Seat) ? CountsOnce : null;
    }

    private Refusal? MayLead(Act act) =>
        act.By is null || !Lead.Contains(act.Principal!.Value) ? Refusal.NotAllowed : MayActFor(act);

    private Refusal? MayActFor(Act act) =>
        act.By is not { } by ? Refusal.NotAllowed
        : Biased.Contains(by) ? IsBiased
        : act.For is { } principal && !act.House.StandsInFor(by, principal, Matter, act.Day) ? NotTheirDeputy
        : null;

    /// <summary>Whether an answer of this natural person counts for another seat.</summary>
    private bool Counts(Guid person, int elsewhereThan) => Steps.Any(s =>
        s.Seat != elsewhereThan && s.Decision?.By == person && s == Current(s.Seat)
        && (Consents(s.State) || s.State is StepState.ChangeProposed or StepState.Refused or StepState.DissentNoted));

    /// <param name="needed">The refusal where there is none; null: it may be left out.</param>
    private static Refusal? CheckText(string? text, Refusal? needed) =>
        Trimmed(text) switch { null => needed, { Length: > Approval.MostText } => Approval.ReasonTooLong, _ => null };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
