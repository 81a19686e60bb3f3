using Npgsql;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Project;

/// <summary>The slow way on purpose: every event updates its row by a statement of its own.</summary>
internal static class OneByOne
{
    private const string TableSql = "create temp table slow (id uuid primary key, balance bigint not null)";
    private const string ReadSql = "select e.stream_id, coalesce((e.data ->> 'Amount')::bigint, 0) from public.mt_events e order by e.seq_id limit $1";

    private const string WriteSql =
        "insert into slow values ($1, $2) on conflict (id) do update set balance = slow.balance + excluded.balance";

    /// <summary>So many events.</summary>
    public static async Task Run(ProofDatabase database, int events, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.Daemon);
        await connection.OpenAsync(ct);
        await using (var table = new NpgsqlCommand(TableSql, connection))
            await table.ExecuteNonQueryAsync(ct);
        foreach (var (id, amount) in await Read(connection, events, ct))
        {
            await using var write = new NpgsqlCommand(WriteSql, connection) { Parameters = { new() { Value = id }, new() { Value = amount } } };
            await write.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<List<(Guid Id, long Amount)>> Read(NpgsqlConnection connection, int events, CancellationToken ct)
    {
        var rows = new List<(Guid, long)>(events);
        await using var read = new NpgsqlCommand(ReadSql, connection) { Parameters = { new() { Value = events } } };
        await using var reader = await read.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return rows;
    }
}
