using System.Buffers;

namespace SalesEngagement.Application.Exports;

/// <summary>
/// Writes cells so that they are read as they are, and that no spreadsheet takes them for a formula: what begins like one gets
/// an apostrophe (OWASP, CSV injection). Numbers in E.164 begin with a plus and are none: they stay as they are.
/// </summary>
public static class CsvCell
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n;\t|'");

    public static string Of(string? value)
    {
        var text = value ?? "";
        if (IsFormula(text))
            text = $"'{text}";
        return text.AsSpan().ContainsAny(NeedQuotes) || text.StartsWith(' ') || text.EndsWith(' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private static bool IsFormula(string text) => text switch
    {
        ['+', _, ..] => text.AsSpan(1).ContainsAnyExceptInRange('0', '9'),
        ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] => true,
        // Full-width forms, which spreadsheets read alike.
        ['\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] => true,
        _ => false,
    };
}
