using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Projections.Search;

/// <summary>By which keys a contact is found. None for one that is put away or erased.</summary>
internal static class ContactKeys
{
    /// <summary>A longer beginning is looked for by this much of it.</summary>
    public const int LongestStart = 8;

    private const int MostWords = 250;

    public static int[] Of(string tenantId, ContactSearch row)
    {
        if (row.DeletedAt is not null || row.FirstName == PersonName.Erased)
            return [];

        var key = new SearchKey(tenantId);
        return [.. Names(key, row).Concat(Others(key, row)).Concat(Filters(new(key), row)).Distinct().Order()];
    }

    /// <summary>What a word begins with, from one letter on.</summary>
    public static string StartOf(string word) => word.Length <= LongestStart ? word : word[..LongestStart];

    /// <summary>All beginnings of a word that have keys.</summary>
    public static IEnumerable<string> Starts(string word) =>
        Enumerable.Range(1, Math.Min(word.Length, LongestStart)).Select(length => word[..length]);

    /// <summary>The parts of a contact that are searched besides its names. What its company is called is the company's, not its own.</summary>
    public static IEnumerable<string> TextsOf(ContactSearch row) =>
    [
        .. row.Emails.Select(email => email.Address.Value),
        .. row.Title is { } title ? new[] { title.Value } : [],
        .. row.Tags,
        .. row.Fields.Select(field => field.Value.Value),
        .. row.ClearFields.Select(field => field.Value),
    ];

    private static IEnumerable<int> Names(SearchKey key, ContactSearch row)
    {
        foreach (var form in row.AllNames().SelectMany(Words.Of).SelectMany(word => word.Forms).Distinct())
        {
            yield return key.Of(KeyKind.Name, form);
            foreach (var start in Starts(form))
                yield return key.Of(KeyKind.NameStart, start);
            foreach (var near in Spelling.Near(form))
                yield return key.Of(KeyKind.Near, near);
            if (Spelling.Sound(form) is { } sound)
                yield return key.Of(KeyKind.Sound, sound);
            foreach (var family in Nicknames.FamiliesOf(form))
                yield return key.Of(KeyKind.Family, family);
        }
    }

    private static IEnumerable<int> Others(SearchKey key, ContactSearch row)
    {
        var words = TextsOf(row).SelectMany(Words.Of).SelectMany(word => word.Forms).Distinct().Take(MostWords);
        foreach (var start in words.SelectMany(Starts))
            yield return key.Of(KeyKind.Start, start);
        foreach (var tail in row.Emails.SelectMany(email => Words.Of(LocalPartOf(email.Address.Value))).SelectMany(word => Tails(word.Text)))
            yield return key.Of(KeyKind.Start, StartOf(tail));
        foreach (var run in row.Phones.SelectMany(phone => PhoneDigits.Runs(PhoneDigits.Of(phone.Number.Value))))
            yield return key.Of(KeyKind.Digits, run);
    }

    private static IEnumerable<int> Filters(FilterKeys keys, ContactSearch row) =>
    [
        keys.Owner(row.OwnerId),
        .. row.Tags.SelectMany(tag => keys.All(tag, timeZone: null, stage: null, companyId: null)),
        .. keys.All(tag: null, row.TimeZone, row.Stage, row.CompanyId),
        .. row.ClearFields.SelectMany(field => keys.Of(field.Name, field.Value, field.Kind)),
        .. row.Fields.Select(field => keys.Personal(field.Name)),
    ];

    /// <summary><c>ghopper</c> is also found by <c>hopper</c>: addresses run names together.</summary>
    private static IEnumerable<string> Tails(string word) =>
        Enumerable.Range(1, Math.Max(0, word.Length - PhoneDigits.Fewest)).Select(i => word[i..]);

    private static string LocalPartOf(string address) => address[..Math.Max(0, address.LastIndexOf('@'))];
}
