using Microsoft.OpenApi;
using Workspace.Features.Shared;

namespace Workspace.Host;

/// <summary>The contract of <c>/api</c>, from which the tab's types are made.</summary>
internal static class OpenApi
{
    public const string Path = "/openapi/v1.json";

    public static void AddContract(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        _ = options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Workspace", Version = "1" };
            document.Servers = [];
            foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
            {
                Require(name, (OpenApiSchema)schema);
            }

            return Task.CompletedTask;
        });
        _ = options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.HttpMethod is not "GET")
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = CommandId.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "The client's own id (UUIDv7) of this command; a retry with it changes nothing twice.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                });
            }

            return Task.CompletedTask;
        });
    });

    /// <summary>
    /// What is null is left out of answers and may be left out of requests, so it is optional; an edit's value and the
    /// kind of a change are always there.
    /// </summary>
    private static void Require(string name, OpenApiSchema schema)
    {
        schema.Required ??= new HashSet<string>(StringComparer.Ordinal);
        var isEdit = name.StartsWith("EditOf", StringComparison.Ordinal);
        foreach (var (field, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
        {
            if (isEdit && property is OpenApiSchema value && value.Type is { } type)
            {
                // Edits of a type and of its nullable twin share one schema.
                value.Type = type | JsonSchemaType.Null;
            }

            if (isEdit || field == "kind")
            {
                _ = schema.Required.Add(field);
            }
            else if (property.Type?.HasFlag(JsonSchemaType.Null) == true || property.OneOf?.Any(o => o.Type == JsonSchemaType.Null) == true)
            {
                _ = schema.Required.Remove(field);
            }
        }
    }
}
