using System.Text;
using System.Text.Json;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>Says which member of a well-formed body does not fit, by JSON pointer and without repeating its value.</summary>
internal static class JsonFault
{
    public static Problem ProblemOf(JsonException fault) => new(
        422, "invalid", "The body does not have the documented shape; see errors.",
        new Dictionary<string, string[]> { [PointerOf(fault.Path)] = [MessageOf(fault)] });

    // The reader tells the kind of fault only in its text.
    private static string MessageOf(JsonException fault) => fault.Message switch
    {
        var text when text.Contains("could not be mapped", StringComparison.Ordinal) => "is not a known member",
        var text when text.Contains("uplicate", StringComparison.Ordinal) => "occurs twice",
        var text when text.Contains("missing required", StringComparison.Ordinal) => "lacks required members",
        _ => "has the wrong type or form",
    };

    /// <summary><c>$.phones[0].number</c> → <c>/phones/0/number</c>; the root is the empty pointer.</summary>
    internal static string PointerOf(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var part in Parts(path ?? "$"))
            pointer.Append('/').Append(part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }

    private static IEnumerable<string> Parts(string path)
    {
        for (var at = 1; at < path.Length;)
        {
            var quoted = path[at..].StartsWith("['", StringComparison.Ordinal);
            var start = at + (quoted ? 2 : 1);
            var end = (path[at], quoted) switch
            {
                ('[', true) => path.IndexOf("']", start, StringComparison.Ordinal),
                ('[', false) => path.IndexOf(']', start),
                _ => path.IndexOfAny(['.', '['], start),
            };
            end = end < 0 ? path.Length : end;
            yield return path[start..end];
            at = path[at] == '[' ? end + (quoted ? 2 : 1) : end;
        }
    }
}
