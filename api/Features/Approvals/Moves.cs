using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using StepState = Workspace.Domain.Approvals.StepState;
using VersionKind = Workspace.Domain.Approvals.VersionKind;

namespace Workspace.Features.Approvals;

/// <summary>What somebody may do with an approval: each command is put to the rules, with words that would do, and nothing is kept of it.</summary>
internal static class Moves
{
    private const string Words = "…";
    private static readonly Guid s_somebody = new(1, 0, 0, new byte[8]);

    /// <param name="own">The person for themselves.</param>
    /// <param name="principals">For whom they may act.</param>
    public static IReadOnlyList<ApprovalMove> Of(Procedure procedure, Act own, IReadOnlyList<Guid> principals)
    {
        var moves = Alone(procedure, own).ToList();
        foreach (var act in principals.Select(p => (Guid?)p).Prepend(null).Select(p => own with { For = p }))
        {
            foreach (var move in Shared(procedure, act))
            {
                if (!moves.Exists(m => m.Kind == move.Kind && m.Step == move.Step)) { moves.Add(move); }
            }
        }

        return moves;
    }

    /// <summary>What nobody does for another.</summary>
    private static IEnumerable<ApprovalMove> Alone(Procedure procedure, Act own)
    {
        foreach (var step in procedure.Steps.Where(s => s.Decision is not null))
        {
            if (May(procedure.TakeBack(own, step.Number))) { yield return new(ApprovalMoveKind.TakeBack, step.Number, null, null); }
        }

        if (May(procedure.DeclareBias(own))) { yield return new(ApprovalMoveKind.DeclareBias, null, null, null); }
        if (May(procedure.Acknowledge(own))) { yield return new(ApprovalMoveKind.Acknowledge, null, null, null); }
    }

    private static IEnumerable<ApprovalMove> Shared(Procedure procedure, Act act)
    {
        var version = procedure.Version.Number;
        foreach (var step in procedure.Steps.Where(s => procedure.Current(s.Seat) == s))
        {
            var number = step.Number;
            if (step.State is StepState.Open)
            {
                var answers = Enum.GetValues<ApprovalAnswer>().Where(a => May(AnswerStep.Answer(procedure, act, number, a, version, Words))).ToArray();
                var kind = procedure.RoleOf(number) is Domain.Approvals.SeatRole.Closing ? ApprovalMoveKind.Close : ApprovalMoveKind.Answer;
                if (answers.Length > 0) { yield return new(kind, number, act.For, answers); }
            }

            if (May(procedure.CallTalk(act, number)) && !step.TalkCalled) { yield return Of(ApprovalMoveKind.CallTalk, number); }
            if (May(procedure.NoteDissent(act, number))) { yield return Of(ApprovalMoveKind.NoteDissent, number); }
            if (May(procedure.Escalate(act, number, s_somebody))) { yield return Of(ApprovalMoveKind.Escalate, number); }
            if (May(procedure.DecideEscalation(act, number, goesOn: false, Words))) { yield return Of(ApprovalMoveKind.DecideEscalation, number); }
            if (May(procedure.DeclineChange(act, number, Words))) { yield return Of(ApprovalMoveKind.DeclineChange, number); }
            if (May(procedure.Reassign(act, number, [s_somebody]))) { yield return Of(ApprovalMoveKind.Reassign, number); }
            if (May(procedure.Drop(act, number, Words))) { yield return Of(ApprovalMoveKind.Drop, number); }
        }

        if (May(procedure.Revise(act, Words, VersionKind.Editorial, [], []))) { yield return Of(ApprovalMoveKind.Revise, null); }
        if (May(procedure.Confirm(act, VersionKind.Editorial, []))) { yield return Of(ApprovalMoveKind.Confirm, null); }
        if (May(procedure.Withdraw(act, Words))) { yield return Of(ApprovalMoveKind.Withdraw, null); }

        ApprovalMove Of(ApprovalMoveKind kind, int? step) => new(kind, step, act.For, null);
    }

    private static bool May(Ruling ruling) => ruling.Refusal is null;
}
