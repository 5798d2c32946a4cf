using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox.Graph;

/// <summary>Turns a body into writes, and refuses with 400 what Planner refuses: raw order hints, missing types, read-only properties.</summary>
internal sealed partial class PlannerBody(PlannerLimits limits, CityDirectory directory, JsonObject by, DateTimeOffset now, Func<long> next)
{
    public List<PlannerWrite> Task(JsonObject body, PlannerItem? existing) => Each(body, (name, value) => name switch
    {
        "title" => [Plain(name, Text(name, value, limits.TitleLength, required: true))],
        "bucketId" or "conversationThreadId" => [Plain(name, Text(name, value, 200))],
        "percentComplete" => [Plain(name, Number(name, value, 0, 100))],
        "priority" => [Plain(name, Number(name, value, 0, 10))],
        "startDateTime" or "dueDateTime" => [Plain(name, Moment(name, value))],
        "orderHint" or "assigneePriority" => [Plain(name, Hint(name, value))],
        "assignments" => Entries(name, value, (person, entry) => Assignment(person, entry, existing)),
        "appliedCategories" => Entries(name, value, Category),
        _ => throw ReadOnly(name),
    });

    public List<PlannerWrite> TaskDetails(JsonObject body, PlannerItem existing) => Each(body, (name, value) => name switch
    {
        "description" => [Plain(name, Text(name, value, limits.DescriptionLength))],
        "previewType" => [Plain(name, OneOf(name, value, "automatic", "noPreview", "checklist", "description", "reference"))],
        "checklist" => Entries(name, value, (id, entry) => ChecklistItem(id, entry, existing)),
        "references" => Entries(name, value, (url, entry) => Reference(url, entry, existing)),
        _ => throw ReadOnly(name),
    });

    public List<PlannerWrite> Bucket(JsonObject body) => Each(body, (name, value) => name switch
    {
        "name" => [Plain(name, Text(name, value, limits.TitleLength, required: true))],
        "orderHint" => [Plain(name, Hint(name, value))],
        _ => throw ReadOnly(name),
    });

    public List<PlannerWrite> Plan(JsonObject body) => Each(body, (name, value) => name switch
    {
        "title" => [Plain(name, Text(name, value, limits.TitleLength, required: true))],
        _ => throw ReadOnly(name),
    });

    public List<PlannerWrite> PlanDetails(JsonObject body) => Each(body, (name, value) => name switch
    {
        "categoryDescriptions" => Entries(name, value, (category, text) => IsCategory(category)
            ? [new PlannerWrite([name, category], Text(category, text, limits.TitleLength))]
            : throw Invalid($"The property '{category}' does not exist on type 'microsoft.graph.plannerCategoryDescriptions'.")),
        "sharedWith" => Entries(name, value, (person, shared) => Flag(person, shared)
            ? [new PlannerWrite([name, Known(person)], true)]
            : [new PlannerWrite([name, person], null, Remove: true)]),
        _ => throw ReadOnly(name),
    });

    public List<PlannerWrite> AssignedToFormat(JsonObject body) => Each(body, (name, value) => name switch
    {
        "unassignedOrderHint" => [Plain(name, Hint(name, value))],
        "orderHintsByAssignee" => Entries(name, value, (person, hint) => [new PlannerWrite([name, Known(person)], Hint(name, hint))]),
        _ => throw ReadOnly(name),
    });

    public static List<PlannerWrite> OneHint(JsonObject body) => Each(body, (name, value) => name is "orderHint" ? [Plain(name, Hint(name, value))] : throw ReadOnly(name));

    public static GraphError Invalid(string message) => new(400, "", $"The request is invalid:\r\n{message}");

    /// <summary>A moment as the service writes it, or null.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static List<PlannerWrite> Each(JsonObject body, Func<string, JsonNode?, List<PlannerWrite>> read) =>
        [.. body.Where(property => !property.Key.StartsWith('@')).SelectMany(property => read(property.Key, property.Value))];

    private static List<PlannerWrite> Entries(string name, JsonNode? value, Func<string, JsonNode?, List<PlannerWrite>> read) => value is JsonObject entries
        ? Each(entries, read)
        : throw Invalid($"An open type is expected for the property '{name}'.");

    private List<PlannerWrite> Assignment(string person, JsonNode? value, PlannerItem? existing)
    {
        if (value is null)
        {
            return [new PlannerWrite(["assignments", person], null, Remove: true)];
        }

        var entry = Typed("assignments", value, "microsoft.graph.plannerAssignment");
        var writes = new List<PlannerWrite>();
        if (existing?.Data["assignments"]?[person] is null)
        {
            writes.Add(Entry("assignments", Known(person), "@odata.type", "#microsoft.graph.plannerAssignment"));
            writes.Add(Entry("assignments", person, "assignedDateTime", Moment(now)));
            writes.Add(Entry("assignments", person, "assignedBy", by.DeepClone()));
            if (!entry.ContainsKey("orderHint"))
            {
                throw Invalid("The orderHint of an assignment must be given.");
            }
        }

        writes.AddRange(Each(entry, (name, part) => name switch
        {
            "orderHint" => [Entry("assignments", person, name, Hint(name, part))],
            "assignedBy" => throw Invalid("An unexpected 'StartObject' node was found for property named 'assignedBy' when reading from the JSON reader. A 'PrimitiveValue' node was expected."),
            _ => throw ReadOnly(name),
        }));
        return writes;
    }

    private static List<PlannerWrite> Category(string category, JsonNode? value) =>
        !IsCategory(category) ? throw Invalid($"The category '{category}' does not exist.")
        : value is null || !Flag(category, value) ? [new PlannerWrite(["appliedCategories", category], null, Remove: true)]
        : [new PlannerWrite(["appliedCategories", category], true)];

