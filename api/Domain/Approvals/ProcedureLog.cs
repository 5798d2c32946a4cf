using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workspace.Domain.Approvals;

/// <summary>
/// How events are written down, once and for ever: JSON with a <c>kind</c> that no renaming of a type changes. Free text is not in it; it is
/// kept beside (<see cref="SaltedText"/>), so that it can be erased.
/// </summary>
public static class ProcedureLog
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(ProcedureEvent happened) => JsonSerializer.Serialize(happened, s_json);

    /// <summary>A path outside of a log, as templates keep it.</summary>
    public static string WritePath(ApprovalPath path) => JsonSerializer.Serialize(path, s_json);

    /// <param name="data">As <see cref="WritePath"/> made it.</param>
    /// <exception cref="JsonException">It is no path.</exception>
    public static ApprovalPath ReadPath(string data) => JsonSerializer.Deserialize<ApprovalPath>(data, s_json) ?? throw new JsonException("No path.");

    /// <param name="data">As <see cref="Write"/> made it.</param>
    /// <param name="text">What was kept beside it; null where there was none or it was erased.</param>
    /// <exception cref="JsonException">It is no event.</exception>
    public static ProcedureEvent Read(string data, string? text) =>
        (JsonSerializer.Deserialize<ProcedureEvent>(data, s_json) ?? throw new JsonException("No event.")) with { Text = text };

    /// <summary>The name under which a kind of event is written.</summary>
    public static string KindOf(ProcedureEvent happened) =>
        (string)Attribute.GetCustomAttributes(typeof(ProcedureEvent), typeof(JsonDerivedTypeAttribute))
            .Cast<JsonDerivedTypeAttribute>().Single(k => k.DerivedType == happened.GetType()).TypeDiscriminator!;
}
