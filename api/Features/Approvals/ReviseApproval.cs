using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>Author or lead unit make a new version; proposals that are in it count as consents. The content of a card is changed on the card.</summary>
public sealed class ReviseApproval(Changes changes, Reads reads)
{
    public Task<Outcome<ApprovalView>> RunAsync(Actor actor, CommandId command, Guid approval, ReviseApprovalRequest request, CancellationToken ct) =>
        changes.OnApprovalAsync(reads, actor, Command.For(command, nameof(ReviseApproval), new { approval, request }), approval, request.For, at =>
        {
            if (at.Approval.Card is not null) { return Task.FromResult<Ruling>(ApprovalPlan.CardIsContent); }
            if (string.IsNullOrWhiteSpace(request.Subject)) { return Task.FromResult<Ruling>(ApprovalPlan.SubjectRequired); }

            var content = new Content(request.Subject.Trim(), request.Text?.Trim() ?? "", ApprovalPlan.AttachmentsOf(request.Attachments));
            var ruling = at.Procedure.Revise(at.Act, content.Hash(), (Domain.Approvals.VersionKind)request.Kind, request.Points ?? [], request.TakesOver ?? []);
            if (ruling.State is { } state)
            {
                _ = at.Work.Db.Add(ApprovalVersionRow.Of(at.Approval, state.Version.Number, at.Work.Now, content));
                at.Approval.Subject = content.Subject;
            }

            return Task.FromResult(ruling);
        }, ct);
}
