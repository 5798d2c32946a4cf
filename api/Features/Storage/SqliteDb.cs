using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workspace.Features.Storage;

/// <summary>SQLite: one file, write-ahead log, one writer at a time.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : WorkspaceDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite can neither compare nor sort DateTimeOffset; ticks can.
        _ = configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
    }

    private sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(t => t.UtcTicks, t => new DateTimeOffset(t, TimeSpan.Zero));
}
