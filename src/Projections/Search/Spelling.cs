using System.Text;

namespace SalesEngagement.Projections.Search;

/// <summary>
/// Words that are nearly alike. Two words within one mistake of each other (a letter wrong, missing, too many, or two
/// swapped) share a word once one letter is taken out of each: so they are found by equality alone, which an index answers
/// for a million people as for ten. What sounds alike shares its <see cref="Sound"/>.
/// </summary>
internal static class Spelling
{
    private const int Shortest = 4;
    private const int Longest = 16;
    private const string Vowels = "aeiouyhw";

    /// <summary>The word and what is left of it when any one letter is taken out. Empty for words too short to be mistaken.</summary>
    public static IEnumerable<string> Near(string word)
    {
        if (word.Length < Shortest || word.All(char.IsAsciiDigit))
            return [];
        var head = word.Length <= Longest ? word : word[..Longest];
        return Enumerable.Range(0, head.Length).Select(i => head.Remove(i, 1)).Prepend(head).Distinct();
    }

    /// <summary>How a word sounds, roughly: its first letter and the consonants, those alike as one. Null when that says too little.</summary>
    public static string? Sound(string word)
    {
        if (word.Length < Shortest || !word.All(char.IsAsciiLetterLower))
            return null;
        var plain = word.Replace("ph", "f", StringComparison.Ordinal).Replace("ck", "k", StringComparison.Ordinal)
            .Replace("pf", "f", StringComparison.Ordinal).Replace("dt", "t", StringComparison.Ordinal);
        var sound = new StringBuilder();
        foreach (var letter in plain)
        {
            var heard = Heard(letter);
            if ((sound.Length == 0 || !Vowels.Contains(letter, StringComparison.Ordinal)) && (sound.Length == 0 || sound[^1] != heard))
                sound.Append(heard);
        }

        return sound.Length >= 2 ? sound.ToString() : null;
    }

    /// <summary>From 0 to 1: how alike two words are, by the mistakes that lie between them.</summary>
    public static double Likeness(string one, string other)
    {
        var longest = Math.Max(one.Length, other.Length);
        return longest == 0 ? 1 : 1 - ((double)Mistakes(one, other) / longest);
    }

    private static char Heard(char letter) => letter switch
    {
        'c' or 'q' or 'k' => 'k',
        'z' or 's' or 'x' => 's',
        'd' or 't' => 't',
        'v' or 'f' => 'f',
        'b' or 'p' => 'p',
        'g' or 'j' => 'g',
        'm' or 'n' => 'n',
        'i' or 'y' => 'i',
        _ => letter,
    };

    /// <summary>Optimal string alignment: letters changed, added, left out, or swapped with their neighbour.</summary>
    private static int Mistakes(string one, string other)
    {
        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[other.Length];
    }
}
