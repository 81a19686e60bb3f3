namespace SalesEngagement.Projections.Search;

/// <summary>What somebody typed: words, and stretches that may be phone numbers.</summary>
/// <param name="Words">In their order.</param>
/// <param name="Phones">Stretches with enough digits, each with its words.</param>
internal sealed record SearchQuery(IReadOnlyList<Word> Words, IReadOnlyList<AskedPhone> Phones)
{
    private const int MostWords = 20;

    /// <summary>Whether there is nothing to look for: nothing was typed, or only signs.</summary>
    public bool IsEmpty => Words.Count == 0;

    /// <summary>The words that are part of no number.</summary>
    public IEnumerable<Word> PlainWords => Words.Except(Phones.SelectMany(phone => phone.Words));

    public static SearchQuery Of(string? text)
    {
        Word[] words = [.. Search.Words.Of(text).Take(MostWords)];
        return new(words, [.. PhoneDigits.In(text ?? "").Select(found => new AskedPhone(
            [.. words.Where(word => word.Start >= found.Start && word.End <= found.Start + found.Length)], found.Readings))
            .Where(phone => phone.Words.Count > 0)]);
    }
}

/// <summary>What may be a phone number.</summary>
/// <param name="Words">The words it is written with.</param>
/// <param name="Readings">Digits that the stored number may contain, the likeliest first.</param>
internal sealed record AskedPhone(IReadOnlyList<Word> Words, IReadOnlyList<string> Readings)
{
    /// <summary>What every reading ends with.</summary>
    public string Least => Readings.MinBy(reading => reading.Length)!;
}