    private List<PlannerWrite> ChecklistItem(string id, JsonNode? value, PlannerItem existing)
    {
        if (value is null)
        {
            return [new PlannerWrite(["checklist", id], null, Remove: true)];
        }

        var entry = Typed("checklist", value, "microsoft.graph.plannerChecklistItem");
        var writes = new List<PlannerWrite>();
        if (existing.Data["checklist"]?[id] is null)
        {
            writes.Add(Entry("checklist", id, "@odata.type", "#microsoft.graph.plannerChecklistItem"));
            writes.Add(Entry("checklist", id, "isChecked", false));
            writes.Add(Entry("checklist", id, "title", ""));
            writes.Add(Entry("checklist", id, "orderHint", OrderHint.Default(next())));
        }

        writes.AddRange(Each(entry, (name, part) => name switch
        {
            "title" => [Entry("checklist", id, name, Text(name, part, limits.TitleLength))],
            "isChecked" => [Entry("checklist", id, name, Flag(name, part))],
            "orderHint" => [Entry("checklist", id, name, Hint(name, part))],
            _ => throw ReadOnly(name),
        }));
        return Stamped("checklist", id, writes);
    }

    private List<PlannerWrite> Reference(string url, JsonNode? value, PlannerItem existing)
    {
        if (value is null)
        {
            return [new PlannerWrite(["references", url], null, Remove: true)];
        }

        // The key is the address with exactly . : % @ # encoded, since these are no characters of a property name.
        if (url.IndexOfAny(['.', ':', '@', '#']) >= 0 || LonePercent().IsMatch(url)
            || !Uri.TryCreate(Uri.UnescapeDataString(url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw Invalid($"The reference '{url}' is no encoded http or https address.");
        }

        var entry = Typed("references", value, "microsoft.graph.plannerExternalReference");
        var writes = new List<PlannerWrite>();
        if (existing.Data["references"]?[url] is null)
        {
            writes.Add(Entry("references", url, "@odata.type", "#microsoft.graph.plannerExternalReference"));
            writes.Add(Entry("references", url, "alias", null));
            writes.Add(Entry("references", url, "type", "Other"));
            writes.Add(Entry("references", url, "previewPriority", OrderHint.Default(next())));
        }

        writes.AddRange(Each(entry, (name, part) => name switch
        {
            "alias" or "type" => [Entry("references", url, name, Text(name, part, limits.TitleLength))],
            "previewPriority" => [Entry("references", url, name, Hint(name, part))],
            _ => throw ReadOnly(name),
        }));
        return Stamped("references", url, writes);
    }

    private List<PlannerWrite> Stamped(string open, string key, List<PlannerWrite> writes)
    {
        writes.Add(Entry(open, key, "lastModifiedDateTime", Moment(now)) with { IsStamp = true });
        writes.Add(Entry(open, key, "lastModifiedBy", by.DeepClone()) with { IsStamp = true });
        return writes;
    }

    private static JsonObject Typed(string property, JsonNode value, string type) =>
        value is not JsonObject entry ? throw Invalid($"An object is expected for the entries of '{property}'.")
        : (entry["@odata.type"] as JsonValue)?.GetValue<string>().TrimStart('#') != type
        ? throw Invalid($"The value of an entry of '{property}' must have the @odata.type '#{type}'.")
        : entry;

    private string Known(string person) => directory.Find(person) is { } known && known.Id.ToString("D") == person
        ? person
        : throw Invalid($"The user '{person}' does not exist.");

    private static bool IsCategory(string name) =>
        name.StartsWith("category", StringComparison.Ordinal) && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= 25 && name[8] != '0';

    private static PlannerWrite Plain(string name, JsonNode? value) => new([name], value);

    private static PlannerWrite Entry(string open, string key, string name, JsonNode? value) => new([open, key, name], value);

    private static JsonNode? Text(string name, JsonNode? value, int most, bool required = false) => value switch
    {
        null when !required => null,
        JsonValue text when text.TryGetValue<string>(out var content) && (!required || content.Length > 0) && content.Length <= most => content,
        _ => throw Invalid($"The value of '{name}' is missing, no text, or longer than {most.ToString(CultureInfo.InvariantCulture)} characters."),
    };

    private static JsonNode? Number(string name, JsonNode? value, int least, int most) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue<int>(out var content) && content >= least && content <= most
            ? content
            : throw Invalid(string.Create(CultureInfo.InvariantCulture, $"The value of '{name}' must be between {least} and {most}."));

    private static bool Flag(string name, JsonNode? value) => value is JsonValue flag && flag.TryGetValue<bool>(out var content)
        ? content
        : throw Invalid($"The value of '{name}' must be true or false.");

    private static JsonNode? OneOf(string name, JsonNode? value, params string[] choices) => value is JsonValue text && text.TryGetValue<string>(out var content) && choices.Contains(content, StringComparer.Ordinal)
        ? content
        : throw Invalid($"The value of '{name}' is not one of {string.Join(", ", choices)}.");

    private static JsonNode? Moment(string name, JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.TryGetValue<string>(out var content) && content.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(content, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => Moment(moment),
        _ => throw Invalid($"Cannot convert the literal of '{name}' to the expected type 'Edm.DateTimeOffset'."),
    };

    private static JsonNode? Hint(string name, JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var expression) && OrderHint.Compute(expression) is { } hint
        ? hint
        : throw Invalid($"The value of '{name}' is no order hint expression: '<previous> <next>!' is expected, not a hint that was read.");

    private static GraphError ReadOnly(string name) => Invalid($"The property '{name}' does not exist or can't be changed.");

    [GeneratedRegex("%(?!(25|2E|3A|40|23))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LonePercent();
}
