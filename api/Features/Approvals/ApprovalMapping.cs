using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Approvals;

namespace Workspace.Features.Approvals;

internal static class ApprovalMapping
{
    public static void Map(ModelBuilder model) => model.Entity<Approval>(e =>
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
}
