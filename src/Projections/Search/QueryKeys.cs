namespace SalesEngagement.Projections.Search;

/// <summary>The keys by which words that were asked are looked for.</summary>
/// <param name="key">Makes them.</param>
/// <param name="companies">For a word the companies that it may name: their people answer it, too.</param>
internal sealed class QueryKeys(SearchKey key, ILookup<Word, Guid>? companies = null)
{
    /// <summary>Every word as it is written, or as the beginning of one; names also by their family.</summary>
    public Candidates Written(IEnumerable<Word> words) => Every(words, Exactly);

    /// <summary>Every word as a whole name.</summary>
    public Candidates Named(IEnumerable<Word> words) => Every(words, word =>
        word.Forms.Select(form => key.Of(KeyKind.Name, form)).Concat(FamiliesOf(word)));

    /// <summary>A phone number, and the other words as they are written.</summary>
    public Candidates Dialled(AskedPhone phone, IEnumerable<Word> others) => Written(others) with
    {
        All = [.. PhoneDigits.Runs(phone.Least).Select(run => key.Of(KeyKind.Digits, run))],
    };

    /// <summary>Every word in one note.</summary>
    public Candidates Noted(IEnumerable<Word> words) => Every(words, word => word.Forms.Select(form => key.Of(KeyKind.Note, form)));

    /// <summary>Words as they are written, or with a mistake; null when none is long enough to have one.</summary>
    public Candidates? Mistaken(IEnumerable<Word> words, IReadOnlyList<AskedPhone> phones)
    {
        Word[] plain = [.. words];
        if (!plain.Any(word => word.Forms.SelectMany(Spelling.Near).Any()))
            return null;
        return Every(plain, word => Exactly(word).Concat(Nearly(word))) with
        {
            All = [.. phones.SelectMany(phone => PhoneDigits.Runs(phone.Least)).Select(run => key.Of(KeyKind.Digits, run))],
        };
    }

    /// <summary>Every word of a name but the last, and how the last begins.</summary>
    public Candidates Begun(IReadOnlyList<Word> words) => Every(words, word =>
        word.Forms.Select(form => key.Of(KeyKind.NameStart, ContactKeys.StartOf(form))));

    private IEnumerable<int> Exactly(Word word) => word.Forms.Select(ContactKeys.StartOf)
        .SelectMany(start => new[] { key.Of(KeyKind.NameStart, start), key.Of(KeyKind.Start, start) })
        .Concat(FamiliesOf(word))
        .Concat(companies?[word].Select(id => key.Of(KeyKind.Company, id.ToString())) ?? []);

    private IEnumerable<int> Nearly(Word word) => word.Forms.SelectMany(form => Spelling.Near(form)
        .Select(near => key.Of(KeyKind.Near, near))
        .Concat(Spelling.Sound(form) is { } sound ? [key.Of(KeyKind.Sound, sound)] : Array.Empty<int>()));

    private IEnumerable<int> FamiliesOf(Word word) => word.Forms.SelectMany(Nicknames.FamiliesOf).Select(family => key.Of(KeyKind.Family, family));

    // The longest words are the rarest.
    private static Candidates Every(IEnumerable<Word> words, Func<Word, IEnumerable<int>> keys) => new(
        [], [.. words.OrderByDescending(word => word.Text.Length).Take(Candidates.MostSets).Select(word => keys(word).Distinct().ToArray())]);
}
