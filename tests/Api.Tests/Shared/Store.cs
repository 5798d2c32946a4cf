namespace Workspace.Api.Tests;

/// <summary>The databases that everything is tried on.</summary>
public enum Store
{
    Sqlite,
    Postgres,
}
