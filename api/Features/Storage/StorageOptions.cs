namespace Workspace.Features.Storage;

public enum StorageProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    internal const string NoConnectionString = "Set Storage:ConnectionString, for example 'Data Source=workspace.db' for SQLite.";

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>For PostgreSQL a login that owns nothing, has no BYPASSRLS and is NOINHERIT (docs/operations.md).</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>PostgreSQL only, for <c>--migrate</c>: the owner of the schema.</summary>
    public string? OwnerConnectionString { get; set; }
}
