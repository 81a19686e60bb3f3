using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>
/// Holds bodies against the document's schemas, read closed: a member that a schema does not name is one that clients
/// made from the document never learn of.
/// </summary>
internal sealed class SchemaJudge(ApiDocument document)
{
    private static readonly string[] Combining = ["allOf", "anyOf", "oneOf", "$ref"];
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private static int _count;
    private readonly JsonNode _components = Closed(document.Root["components"]?["schemas"] ?? new JsonObject());
    private readonly ConcurrentDictionary<string, JsonSchema> _built = [];

    /// <summary>What does not fit, with its place; null when all does.</summary>
    public string? Fault(JsonNode schema, JsonElement body)
    {
        var result = _built.GetOrAdd(schema.ToJsonString(), _ => Build(schema)).Evaluate(body, Options);
        if (result.IsValid)
            return null;
        var wrong = (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"));
        return wrong.FirstOrDefault() ?? "does not fit its schema";
    }

    private JsonSchema Build(JsonNode schema)
    {
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:fuzz:{Interlocked.Increment(ref _count)}",
            ["$defs"] = _components.DeepClone(),
            ["allOf"] = new JsonArray(Closed(schema)),
        };
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    }

    private static JsonNode Closed(JsonNode schema)
    {
        var copy = schema.DeepClone();
        Close(copy);
        return copy;
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Close(item);
        }

        if (node is not JsonObject schema)
            return;
        foreach (var (_, inner) in schema.ToList())
            Close(inner);
        if (schema["properties"] is JsonObject && schema["type"] is not null && !schema.ContainsKey("additionalProperties")
            && !Combining.Any(schema.ContainsKey))
        {
            schema["additionalProperties"] = false;
        }
    }
}
