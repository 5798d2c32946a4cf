using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workspace.Domain.Approvals;

namespace Workspace.Features.Approvals;

internal static class ApprovalMapping
{
    /// <summary>A unit and a type are keys, not prose.</summary>
    private const int MostUnit = 200;
    private const int MostType = 60;

    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<Approval>(e =>
        {
            _ = e.ToTable("approvals");
            _ = e.Property(a => a.Id).ValueGeneratedNever();
            _ = e.Property(a => a.Type).HasMaxLength(MostType);
            _ = e.Property(a => a.Subject).HasMaxLength(Approval.MostSubject);
            _ = e.Property(a => a.Unit).HasMaxLength(MostUnit);
            _ = e.Property(a => a.Amount).HasConversion<CentConverter>();
            _ = e.HasIndex(a => new { a.Card, a.State });
        });
        _ = model.Entity<ApprovalVersionRow>(e =>
        {
            _ = e.ToTable("approval_versions");
            _ = e.HasKey(v => new { v.Approval, v.Number });
            _ = e.Property(v => v.Subject).HasMaxLength(Approval.MostSubject);
        });
        _ = model.Entity<ApprovalStepRow>(e =>
        {
            _ = e.ToTable("approval_steps");
            _ = e.HasKey(s => new { s.Approval, s.Step, s.Holder });
            _ = e.Property(s => s.Unit).HasMaxLength(MostUnit);
            _ = e.Property(s => s.Area).HasMaxLength(MostUnit);
            _ = e.HasIndex(s => new { s.Organisation, s.Holder, s.State });
            _ = e.HasIndex(s => new { s.Organisation, s.DecidedBy });
            _ = e.HasIndex(s => new { s.Organisation, s.State, s.Due });
        });
        _ = model.Entity<ApprovalPersonRow>(e =>
        {
            _ = e.ToTable("approval_people");
            _ = e.HasKey(p => new { p.Approval, p.Person, p.As });
            _ = e.HasIndex(p => new { p.Organisation, p.Person, p.Waits });
        });
        _ = model.Entity<ApprovalTemplateRow>(e =>
        {
            _ = e.ToTable("approval_templates");
            _ = e.Property(t => t.Id).ValueGeneratedNever();
            _ = e.Property(t => t.Name).HasMaxLength(MostUnit);
            _ = e.Property(t => t.Type).HasMaxLength(MostType);
        });
        _ = model.Entity<DeputyshipRow>(e =>
        {
            _ = e.ToTable("deputyships");
            _ = e.Property(d => d.Id).ValueGeneratedNever();
            _ = e.Property(d => d.Unit).HasMaxLength(MostUnit);
            _ = e.Property(d => d.Type).HasMaxLength(MostType);
            _ = e.Property(d => d.UpTo).HasConversion<CentConverter>();
            _ = e.HasIndex(d => new { d.Organisation, d.Deputy });
            _ = e.HasIndex(d => new { d.Organisation, d.Principal });
        });
        _ = model.Entity<SigningPowerRow>(e =>
        {
            _ = e.ToTable("signing_powers");
            _ = e.Property(p => p.Id).ValueGeneratedNever();
            _ = e.Property(p => p.Unit).HasMaxLength(MostUnit);
            _ = e.Property(p => p.Type).HasMaxLength(MostType);
            _ = e.Property(p => p.UpTo).HasConversion<CentConverter>();
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

    /// <summary>SQLite has no decimals to compare; whole cents compare everywhere.</summary>
    private sealed class CentConverter() : ValueConverter<decimal, long>(euro => (long)(euro * 100), cents => cents / 100m);
}
