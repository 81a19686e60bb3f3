using System.Globalization;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>The OpenAPI document as the Host serves it.</summary>
internal sealed class ApiDocument
{
    private const string Components = "#/components/schemas/";
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    private ApiDocument(JsonObject root)
    {
        Root = root;
        Operations = [.. root["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Where(member => Methods.Contains(member.Key))
                .Select(member => OperationOf(path.Key, member.Key, member.Value!.AsObject())))];
    }

    /// <summary>The whole of it.</summary>
    public JsonObject Root { get; }

    /// <summary>Its routes.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Reads one.</summary>
    public static ApiDocument Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>The schema itself, where another is only pointed at.</summary>
    public JsonObject Resolve(JsonNode? schema)
    {
        var resolved = schema as JsonObject ?? [];
        while (resolved["$ref"]?.GetValue<string>() is { } pointer && pointer.StartsWith(Components, StringComparison.Ordinal))
            resolved = Root["components"]!["schemas"]![pointer[Components.Length..]]!.AsObject();
        return resolved;
    }

    private static Operation OperationOf(string path, string method, JsonObject said) => new(
        method.ToUpperInvariant(),
        path,
        [.. (said["parameters"] as JsonArray ?? []).Select(parameter => new Parameter(
            parameter!["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>(), parameter["schema"] as JsonObject ?? []))],
        said["requestBody"]?["content"] is JsonObject content ? BodyOf(content) : null,
        (said["responses"] as JsonObject ?? [])
            .Where(answer => int.TryParse(answer.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(answer => int.Parse(answer.Key, CultureInfo.InvariantCulture), answer => (IReadOnlyDictionary<string, JsonNode?>)MediaOf(answer.Value)),
        said["security"] is JsonArray { Count: 0 });

    private static BodyShape BodyOf(JsonObject content) => new(
        [.. content.Select(media => media.Key)],
        content.Select(media => media.Value?["schema"]).FirstOrDefault(),
        content.Select(media => media.Value?["example"]).FirstOrDefault(example => example is not null));

    private static Dictionary<string, JsonNode?> MediaOf(JsonNode? answer) =>
        (answer?["content"] as JsonObject ?? []).ToDictionary(media => media.Key, media => media.Value?["schema"]);
}
