using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workspace.Architecture.Tests.Manifest;

/// <summary>
/// Checks a document against the keywords that the stored schemas use (drafts 4 and 7). The library that we use
/// elsewhere knows no <c>const</c> and skips what stands beside a <c>$ref</c>; both carry most of these schemas' weight.
/// An unknown keyword throws, so that a newer schema can't be half checked.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly JsonNode _root;
    private readonly List<string> _errors = [];

    private SchemaCheck(JsonNode root) => _root = root;

    /// <summary>What is wrong with the document, one line each; empty if nothing is.</summary>
    public static IReadOnlyList<string> Errors(JsonNode schema, JsonNode? document)
    {
        var check = new SchemaCheck(schema);
        check.Visit(schema.AsObject(), document, "");
        return check._errors;
    }

    private bool Fits(JsonNode schema, JsonNode? value)
    {
        var inner = new SchemaCheck(_root);
        inner.Visit(schema.AsObject(), value, "");
        return inner._errors.Count == 0;
    }

    private void Visit(JsonObject schema, JsonNode? value, string path)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (!Holds(schema, keyword, rule, value, path))
            {
                _errors.Add($"{(path.Length == 0 ? "/" : path)} breaks {keyword} {Shorten(rule)}");
            }
        }
    }

    private bool Holds(JsonObject schema, string keyword, JsonNode? rule, JsonNode? value, string path)
    {
        switch (keyword)
        {
            case "$schema" or "description" or "default" or "definitions" or "format" or "then":
                return true;
            case "$ref":
                Visit(Resolve(rule!.GetValue<string>()), value, path);
                return true;
            case "type":
                return rule is JsonArray several ? several.Any(t => Is(t!.GetValue<string>(), value)) : Is(rule!.GetValue<string>(), value);
            case "enum":
                return rule!.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value));
            case "const":
                return JsonNode.DeepEquals(rule, value);
            case "allOf":
                foreach (var part in rule!.AsArray())
                {
                    Visit(part!.AsObject(), value, path);
                }

                return true;
            case "anyOf":
                return rule!.AsArray().Any(option => Fits(option!, value));
            case "oneOf":
                return rule!.AsArray().Count(option => Fits(option!, value)) == 1;
            case "not":
                return !Fits(rule!, value);
            case "if":
                if (Fits(rule!, value) && schema["then"] is JsonObject then)
                {
                    Visit(then, value, path);
                }

                return true;
        }

        return value switch
        {
            JsonObject members => HoldsForObject(schema, keyword, rule!, members, path),
            JsonArray items => HoldsForArray(keyword, rule!, items, path),
            JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => HoldsForText(keyword, rule!, scalar.GetValue<string>()),
            JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number => HoldsForNumber(keyword, rule!, scalar.GetValue<double>()),
            _ => Known(keyword),
        };
    }

    private bool HoldsForObject(JsonObject schema, string keyword, JsonNode rule, JsonObject value, string path)
    {
        switch (keyword)
        {
            case "required":
                return rule.AsArray().All(name => value.ContainsKey(name!.GetValue<string>()));
            case "minProperties":
                return value.Count >= rule.GetValue<int>();
            case "properties":
                foreach (var (name, part) in rule.AsObject())
                {
                    if (value.TryGetPropertyValue(name, out var member))
                    {
                        Visit(part!.AsObject(), member, $"{path}/{name}");
                    }
                }

                return true;
            case "patternProperties":
                foreach (var (pattern, part) in rule.AsObject())
                {
                    foreach (var (name, member) in value.Where(m => Matches(m.Key, pattern)))
                    {
                        Visit(part!.AsObject(), member, $"{path}/{name}");
                    }
                }

                return true;
            case "additionalProperties":
                foreach (var (name, member) in value.Where(m => !IsNamed(schema, m.Key)))
                {
                    if (rule is JsonObject part)
                    {
                        Visit(part, member, $"{path}/{name}");
                    }
                    else if (!rule.GetValue<bool>())
                    {
                        _errors.Add($"{path}/{name} is not in the schema");
                    }
                }

                return true;
            case "dependencies":
                foreach (var (name, part) in rule.AsObject().Where(d => value.ContainsKey(d.Key)))
                {
                    Visit(part!.AsObject(), value, path);
                }

                return true;
            default:
                return Known(keyword);
        }
    }

    private bool HoldsForArray(string keyword, JsonNode rule, JsonArray value, string path)
    {
        switch (keyword)
        {
            case "items":
                for (var i = 0; i < value.Count; i++)
                {
                    Visit(rule.AsObject(), value[i], $"{path}/{i.ToString(CultureInfo.InvariantCulture)}");
                }

                return true;
            case "minItems":
                return value.Count >= rule.GetValue<int>();
            case "maxItems":
                return value.Count <= rule.GetValue<int>();
            case "uniqueItems":
                return !rule.GetValue<bool>() || value.Select(v => v?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() == value.Count;
            default:
                return Known(keyword);
        }
    }

    private static bool HoldsForText(string keyword, JsonNode rule, string value) => keyword switch
    {
        "minLength" => new StringInfo(value).LengthInTextElements >= rule.GetValue<int>(),
        "maxLength" => value.Length <= rule.GetValue<int>(),
        "pattern" => Matches(value, rule.GetValue<string>()),
        _ => Known(keyword),
    };

    private static bool HoldsForNumber(string keyword, JsonNode rule, double value) => keyword switch
    {
        "minimum" => value >= rule.GetValue<double>(),
        "maximum" => value <= rule.GetValue<double>(),
        _ => Known(keyword),
    };

    private static bool Known(string keyword) => keyword is
        "required" or "minProperties" or "properties" or "patternProperties" or "additionalProperties" or "dependencies"
        or "items" or "minItems" or "maxItems" or "uniqueItems" or "minLength" or "maxLength" or "pattern" or "minimum" or "maximum"
        ? true
        : throw new NotSupportedException($"The schema uses '{keyword}', which this check does not know.");

    private static bool IsNamed(JsonObject schema, string name) =>
        (schema["properties"] as JsonObject)?.ContainsKey(name) == true
        || (schema["patternProperties"] as JsonObject)?.Any(p => Matches(name, p.Key)) == true;

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private JsonObject Resolve(string reference)
    {
        var node = _root;
        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part] ?? throw new KeyNotFoundException(reference);
        }

        return node.AsObject();
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value!.GetValue<double>()),
        _ => false,
    };

    private static string Shorten(JsonNode? rule) => rule?.ToJsonString() is { } text ? text.Length > 120 ? text[..120] + "…" : text : "null";
}
