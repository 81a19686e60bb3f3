using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Isolation;

/// <summary>Reads the facts in one round trip and one snapshot.</summary>
internal static class CatalogReader
{
    // So that expressions and signatures are written with their schemas, whatever the session's path is.
    private const string PathSql = "select set_config('search_path', 'pg_catalog, pg_temp', true)";

    private static readonly string[] Questions =
        [.. new[] { "Roles", "Schemas", "Relations", "Policies", "Functions", "ForeignKeys" }
            .Select(name => EmbeddedSql.Beside(typeof(CatalogReader), $"{name}.sql"))];

    public static async Task<CatalogFacts> Read(NpgsqlConnection connection, string role, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(PathSql);
        foreach (var question in Questions)
            batch.Add(question, Sql.Text(role));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return new(
            role,
            await Next(reader, row => new Power(row.GetString(0), row.GetString(1), row.GetBoolean(2)), ct),
            await Next(reader, row => row.GetString(0), ct),
            await Next(reader, RelationOf, ct),
            await Next(reader, PolicyOf, ct),
            await Next(reader, FunctionOf, ct),
            await Next(reader, row => new ForeignKey(row.GetString(0), row.GetString(1)), ct));
    }

    private static async Task<IReadOnlyList<T>> Next<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    private static Relation RelationOf(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5),
        row.GetBoolean(6), row.GetBoolean(7), row.GetFieldValue<string[]>(8));

    private static Policy PolicyOf(NpgsqlDataReader row) => new(
        row.GetString(0),
        new(
            row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetFieldValue<string[]>(4),
            TextOrNull(row, 6), TextOrNull(row, 7)),
        row.GetBoolean(5));

    private static Function FunctionOf(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5),
        row.GetString(6));

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
