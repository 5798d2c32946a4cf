using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Approvals;

namespace Workspace.Features.Approvals;

internal static class ApprovalMapping
{
    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<Approval>(e =>
        {
            _ = e.ToTable("approvals");
            _ = e.Property(a => a.Id).ValueGeneratedNever();
            _ = e.Property(a => a.Board);
            _ = e.Property(a => a.Card);
            _ = e.Property(a => a.Requester);
            _ = e.Property(a => a.Approver);
            _ = e.Property(a => a.AskedAt);
            _ = e.Property(a => a.Comment).HasMaxLength(Approval.MostText);
            _ = e.Property(a => a.Reason).HasMaxLength(Approval.MostText);
            _ = e.HasIndex(a => new { a.Organisation, a.Approver, a.State });
            _ = e.HasIndex(a => new { a.Organisation, a.Requester, a.State });
            _ = e.HasIndex(a => new { a.Card, a.State });
        });
        _ = model.Entity<ApprovalRecordRow>(e =>
        {
            _ = e.ToTable("approval_records");
            _ = e.HasKey(r => new { r.Approval, r.Sequence });
            _ = e.Property(r => r.Kind).HasMaxLength(40);
            _ = e.Property(r => r.ContentHash).HasMaxLength(64);
            _ = e.Property(r => r.TextDigest).HasMaxLength(64);
            _ = e.Property(r => r.Previous).HasMaxLength(64);
            _ = e.Property(r => r.Hash).HasMaxLength(64);
        });
        _ = model.Entity<ApprovalTextRow>(e =>
        {
            _ = e.ToTable("approval_texts");
            _ = e.HasKey(t => new { t.Approval, t.Sequence });
            _ = e.Property(t => t.Salt).HasMaxLength(64);
            _ = e.Property(t => t.Text).HasMaxLength(Approval.MostText);
        });
    }
}
