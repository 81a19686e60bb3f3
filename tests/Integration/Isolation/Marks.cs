namespace SalesEngagement.Integration.Isolation;

/// <summary>Texts that stand in the foreign company's rows and in no row of ours: ids, names, hashes. Whatever shows one tells of it.</summary>
internal sealed class Marks
{
    // Shorter ones turn up by chance.
    private const int Shortest = 12;
    private readonly HashSet<string> _marks;

    private Marks(IEnumerable<string> marks) => _marks = [.. marks];

    public int Count => _marks.Count;

    public static async Task<Marks> Find(Catalog catalog, IReadOnlyCollection<Relation> tables, string ours, string theirs)
    {
        var marks = new HashSet<string>();
        foreach (var table in tables)
            marks.UnionWith(await catalog.Texts(InRows(table, theirs)));
        foreach (var table in tables)
            marks.ExceptWith(await catalog.Texts(InRows(table, ours)));
        return new(marks);
    }

    /// <summary>The first mark in a text that whoever asked did not say himself; null when there is none.</summary>
    public string? In(string text, string asked) =>
        _marks.FirstOrDefault(mark => text.Contains(mark, StringComparison.Ordinal) && !asked.Contains(mark, StringComparison.Ordinal));

    private static string InRows(Relation table, string tenant) => $"""
        select distinct v #>> '{"{}"}' from {table.Name} t cross join lateral jsonb_path_query(to_jsonb(t), '$.**') as v
        where t.tenant_id = '{tenant}' and jsonb_typeof(v) = 'string' and length(v #>> '{"{}"}') >= {Shortest}
        """;
}
