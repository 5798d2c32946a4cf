using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Consents to several approvals at once, where their template allows it. Each counts for itself: what is refused leaves the others as they are.</summary>
public sealed class SignSeveral(Reads reads, AnswerStep answer)
{
    private static readonly Refusal s_notTogether = new("approvals.not-together");

    public async Task<SeveralAnswers> RunAsync(Actor actor, CommandId command, SignSeveralRequest request, CancellationToken ct)
    {
        var ids = request.Answers.Select(a => a.Approval).Distinct().ToArray();
        var together = (await reads.RunAsync(actor, db => (
            from approval in db.Set<Approval>()
            join template in db.Set<ApprovalTemplateRow>() on approval.Template equals (Guid?)template.Id
            where ids.Contains(approval.Id) && template.BulkAllowed
            select approval.Id).ToListAsync(ct), ct)).ToHashSet();

        var answers = new List<OneOfSeveral>();
        foreach (var one in request.Answers)
        {
            var outcome = together.Contains(one.Approval)
                ? await answer.RunAsync(actor, CommandOf(command, one), one.Approval, one.Step, new(one.Version, ApprovalAnswer.Signed, null, one.For), ct)
                : s_notTogether;
            answers.Add(new(one.Approval, outcome.Value, outcome.Value is null ? outcome.Refusal?.Code ?? "not-found" : null));
        }

        return new(answers);
    }

    /// <summary>A repeated command finds the first one's result for each.</summary>
    private static CommandId CommandOf(CommandId command, StepToSign one) =>
        new(new Guid(SHA256.HashData([.. command.Value.ToByteArray(), .. one.Approval.ToByteArray(), .. BitConverter.GetBytes(one.Step)]).AsSpan(0, 16)));
}
