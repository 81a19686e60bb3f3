using System.Text.Json;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Projections.Duplicates;

/// <summary>
/// A contact that is called nearly as somebody who was asked for: the how many-th of those, from 0; and whether it was found
/// by the company as well as by the name.
/// </summary>
public sealed record Namesake(
    int Nth, bool IsColleague, Guid Id, Guid OwnerId, PersonName FirstName, PersonName LastName,
    IReadOnlyList<ContactPhone> Phones, IReadOnlyList<ContactEmail> Emails, Guid? CompanyId, string? CompanyName)
{
    private static readonly string FindSql = EmbeddedSql.Beside<Namesake>("FindNamesakes.sql");

    /// <summary>What is compared.</summary>
    public DuplicateProfile Profile => new(FirstName, LastName, Phones, Emails, CompanyId, CompanyName);

    /// <summary>
    /// For each of those asked for, at most <paramref name="rows"/> of the same company and one more than that of all: more
    /// than can be compared means that the name is a common one.
    /// </summary>
    public static Task<IReadOnlyList<Namesake>> Of(
        IQuerySession session, IReadOnlyList<DuplicateProfile> asked, Guid[]? reach, int rows, CancellationToken ct)
    {
        var keys = new DuplicateKeys(new(session.TenantId));
        return session.Query<Namesake>(
            FindSql, ct, Parameter.Of(JsonSerializer.Serialize(asked.Select(keys.Of))), Parameter.Of(reach), Parameter.Of(rows));
    }
}

/// <summary>By which keys those are found who are called nearly alike: one of each, in whichever order the names stand.</summary>
internal sealed class DuplicateKeys(SearchKey key)
{
    private const int MostWords = 3;

    /// <summary>Empty sets find nobody.</summary>
    public AskedKeys Of(DuplicateProfile asked) => new(
        [.. asked.Name.Last.Take(MostWords).SelectMany(Last).Distinct()],
        [.. asked.Name.First.Take(MostWords).SelectMany(First).Distinct()],
        asked.CompanyId is { } company ? key.Of(KeyKind.Company, company.ToString()) : null);

    private IEnumerable<int> Last(Word word) =>
        word.Forms.SelectMany(form => Spelling.Near(form).Select(near => key.Of(KeyKind.Near, near)).Prepend(key.Of(KeyKind.Name, form)));

    private IEnumerable<int> First(Word word) =>
    [
        .. Last(word),
        .. word.Forms.SelectMany(Nicknames.FamiliesOf).Select(family => key.Of(KeyKind.Family, family)),
        // One of them may have only the letter.
        word.Text.Length == 1 ? key.Of(KeyKind.NameStart, word.Text) : key.Of(KeyKind.Name, word.Text[..1]),
    ];

    /// <summary>As the function reads it.</summary>
    internal sealed record AskedKeys(int[] Last, int[] First, int? Company);
}
