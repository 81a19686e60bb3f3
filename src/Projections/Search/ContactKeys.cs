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
        return [.. Names(key, row).Concat(Others(key, row)).Concat(Filters(key, row)).Distinct().Order()];
    }

    /// <summary>What a word begins with, from one letter on.</summary>
    public static string StartOf(string word) => word.Length <= LongestStart ? word : word[..LongestStart];

    /// <summary>The parts of a contact that are searched besides its names.</summary>
    public static IEnumerable<string> TextsOf(ContactSearch row) =>
    [
        .. row.Emails.Select(email => email.Address.Value),
        .. row.Title is { } title ? new[] { title.Value } : [],
        .. row.Tags,
        .. row.CompanyName is { } company ? new[] { company } : [],
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

    private static IEnumerable<int> Filters(SearchKey key, ContactSearch row) =>
    [
        key.Of(KeyKind.Owner, row.OwnerId.ToString()),
        .. row.Tags.Select(tag => key.Of(KeyKind.Tag, tag)),
        .. row.TimeZone is { } zone ? new[] { key.Of(KeyKind.Zone, zone) } : [],
        .. row.Stage is { } stage ? new[] { key.Of(KeyKind.Stage, stage) } : [],
        .. row.CompanyId is { } company ? new[] { key.Of(KeyKind.Company, company.ToString()) } : [],
    ];

    private static IEnumerable<string> Starts(string word) =>
        Enumerable.Range(1, Math.Min(word.Length, LongestStart)).Select(length => word[..length]);

    /// <summary><c>ghopper</c> is also found by <c>hopper</c>: addresses run names together.</summary>
    private static IEnumerable<string> Tails(string word) =>
        Enumerable.Range(1, Math.Max(0, word.Length - PhoneDigits.Fewest)).Select(i => word[i..]);

    private static string LocalPartOf(string address) => address[..Math.Max(0, address.LastIndexOf('@'))];
}
