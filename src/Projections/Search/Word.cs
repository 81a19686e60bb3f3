namespace SalesEngagement.Projections.Search;

/// <summary>A word of a text as search compares it.</summary>
/// <param name="Text">In small letters, without accents.</param>
/// <param name="Also">Other ways in which people write it: <c>muller</c> also as <c>mueller</c>, <c>obrien</c> also as <c>brien</c>.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">How much of the text it takes.</param>
public sealed record Word(string Text, IReadOnlyList<string> Also, int Start, int Length)
{
    /// <summary>All ways to write it.</summary>
    public IEnumerable<string> Forms => Also.Prepend(Text);

    /// <summary>Where it ends in the text.</summary>
    public int End => Start + Length;

    /// <summary>Whether it has digits and nothing else.</summary>
    public bool IsNumber => Text.All(char.IsAsciiDigit);
}
