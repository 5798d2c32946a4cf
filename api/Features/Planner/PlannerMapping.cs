using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workspace.Domain.Planner;
using Workspace.Features.Shared;

namespace Workspace.Features.Planner;

internal static class PlannerMapping
{
    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<PlannerLink>(e =>
        {
            _ = e.ToTable("planner_links");
            _ = e.HasKey(l => l.Board);
            _ = e.Property(l => l.Board).ValueGeneratedNever();
            _ = e.Property(l => l.Group).HasMaxLength(100);
            _ = e.Property(l => l.GroupName).HasMaxLength(300);
            _ = e.Property(l => l.Plan).HasMaxLength(100);
            _ = e.Property(l => l.PlanTitle).HasMaxLength(300);
            _ = e.Property(l => l.LivePlan).HasMaxLength(100);
            _ = e.Property(l => l.Problem).HasMaxLength(60);
            _ = e.Ignore(l => l.Told);
            _ = e.Property(l => l.Policies).HasConversion(policies => JsonSerializer.Serialize(policies, Wire.Options), text => ReadPolicies(text));
            _ = e.HasIndex(l => new { l.Organisation, l.LivePlan }).IsUnique();
            _ = e.HasIndex(l => new { l.State, l.NextAt });
        });
        _ = model.Entity<PlannerPair>(e =>
        {
            _ = e.ToTable("planner_pairs");
            _ = e.HasKey(p => new { p.Board, p.Card });
            _ = e.Property(p => p.Task).HasMaxLength(100);
            _ = e.Property(p => p.Bucket).HasMaxLength(100);
            _ = e.Property(p => p.Etag).HasMaxLength(300);
            _ = e.Property(p => p.Problem).HasMaxLength(60);
            _ = e.Property(p => p.Rank).HasMaxLength(300);
            _ = e.Property(p => p.Hint).HasMaxLength(500);
            AsJson(e.Property(p => p.Known));
        });
        _ = model.Entity<PlannerColumnPair>(e =>
        {
            _ = e.ToTable("planner_columns");
            _ = e.HasKey(p => new { p.Board, p.Column });
            _ = e.Property(p => p.Bucket).HasMaxLength(100);
            _ = e.Property(p => p.Problem).HasMaxLength(60);
            _ = e.Property(p => p.RefusedName).HasMaxLength(300);
            _ = e.Property(p => p.Rank).HasMaxLength(300);
            _ = e.Property(p => p.Hint).HasMaxLength(500);
            AsJson(e.Property(p => p.Known));
        });
        _ = model.Entity<PlannerLabelPair>(e =>
        {
            _ = e.ToTable("planner_labels");
            _ = e.HasKey(p => new { p.Board, p.Label });
            AsJson(e.Property(p => p.Known));
        });
        _ = model.Entity<PlannerWrite>(MapWrites);
    }

    private static void MapWrites(EntityTypeBuilder<PlannerWrite> e)
    {
        _ = e.ToTable("planner_writes");
        _ = e.HasKey(w => w.Id);
        _ = e.Property(w => w.Id).ValueGeneratedNever();
        _ = e.Property(w => w.Kind).HasConversion<string>().HasMaxLength(40);
        _ = e.Property(w => w.Answer).HasConversion<string>().HasMaxLength(40);
        _ = e.Property(w => w.Values).HasConversion(
            values => JsonSerializer.Serialize(values, Wire.Options), text => JsonSerializer.Deserialize<List<PlannerWritten>>(text, Wire.Options)!,
            new ValueComparer<List<PlannerWritten>>((a, b) => ReferenceEquals(a, b), values => values.Count, values => values));
        _ = e.HasIndex(w => new { w.Board, w.Id });
    }

    /// <summary>The base is read and written as a whole and never searched in; where both sides show the same it is stored once.</summary>
    private static void AsJson(PropertyBuilder<PlannerBase> property) => _ = property.HasConversion(known => Write(known), text => Read(text));

    /// <summary>A link from before there were any follows the usual ones.</summary>
    private static PlannerPolicies ReadPolicies(string text) => text.Length == 0 ? PlannerPolicies.Later : JsonSerializer.Deserialize<PlannerPolicies>(text, Wire.Options)!;

    private static string Write(PlannerBase known) => JsonSerializer.Serialize(
        new Stored(
            known.Board.Store(),
            known.Plan.Equals(known.Board) ? null : known.Plan.Store(),
            known.Sending.Equals(PlannerState.Empty) ? null : known.Sending.Store(),
            known.SendingOn),
        Wire.Options);

    private static PlannerBase Read(string text)
    {
        var stored = JsonSerializer.Deserialize<Stored>(text, Wire.Options)!;
        var board = PlannerState.Restore(stored.Board);
        return new PlannerBase(board, stored.Plan is null ? board : PlannerState.Restore(stored.Plan))
        {
            Sending = stored.Sending is null ? PlannerState.Empty : PlannerState.Restore(stored.Sending),
            SendingOn = stored.SendingOn,
        };
    }

    private sealed record Stored(
        IReadOnlyDictionary<string, string> Board,
        IReadOnlyDictionary<string, string>? Plan,
        IReadOnlyDictionary<string, string>? Sending,
        string? SendingOn);
}
