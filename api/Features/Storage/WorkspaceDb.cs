using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Approvals;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Outbox;
using Workspace.Features.People;
using Workspace.Features.Planner;
using Workspace.Features.Teams;

namespace Workspace.Features.Storage;

/// <summary>
/// The model of the database; <see cref="SqliteDb"/> and <see cref="PostgresDb"/> own what differs.
/// Every row of an organisation is behind a query filter: a context that nobody gave an organisation sees nothing.
/// Contexts are made by <see cref="Reads"/>, <see cref="Changes"/> and <see cref="Scans"/> alone.
/// </summary>
public abstract class WorkspaceDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Whose rows this context sees.</summary>
    public Guid Organisation { get; internal set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        JournalMapping.Map(modelBuilder);
        OutboxMapping.Map(modelBuilder);
        PeopleMapping.Map(modelBuilder);
        BoardMapping.Map(modelBuilder);
        ApprovalMapping.Map(modelBuilder);
        TeamsMapping.Map(modelBuilder);
        PlannerMapping.Map(modelBuilder);

        _ = modelBuilder.Entity<Organisation>().HasQueryFilter(o => o.Id == Organisation);
        var filter = typeof(WorkspaceDb).GetMethod(nameof(FilterByOrganisation), BindingFlags.Instance | BindingFlags.NonPublic)!;
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsAssignableTo(typeof(IOwned))))
        {
            _ = filter.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        _ = configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        _ = configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    private void FilterByOrganisation<T>(ModelBuilder model)
        where T : class, IOwned =>
        model.Entity<T>().HasQueryFilter(row => EF.Property<Guid>(row, nameof(IOwned.Organisation)) == Organisation);

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(t => t.ToUniversalTime(), t => t);
}
