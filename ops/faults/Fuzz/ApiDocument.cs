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

    /// <summary>The route that an address leads to, read as the Host does: decoded, without dots, whatever the case and a last slash.</summary>
    public Operation? At(string method, string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Skip(1).Select(Uri.UnescapeDataString))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".."))
                parts.Add(part);
        }

        if (parts is [.., ""])
            parts.RemoveAt(parts.Count - 1);
        return Operations.Where(operation => operation.Method == method && Leads(operation, parts))
            .MinBy(operation => operation.Path.Count(character => character == '{'));
    }

    /// <summary>Names that the schema of a route's body has for its members.</summary>
    public HashSet<string> MembersOf(Operation operation) =>
        [.. (Resolve(operation.Body?.Schema)["properties"] as JsonObject ?? []).Select(member => member.Key)];

    private static bool Leads(Operation operation, List<string> parts)
    {
        var template = operation.Path.Split('/')[1..];
        return template.Length == parts.Count && template.Zip(parts).All(pair =>
            pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
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
