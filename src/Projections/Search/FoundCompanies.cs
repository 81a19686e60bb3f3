using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Search;

/// <summary>Looks companies up by words of their names.</summary>
internal static class FoundCompanies
{
    /// <summary>So many companies stand for one word at most.</summary>
    private const int MostForWord = 100;

    /// <summary>Shorter beginnings are those of too many.</summary>
    private const int ShortestWord = 2;

    private static readonly string SearchSql = EmbeddedSql.Beside<CompanySearch>("SearchCompanies.sql");

    /// <summary>Companies that have the keys, at most <paramref name="rows"/>.</summary>
    public static Task<IReadOnlyList<FoundCompany>> Of(
        IQuerySession session, Candidates wanted, Guid[]? reach, bool inUse, int rows, CancellationToken ct)
    {
        int[]? Set(int nth) => nth < wanted.Some.Count ? wanted.Some[nth] : null;
        return session.Query<FoundCompany>(
            SearchSql, ct, Parameter.Of(Set(0)), Parameter.Of(Set(1)), Parameter.Of(Set(2)), Parameter.Of(Set(3)), Parameter.Of(Set(4)),
            Parameter.Of(Set(5)), Parameter.Of(reach), Parameter.Of(inUse), Parameter.Of(rows));
    }

    /// <summary>
    /// For each word the companies of whose name a word begins with it, those put away included. Neighbours are also asked for
    /// together: of all companies called Acme, Acme Tools must be among those of both words.
    /// </summary>
    public static async Task<ILookup<Word, Guid>> ByWord(IQuerySession session, IReadOnlyList<Word> words, CancellationToken ct)
    {
        Word[] asked = [.. words.Where(word => word.Text.Length >= ShortestWord).OrderByDescending(word => word.Text.Length)
            .Take(Candidates.MostSets).OrderBy(word => word.Start)];
        var keys = new QueryKeys(new(session.TenantId));
        var found = new Dictionary<Guid, FoundCompany>();
        foreach (var together in asked.Zip(asked.Skip(1), (one, next) => new[] { one, next }).Concat(asked.Select(word => new[] { word })))
        {
            foreach (var company in await Of(session, keys.Begun(together), reach: null, inUse: false, MostForWord, ct))
                found.TryAdd(company.Id, company);
        }

        return found.Values
            .SelectMany(company => Words.Of(company.Name) is var names
                ? asked.Where(word => names.Any(name => Relevance.Begins(word, name))).Select(word => (word, company.Id))
                : [])
            .ToLookup(pair => pair.word, pair => pair.Id);
    }
}

/// <summary>A company that was found.</summary>
public sealed record FoundCompany(Guid Id, string Name, string? Domain);
