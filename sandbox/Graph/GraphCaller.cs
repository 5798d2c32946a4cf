using System.Text.Json.Nodes;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox.Graph;

/// <summary>Who calls Graph: an application by itself (roles) or on behalf of a person (scopes).</summary>
internal sealed record GraphCaller(CityDirectory Directory, DemoPerson? Person, string Application, IReadOnlySet<string> Permissions)
{
    /// <summary>What implies what, as far as it matters here.</summary>
    private static readonly Dictionary<string, string[]> s_higher = new(StringComparer.OrdinalIgnoreCase)
    {
        ["User.Read"] = ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"],
        ["User.ReadBasic.All"] = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All"],
        ["User.Read.All"] = ["User.ReadWrite.All", "Directory.Read.All"],
        ["ProfilePhoto.Read.All"] = ["User.Read.All"],
        ["GroupMember.ReadBasic.All"] = ["GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"],
        ["GroupMember.Read.All"] = ["Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "GroupMember.ReadWrite.All"],
        ["Tasks.Read"] = ["Tasks.ReadWrite", "Group.Read.All", "Group.ReadWrite.All"],
        ["Tasks.ReadWrite"] = ["Group.ReadWrite.All"],
        ["Tasks.Read.All"] = ["Tasks.ReadWrite.All"],
    };

    public bool IsApplication => Person is null;

    public DemoPerson Me => Person ?? throw new GraphError(400, "BadRequest", "/me request is only valid with delegated authentication flow.");

    public static GraphCaller From(JsonObject claims, CityDirectory directory)
    {
        var person = (string?)claims["scp"] is null ? null : directory.Find((string?)claims["oid"] ?? "")
            ?? throw new GraphError(401, "InvalidAuthenticationToken", "The user of the token does not exist.");
        IEnumerable<string> permissions = person is null
            ? (claims["roles"] as JsonArray ?? []).Select(role => (string)role!)
            : ((string)claims["scp"]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new GraphCaller(directory, person, (string?)claims["appid"] ?? (string?)claims["azp"] ?? "", permissions.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    public bool Has(string permission) =>
        Permissions.Contains(permission) || (s_higher.GetValueOrDefault(permission) ?? []).Any(Permissions.Contains);

    /// <summary>Any one permission of the list that fits the kind of token is enough.</summary>
    public void Demand(string delegated, string application)
    {
        if (!(IsApplication ? application : delegated).Split('|').Any(Has))
        {
            throw new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        }
    }

    /// <summary>Graph's identitySet of whoever this is.</summary>
    public JsonObject ToIdentitySet() => Person is { } person
        ? new JsonObject
        {
            ["user"] = new JsonObject { ["displayName"] = null, ["id"] = person.Id.ToString("D") },
            ["application"] = new JsonObject { ["displayName"] = null, ["id"] = Application },
        }
        : new JsonObject { ["application"] = new JsonObject { ["displayName"] = null, ["id"] = Application } };
}
