namespace SalesEngagement.Projections.Search;

/// <summary>
/// How well a contact answers a query, in thousandths, from its text alone. Every word that was asked must be answered;
/// each counts with how well it is, and all of them together are the score.
/// </summary>
internal sealed class Relevance(SearchQuery query)
{
    private const double Whole = 1;
    private const double Nickname = 0.85;
    private const double NameStart = 0.75;
    private const double OtherWhole = 0.6;
    private const double OtherStart = 0.45;
    private const double Inside = 0.35;
    private const double NearName = 0.6;
    private const double LeastLikeness = 0.7;
    private const double SoundsAlike = 0.4;
    private const double WholePhone = 1;
    private const double PhoneEnd = 0.9;
    private const double PhonePart = 0.7;
    private const double AllOfName = 0.05;

    private readonly Word[] _plain = [.. query.PlainWords];

    /// <summary>0 when a word is not answered.</summary>
    public int Of(ContactSearch contact)
    {
        IReadOnlyList<Word>[] called = [.. contact.AllNames().Select(Words.Of)];
        Word[] names = [.. called.SelectMany(name => name)];
        Word[] others = [.. ContactKeys.TextsOf(contact).SelectMany(Words.Of), .. Words.Of(contact.CompanyName)];
        var (sum, count, least) = (0.0, 0, 1.0);
        foreach (var worth in _plain.Select(word => OfWord(word, names, others)).Concat(query.Phones.Select(phone => OfPhone(phone, contact, names, others))))
            (sum, count, least) = (sum + worth, count + 1, Math.Min(least, worth));
        if (count == 0 || least <= 0)
            return 0;
        var whole = called.Any(name => name.Count > 0 && name.All(part => _plain.Any(word => Matches(word, part)))) ? AllOfName : 0;
        return (int)Math.Round(1000 * Math.Min(1, (sum / count * (1 - AllOfName)) + whole));
    }

    /// <summary>The same for a note: all words must stand in it.</summary>
    public int Of(string note)
    {
        var words = Words.Of(note);
        return query.Words.All(asked => words.Any(word => Matches(asked, word))) ? (int)(1000 * OtherStart) : 0;
    }

    /// <summary>Whether a word is one that was asked for, as it is written.</summary>
    public static bool Matches(Word asked, Word word) => asked.Forms.Any(form => word.Forms.Contains(form));

    /// <summary>Whether a word of a name would do for one that was asked for: as written, begun, mistaken, or by its family.</summary>
    public static bool Answers(Word asked, Word word) => OfName(asked, word) > 0;

    /// <summary>Whether another word would do: as written or begun.</summary>
    public static bool Begins(Word asked, Word word) =>
        asked.Forms.Any(form => word.Forms.Any(whole => whole.StartsWith(form, StringComparison.Ordinal)));

    private static double OfWord(Word asked, IReadOnlyList<Word> names, Word[] others) => Math.Max(
        names.Select(name => OfName(asked, name)).DefaultIfEmpty().Max(), others.Select(word => OfOther(asked, word)).DefaultIfEmpty().Max());

    private static double OfName(Word asked, Word name)
    {
        if (Matches(asked, name))
            return Whole;
        if (Nicknames.Are(asked.Text, name.Text))
            return Nickname;
        if (Begins(asked, name))
            return NameStart * Share(asked, name);
        if (asked.Text.Length < 4 || asked.IsNumber)
            return 0;
        var likeness = asked.Forms.Max(form => name.Forms.Max(whole => Spelling.Likeness(form, whole)));
        if (likeness >= LeastLikeness)
            return NearName * likeness;
        return Spelling.Sound(asked.Text) is { } sound && sound == Spelling.Sound(name.Text) ? SoundsAlike * likeness : 0;
    }

    private static double OfOther(Word asked, Word word)
    {
        if (Matches(asked, word))
            return OtherWhole;
        if (Begins(asked, word))
            return OtherStart * Share(asked, word);
        return asked.Text.Length >= 4 && word.Text.Contains(asked.Text, StringComparison.Ordinal) ? Inside : 0;
    }

    private static double OfPhone(AskedPhone phone, ContactSearch contact, IReadOnlyList<Word> names, Word[] others)
    {
        var asNumber = contact.Phones.Select(stored => PhoneDigits.Of(stored.Number.Value))
            .SelectMany(stored => phone.Readings.Select((reading, i) => OfReading(reading, stored) / (1 + (0.1 * i))))
            .DefaultIfEmpty().Max();
        var asWords = phone.Words.Select(word => OfWord(word, names, others)).ToArray();
        return Math.Max(asNumber, asWords.Min() > 0 ? asWords.Average() : 0);
    }

    private static double OfReading(string reading, string stored) =>
        stored == reading ? WholePhone
        : stored.EndsWith(reading, StringComparison.Ordinal) ? PhoneEnd
        : stored.Contains(reading, StringComparison.Ordinal) ? PhonePart
        : 0;

    // A beginning is worth more the less it leaves to guess: never less than half.
    private static double Share(Word asked, Word word) =>
        0.5 + (0.5 * Math.Min(1, (double)asked.Text.Length / word.Text.Length));
}
