using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards;

internal static class BoardMapping
{
    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<Board>(e =>
        {
            _ = e.ToTable("boards");
            _ = e.Property(b => b.Id).ValueGeneratedNever();
            _ = e.Property(b => b.Name).HasMaxLength(200);
            _ = e.Property(b => b.Key).HasMaxLength(10);
            _ = e.HasIndex(b => b.Organisation);
        });
        _ = model.Entity<BoardMember>(e =>
        {
            _ = e.ToTable("board_members");
            _ = e.HasKey(m => new { m.Board, m.Person });
            _ = e.HasIndex(m => new { m.Organisation, m.Person });
        });
        _ = model.Entity<BoardUnit>(e =>
        {
            _ = e.ToTable("board_units");
            _ = e.HasKey(u => new { u.Board, u.Kind, u.Key });
            _ = e.Property(u => u.Key).HasMaxLength(200);
            _ = e.Property(u => u.Name).HasMaxLength(300);
            _ = e.HasIndex(u => new { u.Organisation, u.Kind, u.Key });
        });
        _ = model.Entity<BoardFilter>(e =>
        {
            _ = e.ToTable("board_filters");
            _ = e.Property(f => f.Id).ValueGeneratedNever();
            _ = e.Property(f => f.Name).HasMaxLength(200);
            _ = e.Property(f => f.Query).HasMaxLength(2_000);
            _ = e.HasIndex(f => f.Board);
        });
        _ = model.Entity<CustomField>(e =>
        {
            _ = e.ToTable("custom_fields");
            _ = e.Property(f => f.Id).ValueGeneratedNever();
            _ = e.Property(f => f.Name).HasMaxLength(200);
            AsJson(e.Property(f => f.Choices));
            _ = e.HasIndex(f => f.Board);
        });
        _ = model.Entity<Column>(e =>
        {
            _ = e.ToTable("columns");
            _ = e.Property(c => c.Id).ValueGeneratedNever();
            _ = e.Property(c => c.Name).HasMaxLength(200);
            _ = e.Property(c => c.Rank).HasMaxLength(200);
            _ = e.Property(c => c.Colour).HasMaxLength(20);
            _ = e.HasIndex(c => c.Board);
        });
        _ = model.Entity<Label>(e =>
        {
            _ = e.ToTable("labels");
            _ = e.Property(l => l.Id).ValueGeneratedNever();
            _ = e.Property(l => l.Name).HasMaxLength(200);
            _ = e.Property(l => l.Colour).HasMaxLength(20);
            _ = e.HasIndex(l => l.Board);
        });
        _ = model.Entity<Card>(e =>
        {
            _ = e.ToTable("cards");
            _ = e.Property(c => c.Id).ValueGeneratedNever();
            _ = e.Property(c => c.Title).HasMaxLength(1_000);
            _ = e.Property(c => c.Rank).HasMaxLength(200);
            AsJson(e.Property(c => c.Assignees));
            AsJson(e.Property(c => c.Labels));
            AsJson(e.Property(c => c.Checklist));
            AsJson(e.Property(c => c.Links));
            AsJson(e.Property(c => c.BlockedBy));
            AsJson(e.Property(c => c.Values));
            _ = e.Property(c => c.Department).HasMaxLength(200);
            _ = e.Property(c => c.Colour).HasMaxLength(20);
            _ = e.Property(c => c.Recurrence).HasConversion(
                recurrence => JsonSerializer.Serialize(recurrence, Wire.Options),
                text => JsonSerializer.Deserialize<Recurrence>(text, Wire.Options));
            _ = e.Ignore(c => c.IsArchived);
            _ = e.HasIndex(c => new { c.Board, c.Column, c.Rank });
            _ = e.HasIndex(c => new { c.Board, c.Number }).IsUnique();
            _ = e.HasIndex(c => new { c.Organisation, c.TrashedAt });
            _ = e.HasIndex(c => new { c.Organisation, c.NextOn });
            _ = e.HasIndex(c => new { c.Organisation, c.Due });
        });
        _ = model.Entity<CardComment>(e =>
        {
            _ = e.ToTable("card_comments");
            _ = e.Property(c => c.Id).ValueGeneratedNever();
            _ = e.Property(c => c.AuthorName).HasMaxLength(300);
            _ = e.HasIndex(c => new { c.Card, c.At });
        });
        _ = model.Entity<Rule>(e =>
        {
            _ = e.ToTable("rules");
            _ = e.Property(r => r.Id).ValueGeneratedNever();
            _ = e.Property(r => r.Name).HasMaxLength(200);
            _ = e.Property(r => r.Trigger).HasConversion(
                trigger => JsonSerializer.Serialize(trigger, Wire.Options),
                text => JsonSerializer.Deserialize<RuleTrigger>(text, Wire.Options)!);
            AsJson(e.Property(r => r.Conditions));
            AsJson(e.Property(r => r.Actions));
            _ = e.HasIndex(r => r.Board);
            _ = e.HasIndex(r => new { r.Organisation, r.Timed });
        });
        _ = model.Entity<RuleRun>(e =>
        {
            _ = e.ToTable("rule_runs");
            _ = e.HasKey(r => new { r.Board, r.Sequence });
            _ = e.Property(r => r.Occasion).HasMaxLength(40);
            AsJson(e.Property(r => r.Steps));
            _ = e.HasIndex(r => new { r.Rule, r.Card, r.Occasion }).IsUnique();
        });
        _ = model.Entity<CardReminder>(e =>
        {
            _ = e.ToTable("card_reminders");
            _ = e.HasKey(r => new { r.Card, r.Person });
            _ = e.HasIndex(r => new { r.Organisation, r.Board });
        });
        _ = model.Entity<CalendarLink>(e =>
        {
            _ = e.ToTable("calendar_links");
            _ = e.HasKey(l => new { l.Board, l.Person });
            _ = e.Property(l => l.Hash).HasMaxLength(64);
            _ = e.HasIndex(l => l.Hash).IsUnique();
        });
    }

    /// <summary>Small lists live in the card's row: a board of 5,000 cards is one query.</summary>
    internal static void AsJson<T>(PropertyBuilder<List<T>> property) =>
        _ = property.HasConversion(
            list => JsonSerializer.Serialize(list, Wire.Options),
            text => JsonSerializer.Deserialize<List<T>>(text, Wire.Options) ?? new List<T>(),
            new ValueComparer<List<T>>(
                (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)),
                list => list.Count,
                list => list.ToList()));
}
