using System.Text.Json;
using System.Text.Unicode;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>Whether the bytes are what they claim to be, and hold no character that no store of ours can keep.</summary>
internal static class WellFormed
{
    /// <summary>400 for JSON that is broken, too deep, not UTF-8, or holds NUL or half a surrogate pair; else null.</summary>
    public static Problem? FaultOfJson(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            return StatusProblems.Malformed("The body is not UTF-8.");

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonFormat.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(ref reader))
                    return StatusProblems.Malformed("A text in the body contains NUL or half a surrogate pair.");
            }

            return null;
        }
        catch (JsonException)
        {
            return StatusProblems.Malformed($"The body is not JSON, or deeper than {JsonFormat.MaxDepth} levels.");
        }
    }

    /// <summary>400 for a form that holds NUL, plain or escaped; else null.</summary>
    public static Problem? FaultOfForm(ReadOnlySpan<byte> body) =>
        body.Contains((byte)0) || body.IndexOf("%00"u8) >= 0
            ? StatusProblems.Malformed("A field of the form contains NUL.")
            : null;

    private static bool IsText(ref Utf8JsonReader reader)
    {
        // Only an escape can bring either: plain NUL is not JSON, and a plain lone surrogate is not UTF-8.
        if (!reader.ValueIsEscaped)
            return true;
        try
        {
            return !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
