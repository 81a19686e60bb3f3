using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>What the served document says of one route.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Parameters">Of path, query and header.</param>
/// <param name="Body">What it takes; null when nothing.</param>
/// <param name="Answers">By status: media type to schema; none for an answer without a body.</param>
/// <param name="IsOpen">Whether it needs no sign-in.</param>
internal sealed record Operation(
    string Method,
    string Path,
    IReadOnlyList<Parameter> Parameters,
    BodyShape? Body,
    IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonNode?>> Answers,
    bool IsOpen)
{
    /// <summary>As the table calls it.</summary>
    public string Name => $"{Method} {Path}";
}

/// <summary>A parameter: its name, where it stands (<c>path</c>, <c>query</c>, <c>header</c>) and its schema.</summary>
internal sealed record Parameter(string Name, string Place, JsonObject Schema);

/// <summary>A body: its media types, its schema and the example shown for it.</summary>
internal sealed record BodyShape(IReadOnlyList<string> Media, JsonNode? Schema, JsonNode? Example);
