using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Graph;

internal enum PlannerKind
{
    Plan,
    PlanDetails,
    Bucket,
    Task,
    TaskDetails,
    AssignedToTaskBoardFormat,
    BucketTaskBoardFormat,
    ProgressTaskBoardFormat,
}

/// <summary>
/// One resource with an etag of its own. Planner accepts an older etag as long as the change does not touch what was changed since:
/// so it remembers, for each property and each entry of an open type, the version that last changed it.
/// </summary>
internal sealed class PlannerItem(PlannerKind kind, string id)
{
    /// <summary>Separates the parts of a property's path; no key of Planner's open types contains it.</summary>
    private const char Sign = '\n';

    public PlannerKind Kind { get; } = kind;

    public string Id { get; } = id;

    public DateTimeOffset Created { get; init; }

    /// <summary>What the resource's JSON shows, without id and etag.</summary>
    public JsonObject Data { get; init; } = [];

    /// <summary>Versions that this resource has had, oldest first. They are unique in the whole store, so that an etag names its resource.</summary>
    public List<long> Versions { get; init; } = [];

    public Dictionary<string, long> Changed { get; init; } = new(StringComparer.Ordinal);

    public long Version => Versions[^1];

    public string Etag => PlannerEtag.Write(Kind, Version);

    public void Move(long version, int remembered)
    {
        Versions.Add(version);
        if (Versions.Count > remembered)
        {
            Versions.RemoveRange(0, Versions.Count - remembered);
        }
    }

    public bool ConflictsWith(PlannerWrite write, long since)
    {
        if (write.IsStamp)
        {
            return false;
        }

        for (var length = 1; length <= write.Path.Length; length++)
        {
            if (Changed.GetValueOrDefault(Join(write.Path[..length])) > since)
            {
                return true;
            }
        }

        var below = Join(write.Path) + Sign;
        return Changed.Any(changed => changed.Value > since && changed.Key.StartsWith(below, StringComparison.Ordinal));
    }

    public void Apply(PlannerWrite write, long version)
    {
        var parent = Data;
        for (var depth = 0; depth < write.Path.Length - 1; depth++)
        {
            if (parent[write.Path[depth]] is not JsonObject child)
            {
                parent[write.Path[depth]] = child = [];
                Changed[Join(write.Path[..(depth + 1)])] = version; // the entry did not exist: its creation is a change of its own
            }

            parent = child;
        }

        if (write.Remove)
        {
            _ = parent.Remove(write.Path[^1]);
        }
        else
        {
            parent[write.Path[^1]] = write.Value?.DeepClone();
        }

        if (!write.IsStamp)
        {
            Changed[Join(write.Path)] = version;
        }
    }

    public JsonObject Show()
    {
        var shown = new JsonObject { ["@odata.etag"] = Etag };
        foreach (var (name, value) in Data)
        {
            shown[name] = value?.DeepClone();
        }

        shown["id"] = Id;
        return shown;
    }

    private static string Join(string[] path) => string.Join(Sign, path);
}

/// <summary>One change: a property, an entry of an open type, or a property of such an entry.</summary>
internal sealed record PlannerWrite(string[] Path, JsonNode? Value, bool Remove = false)
{
    /// <summary>Written by the service itself (who changed it, and when): never the cause of a conflict.</summary>
    public bool IsStamp { get; init; }
}

/// <summary>
/// Etags of the published form: <c>W/"base64"</c> of <c>'1-Task  @@@@@@@@@@@@@@AB'</c>. Documentation promises that a newer one is greater
/// by ordinal comparison; base64 keeps that order only for some letters, so the counter is written in ten that do.
/// </summary>
internal static class PlannerEtag
{
    private const string Digits = "@ABDEFHIJL";

    public static string Write(PlannerKind kind, long version)
    {
        var number = version.ToString("D16", CultureInfo.InvariantCulture);
        var text = $"'1-{Name(kind)}{string.Concat(number.Select(digit => Digits[digit - '0']))}'";
        return $"W/\"{Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}\"";
    }

    /// <summary>The version, if this is an etag of that kind.</summary>
    public static long? Read(PlannerKind kind, string etag)
    {
        if (!etag.StartsWith("W/\"", StringComparison.Ordinal) || !etag.EndsWith('"') || etag.Length < 8)
        {
            return null;
        }

        var bytes = new byte[etag.Length];
        if (!Convert.TryFromBase64String(etag[3..^1], bytes, out var length))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(bytes, 0, length);
        var start = $"'1-{Name(kind)}";
        return text.StartsWith(start, StringComparison.Ordinal) && text.Length == start.Length + 17
            && long.TryParse(string.Concat(text[start.Length..^1].Select(letter => (char)('0' + Digits.IndexOf(letter, StringComparison.Ordinal)))), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    /// <summary>Padded to three letters, at least one blank: then the counter starts on a base64 boundary.</summary>
    private static string Name(PlannerKind kind)
    {
        var name = $"{kind} ";
        return name.PadRight((name.Length + 2) / 3 * 3);
    }
}
