using System.Text.Json;
using Workspace.Contracts.Boards;
using Workspace.Domain.Planner;

namespace Workspace.Features.Planner;

/// <summary>How fields are called on the wire: as in <see cref="CardEdit"/> where they are there.</summary>
internal static class PlannerNames
{
    public static string Of(PlannerField field) => field switch
    {
        PlannerField.Item => "checklist",
        PlannerField.Tick => "done",
        PlannerField.Items => "order",
        _ => JsonNamingPolicy.CamelCase.ConvertName(field.ToString()),
    };

    /// <summary>The field of a name; null for none.</summary>
    public static PlannerField? Field(string name) => Enum.GetValues<PlannerField>().Cast<PlannerField?>().FirstOrDefault(f => Of(f!.Value) == name);
}
