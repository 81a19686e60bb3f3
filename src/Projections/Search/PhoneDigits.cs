using System.Text.RegularExpressions;

namespace SalesEngagement.Projections.Search;

/// <summary>Numbers as people write them, or parts of them. What is stored is E.164; what is asked may be anything with enough digits.</summary>
internal static partial class PhoneDigits
{
    /// <summary>Digits that a part of a number must have.</summary>
    public const int Fewest = 4;

    private const int Most = 17;
    private const int WholeNational = 8;

    /// <summary>The digits of a stored number.</summary>
    public static string Of(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    /// <summary>Every run of four digits.</summary>
    public static IEnumerable<string> Runs(string digits) =>
        Enumerable.Range(0, Math.Max(0, digits.Length - Fewest + 1)).Select(i => digits.Substring(i, Fewest)).Distinct();

    /// <summary>The stretches of a text that may be numbers: digits with what stands between them in numbers.</summary>
    public static IEnumerable<(int Start, int Length, List<string> Readings)> In(string text) => Written().Matches(text)
        .Select(match => (match.Index, match.Length, Readings: Readings(match.Value)))
        .Where(found => found.Readings.Count > 0);

    /// <summary>
    /// The digits that a stored number may contain, the likeliest reading first. <c>+</c>, <c>00</c> and <c>011</c> stand before
    /// a country; <c>0</c> and, in some countries, <c>8</c> or <c>06</c> before what follows it, which is left out within one.
    /// </summary>
    private static List<string> Readings(string written)
    {
        var digits = Of(Trunk().Replace(written, ""));
        if (digits.Length > Most)
            return [];
        var readings = new List<string>();
        if (written.TrimStart('(', ' ').StartsWith('+'))
        {
            readings.Add(digits);
        }
        else
        {
            readings.Add(digits.TrimStart('0'));
            if (digits.StartsWith("011", StringComparison.Ordinal))
                readings.Add(digits[3..]);
            if (digits.Length > WholeNational)
                readings.AddRange([digits[1..], digits[2..]]);
            readings.Add(digits);
        }

        return [.. readings.Where(reading => reading.Length >= Fewest).Distinct()];
    }

    [GeneratedRegex(@"[+(]?[+(]?\d(?:[\s().\-/\u00A0\u2010-\u2015\u202F]{0,3}\d)*")]
    private static partial Regex Written();

    /// <summary><c>+44 (0)20</c>: dialled within the country only.</summary>
    [GeneratedRegex(@"\(0\)")]
    private static partial Regex Trunk();
}
