using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>The statements that compare a live table with a candidate, column by column, row by row.</summary>
internal sealed class DiffStatement
{
    private readonly string _from;
    private readonly string _differs;

    /// <exception cref="ReadModelTableException">The live table lacks a key column: every row would be another.</exception>
    public DiffStatement(ReadModel model, IReadOnlyDictionary<string, string> liveColumns)
    {
        string[] keys = [.. model.Keys.Select(key => key.Name)];
        if (keys.FirstOrDefault(key => !liveColumns.ContainsKey(key)) is { } missing)
            throw new ReadModelTableException($"The live table of {model.Name} has no key column {missing}: nothing can be compared.");
        var alike = model.Columns.Where(column => liveColumns.GetValueOrDefault(column.Name) == column.Type.Sql);
        Common = [.. alike.Select(column => column.Name).Except(keys)];
        Added = [.. model.Columns.Select(column => column.Name).Except(Common).Except(keys)];
        Gone = [.. liveColumns.Keys.Except(Common).Except(keys).Except(["tenant_id", "as_of"])];
        var on = keys.Prepend("tenant_id").Select(key => $"l.\"{key}\" = c.\"{key}\"");
        _from = $"from read.{model.Table.Name} l full join read.{model.Table.Candidate} c on {string.Join(" and ", on)}";
        _differs = string.Join(" or ", Common.Select(Differs).DefaultIfEmpty("false"));
        if (!model.KeyIsPersonal)
            Keys = $"select concat_ws(' ', {string.Join(", ", keys.Select(key => $"coalesce(l.\"{key}\", c.\"{key}\")"))}) {_from} where {Missing("l")} or {Missing("c")} or {_differs}";
    }

    /// <summary>Columns that both have, of one type; the key apart.</summary>
    public IReadOnlyList<string> Common { get; }

    /// <summary>Columns that only the candidate has, or has of another type.</summary>
    public IReadOnlyList<string> Added { get; }

    /// <summary>Columns that only the live table has, or has of another type.</summary>
    public IReadOnlyList<string> Gone { get; }

    /// <summary>Rows alike, changed, only live, only in the candidate; then rows that differ in each common column.</summary>
    public string Counts => $"""
        select count(*) filter (where not {Missing("l")} and not {Missing("c")} and not ({_differs})),
          count(*) filter (where not {Missing("l")} and not {Missing("c")} and ({_differs})),
          count(*) filter (where {Missing("c")}),
          count(*) filter (where {Missing("l")})
        {string.Concat(Common.Select(column => $", count(*) filter (where not {Missing("l")} and not {Missing("c")} and {Differs(column)})\n"))}
        {_from}
        """;

    /// <summary>Keys of rows that differ; null when a key is a personal value.</summary>
    public string? Keys { get; }

    private static string Missing(string side) => $"({side}.tenant_id is null)";

    private static string Differs(string column) => $"l.\"{column}\" is distinct from c.\"{column}\"";
}
