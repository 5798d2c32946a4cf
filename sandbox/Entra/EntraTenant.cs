using System.Collections.Concurrent;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox.Entra;

/// <summary>A tenant and what its administrator has consented to for our registration.</summary>
public sealed class EntraTenant(CityDirectory directory)
{
    public CityDirectory Directory { get; } = directory;

    public Guid Id => Directory.Tenant;

    /// <summary>False = no administrator of this tenant has ever consented: the registration is unknown here (AADSTS700016).</summary>
    public bool AppInstalled { get; set; } = true;

    /// <summary>Graph application permissions with administrator consent; the <c>roles</c> of app-only tokens.</summary>
    public ConcurrentDictionary<string, bool> AppRoles { get; } = new(
        new[] { "User.Read.All", "GroupMember.Read.All", "Tasks.ReadWrite.All" }.ToDictionary(role => role, _ => true, StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Graph delegated permissions with administrator consent; what on-behalf-of may ask for.</summary>
    public ConcurrentDictionary<string, bool> DelegatedScopes { get; } = new(
        new[] { "User.Read", "User.ReadBasic.All", "GroupMember.Read.All", "Tasks.ReadWrite" }.ToDictionary(scope => scope, _ => true, StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);
}
