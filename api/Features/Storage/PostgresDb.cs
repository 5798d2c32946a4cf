using Microsoft.EntityFrameworkCore;

namespace Workspace.Features.Storage;

/// <summary>PostgreSQL: any number of instances; rows of other organisations are out of reach by row-level security too.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : WorkspaceDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // Ranks and keys compare by code units, as in C# and in the browser.
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(p => p.Name == "Rank"))
        {
            property.SetCollation("C");
        }
    }
}
