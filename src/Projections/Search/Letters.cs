using System.Globalization;
using System.Text;

namespace SalesEngagement.Projections.Search;

/// <summary>What a character is to search. By a table of our own, for the program runs without ICU, where the framework normalises nothing.</summary>
internal static class Letters
{
    private static readonly Dictionary<string, string> Spelled = new(StringComparer.Ordinal)
    {
        ["ä"] = "ae", ["ö"] = "oe", ["ü"] = "ue", ["ø"] = "oe", ["å"] = "aa", ["Ä"] = "ae", ["Ö"] = "oe", ["Ü"] = "ue", ["Ø"] = "oe", ["Å"] = "aa",
    };

    private static readonly Dictionary<Rune, string> Plain = Read();

    /// <summary>Whether it is part of a word: a letter or a digit.</summary>
    public static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber;

    /// <summary>Whether it belongs to the letter before it, or is not seen at all: accents, joiners, marks of direction.</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    /// <summary>Whether it joins what stands around it to one word: <c>O'Brien</c>.</summary>
    public static bool IsApostrophe(Rune rune) => rune.Value is '\'' or 0x2019 or 0x2018 or 0x02BC or '`' or 0x00B4;

    /// <summary>Whether it is a word by itself: scripts without spaces.</summary>
    public static bool IsIdeograph(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;

    /// <summary>The letter, small and without accents; sometimes two.</summary>
    public static string Fold(Rune rune)
    {
        var small = Rune.ToLowerInvariant(rune);
        return Plain.TryGetValue(small, out var plain) ? plain : small.ToString();
    }

    /// <summary>How the letter is written where it cannot be: <c>ü</c> as <c>ue</c>. Null for all others.</summary>
    public static string? SpellOut(Rune rune) => Spelled.GetValueOrDefault(rune.ToString());

    private static Dictionary<Rune, string> Read()
    {
        var plain = new Dictionary<Rune, string>();
        foreach (var line in SearchList.Beside("letters.txt"))
        {
            var parts = line.Split('\t');
            foreach (var rune in parts[1].EnumerateRunes())
                plain[rune] = parts[0];
        }

        return plain;
    }
}

/// <summary>The lists in <c>.txt</c> files of this folder: an entry a line, remarks after <c># </c>.</summary>
internal static class SearchList
{
    /// <inheritdoc cref="Beside(Type, string)"/>
    public static IEnumerable<string> Beside(string fileName) => Beside(typeof(SearchList), fileName);

    /// <summary>The lines of a list that stands beside a type.</summary>
    /// <exception cref="FileNotFoundException">No such resource: a build mistake.</exception>
    public static IEnumerable<string> Beside(Type type, string fileName)
    {
        using var stream = type.Assembly.GetManifestResourceStream(type, fileName)
            ?? throw new FileNotFoundException($"{fileName} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
                yield return line;
        }
    }
}
