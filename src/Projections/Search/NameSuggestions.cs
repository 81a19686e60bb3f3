using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Search;

/// <summary>Names while somebody types: of contacts with a name that has each word, or begins one with it.</summary>
public static class NameSuggestions
{
    /// <summary>So many are shown.</summary>
    public const int Most = 10;

    private const int Considered = 200;

    /// <summary>At most <see cref="Most"/>, whole names first, then from A to Z.</summary>
    public static async Task<IReadOnlyList<ContactSearch>> For(IQuerySession session, string? text, Guid[]? reach, CancellationToken ct)
    {
        var words = Words.Of(text);
        if (words.Count is 0 or > Candidates.MostSets)
            return [];

        var wanted = new QueryKeys(new(session.TenantId)).Begun(words);
        var rows = await wanted.Contacts(session, new(reach), Considered, ct);
        return
        [
            .. rows.Select(row => (row, names: row.AllNames().SelectMany(Words.Of).ToArray()))
                .Where(found => words.All(word => found.names.Any(name => Relevance.Begins(word, name))))
                .OrderByDescending(found => words.Count(word => found.names.Any(name => Relevance.Matches(word, name))))
                .ThenBy(found => found.row.LastName.Value, StringComparer.Ordinal)
                .ThenBy(found => found.row.FirstName.Value, StringComparer.Ordinal)
                .ThenBy(found => found.row.Id)
                .Select(found => found.row).Take(Most),
        ];
    }
}
