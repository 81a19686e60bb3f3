namespace SalesEngagement.Host.Access;

/// <summary>Words that an attacker knows of somebody, wherever they stand in a password.</summary>
internal static class TellingWords
{
    private const int Shortest = 4;

    /// <summary>Of digits and letters mixed, four may stand anywhere by chance.</summary>
    private const int ShortestMixed = 6;

    /// <summary>Whether one of them is in the password.</summary>
    /// <param name="password">The password, composed.</param>
    /// <param name="known">Names, addresses and companies; of each, every word of four letters, or six letters and digits, counts.</param>
    public static bool AreIn(string password, IEnumerable<string?> known)
    {
        var text = password.ToLowerInvariant();
        var letters = PasswordWorth.Letters(text);
        return known.SelectMany(WordsOf).Any(word =>
            text.Contains(word, StringComparison.Ordinal) || letters.Contains(word, StringComparison.Ordinal));
    }

    private static IEnumerable<string> WordsOf(string? known)
    {
        var text = Nfc.Of(known?.Trim() ?? "").ToLowerInvariant();
        // The last label of an address (com, example) tells nothing of its owner.
        if (text.Contains('@', StringComparison.Ordinal) && text.LastIndexOf('.') is > 0 and var dot)
            text = text[..dot];
        var words = Words(text).ToArray();
        return words.Append(text).Append(string.Concat(words)).Where(IsTelling).Distinct();
    }

    private static bool IsTelling(string word) => word.Length >= (word.All(char.IsLetter) ? Shortest : ShortestMixed);

    private static IEnumerable<string> Words(string text)
    {
        for (int at = 0, end; at < text.Length; at = end + 1)
        {
            for (end = at; end < text.Length && char.IsLetterOrDigit(text[end]);)
                end++;
            if (end > at)
                yield return text[at..end];
        }
    }
}
