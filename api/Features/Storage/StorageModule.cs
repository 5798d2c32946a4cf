using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Workspace.Features.Storage;

public static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        _ = services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section)
            .Validate(o => o.ConnectionString.Length > 0, StorageOptions.NoConnectionString)
            .ValidateOnStart();
        _ = services.AddPooledDbContextFactory<SqliteDb>((s, o) => Sqlite(o, Options(s).ConnectionString));
        _ = services.AddPooledDbContextFactory<PostgresDb>((s, o) => Postgres(o, Options(s).ConnectionString));
        _ = services.AddSingleton<Func<WorkspaceDb>>(s => Options(s).Provider is StorageProvider.Postgres
            ? s.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext
            : s.GetRequiredService<IDbContextFactory<SqliteDb>>().CreateDbContext);
        return services.AddSingleton<Database>().AddSingleton<Reads>().AddSingleton<Changes>().AddSingleton<Scans>().AddSingleton<Leases>();
    }

    internal static void Sqlite(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, o => o.MigrationsAssembly(typeof(StorageModule).Assembly.FullName));

    internal static void Postgres(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, o => o.MigrationsAssembly(typeof(StorageModule).Assembly.FullName));

    private static StorageOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<StorageOptions>>().Value;
}
