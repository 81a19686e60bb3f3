using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Search;

/// <summary>Companies while somebody types: each word begins one of the name or of the domain, or is nearly one of the name.</summary>
public static class CompanySuggestions
{
    /// <summary>So many are shown.</summary>
    public const int Most = 10;

    private const int Considered = 200;

    /// <summary>Of companies in use, at most <see cref="Most"/>: the best first, then from A to Z.</summary>
    public static async Task<IReadOnlyList<FoundCompany>> For(IQuerySession session, string? text, Guid[]? reach, CancellationToken ct)
    {
        var words = Words.Of(text);
        if (words.Count is 0 or > Candidates.MostSets)
            return [];

        var keys = new QueryKeys(new(session.TenantId));
        var rows = await FoundCompanies.Of(session, keys.Written(words), reach, inUse: true, Considered, ct);
        if (rows.Count < Most && keys.Mistaken(words, []) is { } mistaken)
            rows = [.. rows.Concat(await FoundCompanies.Of(session, mistaken, reach, inUse: true, Considered, ct)).DistinctBy(row => row.Id)];
        return
        [
            .. rows.Select(row => (row, worth: Worth(words, Words.Of(row.Name), Words.Of(row.Domain))))
                .Where(found => found.worth > 0)
                .OrderByDescending(found => found.worth)
                .ThenBy(found => string.Join(' ', Words.Of(found.row.Name).Select(word => word.Text)), StringComparer.Ordinal)
                .ThenBy(found => found.row.Id)
                .Select(found => found.row).Take(Most),
        ];
    }

    /// <summary>0 when a word is not answered.</summary>
    private static int Worth(IReadOnlyList<Word> asked, IReadOnlyList<Word> name, IReadOnlyList<Word> domain)
    {
        var each = asked.Select(word => Math.Max(
            name.Select(one => Relevance.Matches(word, one) ? 3 : Relevance.Begins(word, one) ? 2 : Relevance.Answers(word, one) ? 1 : 0)
                .DefaultIfEmpty().Max(),
            domain.Any(one => Relevance.Begins(word, one)) ? 2 : 0)).ToArray();
        return each.Min() == 0 ? 0 : each.Sum();
    }
}
