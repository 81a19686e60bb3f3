namespace SalesEngagement.Host.Access;

/// <summary>
/// How much of a password has to be guessed, in characters. The password is cut into the cheapest pieces: a common
/// password is worth three characters however long it is, a year two, a run along the alphabet, the digits or a row of
/// keys one, what stood there before one, and any other character one. <c>sunshine1234</c> is worth 4,
/// <c>sunshinesunshine</c> 4, <c>1qaz2wsx3edc</c> 3, and three words with a space between them 11.
/// </summary>
internal static class PasswordWorth
{
    /// <summary>Three words, or nine characters that follow no pattern.</summary>
    public const int Least = 9;

    private const int OfCommon = 3;
    private const int OfYear = 2;
    private const int ShortestPattern = 4;

    private static readonly string[] Lines =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "!@#$%^&*()",
        "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
        "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
    ];

    private static readonly HashSet<(char, char)> Neighbours = [.. Lines.SelectMany(line => line.Zip(line.Skip(1)))];

    public static int Of(string password)
    {
        var text = password.ToLowerInvariant();
        var letters = Letters(text);
        var worth = new int[text.Length + 1];
        Array.Fill(worth, int.MaxValue, 1, text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var (length, price) in PiecesAt(text, letters, at))
                worth[at + length] = Math.Min(worth[at + length], worth[at] + price);
        }

        return worth[^1];
    }

    /// <summary>The text with the letters that digits and signs often stand for.</summary>
    public static string Letters(string text) => string.Create(text.Length, text, static (letters, text) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = text[i] switch
            {
                '@' or '4' => 'a',
                '3' => 'e',
                '1' or '!' => 'i',
                '0' => 'o',
                '5' or '$' => 's',
                '7' => 't',
                var other => other,
            };
        }
    });

    private static IEnumerable<(int Length, int Worth)> PiecesAt(string text, string letters, int at)
    {
        yield return (1, 1);
        var pattern = Math.Max(RunAt(text, at), RepetitionAt(text, at));
        for (var length = ShortestPattern; length <= pattern; length++)
            yield return (length, 1);
        if (IsYear(text.AsSpan(at)))
            yield return (4, OfYear);
        var longest = Math.Min(CommonPasswords.Longest, text.Length - at);
        for (var length = CommonPasswords.Shortest; length <= longest; length++)
        {
            if (CommonPasswords.Contains(text.AsSpan(at, length)) || CommonPasswords.Contains(letters.AsSpan(at, length)))
                yield return (length, OfCommon);
        }
    }

    private static int RunAt(string text, int at) => Math.Max(
        RunAt(text, at, (a, b) => a == b),
        Math.Max(
            RunAt(text, at, (a, b) => Neighbours.Contains((a, b))),
            RunAt(text, at, (a, b) => Neighbours.Contains((b, a)))));

    private static int RunAt(string text, int at, Func<char, char, bool> goesOn)
    {
        var end = at + 1;
        while (end < text.Length && goesOn(text[end - 1], text[end]))
            end++;
        return end - at;
    }

    /// <summary>How far the text from here on is what it was from some earlier place on; the two may overlap.</summary>
    private static int RepetitionAt(string text, int at)
    {
        var longest = 0;
        for (var earlier = 0; earlier < at; earlier++)
            longest = Math.Max(longest, text.AsSpan(at).CommonPrefixLength(text.AsSpan(earlier)));
        return longest;
    }

    private static bool IsYear(ReadOnlySpan<char> text) =>
        text is ['1', '9', _, _, ..] or ['2', '0', _, _, ..] && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]);
}
