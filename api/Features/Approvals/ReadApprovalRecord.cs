using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>The record of an approval, for whoever sees the approval; checked as it is read.</summary>
public sealed class ReadApprovalRecord(Reads reads, TimeProvider clock)
{
    public Task<Outcome<ApprovalRecordView>> RunAsync(Actor actor, Guid id, CancellationToken ct) => reads.RunAsync<Outcome<ApprovalRecordView>>(actor, async db =>
    {
        var today = (await OrganisationCalendar.ReadAsync(db, ct)).DayOf(clock.GetUtcNow());
        if (!await db.Set<Approval>().Where(a => a.Id == id).VisibleTo(db, actor, today).AnyAsync(ct)) { return default; }

        return await ReadAsync(db, id, ct);
    }, ct);

    internal static async Task<ApprovalRecordView> ReadAsync(WorkspaceDb db, Guid id, CancellationToken ct)
    {
        var rows = await db.Set<ApprovalRecordRow>().AsNoTracking().Where(r => r.Approval == id).OrderBy(r => r.Sequence).ToListAsync(ct);
        var texts = await db.Set<ApprovalTextRow>().AsNoTracking().Where(t => t.Approval == id).ToDictionaryAsync(t => t.Sequence, t => new SaltedText(t.Salt, t.Text), ct);
        var verdict = ApprovalRecord.Verify(id, [.. rows.Select(r => r.ToEntry())], [], texts);
        return new ApprovalRecordView(
            id,
            rows.LastOrDefault()?.Hash,
            [.. rows.Select(r => ViewOf(r, texts.GetValueOrDefault(r.Sequence)))],
            [.. verdict.Findings.Select(f => new ApprovalRecordFinding((ApprovalRecordFault)f.Fault, f.From, f.To))]);
    }

    private static ApprovalRecordEntry ViewOf(ApprovalRecordRow r, SaltedText? text) => new(
        r.Sequence, r.At, r.By, r.For, r.Kind, r.Version, r.ContentHash, r.Data, r.TextDigest, text?.Salt, text?.Text, r.Previous, r.Hash);
}
