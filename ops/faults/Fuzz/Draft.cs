using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>A request to be: what it says, and how it was spoiled.</summary>
internal sealed class Draft
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    /// <summary>The route it was made from.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Its method.</summary>
    public required string Method { get; set; }

    /// <summary>Its path as it is sent, escaped.</summary>
    public required string Path { get; set; }

    /// <summary>As which role it is sent.</summary>
    public required string Actor { get; set; }

    /// <summary>Its query, escaped.</summary>
    public List<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>Headers beside the credential and the media type.</summary>
    public List<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Its body, while that is JSON.</summary>
    public JsonNode? Body { get; set; }

    /// <summary>Its body, when that is something else.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Its media type; null to send none.</summary>
    public string? Media { get; set; } = "application/json";

    /// <summary>What stands in the JSON text in place of some string, quotes included: what no writer would write.</summary>
    public Dictionary<string, string> Raw { get; init; } = [];

    /// <summary>What was done to it.</summary>
    public List<string> Manners { get; init; } = [];

    /// <summary>Whether address or method are no longer the route's.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>Members that the route does not take and that must have no effect.</summary>
    public HashSet<string> Planted { get; init; } = [];

    /// <summary>Whether what was planted is still in it, and none of these members.</summary>
    public bool IsPlantedBeside(HashSet<string> members) =>
        Bytes is null && Body is JsonObject body && Planted.Except(members).Any(body.ContainsKey);

    /// <summary>Names that the route's schema has for members of its body.</summary>
    public HashSet<string> Members { get; init; } = [];

    /// <summary>The body as it is sent; null for none.</summary>
    public byte[]? Content()
    {
        if (Bytes is not null || Body is null)
            return Bytes;
        var text = Body.ToJsonString(Plain);
        foreach (var (given, instead) in Raw)
            text = text.Replace($"\"{given}\"", instead, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Path and query.</summary>
    public string Target() => Query.Count == 0
        ? Path
        : $"{Path}?{string.Join('&', Query.Select(part => $"{part.Name}={part.Value}"))}";

    /// <summary>The same in every part.</summary>
    public Draft Copy() => new()
    {
        Operation = Operation, Method = Method, Path = Path, Actor = Actor, Query = [.. Query], Headers = [.. Headers],
        Body = Body?.DeepClone(), Bytes = Bytes, Media = Media, Raw = new(Raw), Manners = [.. Manners],
        IsElsewhere = IsElsewhere, Planted = [.. Planted], Members = Members,
    };

    /// <summary>The same without one of its parts, for each that it could do without.</summary>
    public IEnumerable<Draft> Smaller()
    {
        for (var i = 0; i < Headers.Count; i++)
            yield return With(copy => copy.Headers.RemoveAt(i));
        for (var i = 0; i < Query.Count; i++)
            yield return With(copy => copy.Query.RemoveAt(i));
        if (Bytes is null && Body is JsonObject body)
        {
            foreach (var name in body.Select(member => member.Key).ToList())
                yield return With(copy => copy.Body!.AsObject().Remove(name));
        }

        Draft With(Action<Draft> change)
        {
            var copy = Copy();
            change(copy);
            return copy;
        }
    }

    /// <summary>How to say it again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Cut(Target())} as {Actor}");
        foreach (var (name, value) in Headers)
            text.Append($" -H '{name}: {Cut(value)}'");
        if (Content() is { } content)
            text.Append($" -H 'Content-Type: {Media}' -d '{Cut(Encoding.UTF8.GetString(content))}' ({content.Length} bytes)");
        return text.Append($" [{string.Join(", ", Manners)}]").ToString();
    }

    private static string Cut(string text) => text.Length <= 400 ? text : $"{text[..300]}…{text[^60..]}";
}
