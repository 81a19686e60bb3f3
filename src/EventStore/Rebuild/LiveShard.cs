using Npgsql;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>The shard that keeps a table up now, locked until the transaction ends.</summary>
internal sealed record LiveShard(string Name, int Version, string Shape, long Checkpoint)
{
    private const string DoorSql = "select pg_advisory_xact_lock(7305, hashtext($1))";
    private const string LastVisibleSql = "select max(e.seq_id) from public.mt_events e";
    private static readonly string ShardSql = EmbeddedSql.Beside<LiveShard>("LiveShard.sql");
    private static readonly string CheckpointSql = EmbeddedSql.Beside<LiveShard>("LiveCheckpoint.sql");

    /// <summary>Refuses to put rows of this program into a table of another.</summary>
    /// <exception cref="ReadModelTableException">The table is of another version or shape.</exception>
    public void MustBeOf(ReadModel model)
    {
        if (Version != model.Version || Shape != model.Table.ShapeHash)
            throw new ReadModelTableException($"{model.Name} has changed: rebuild it for all tenants first.");
    }

    /// <summary>
    /// Waits for the shard's batch under way and keeps the next one waiting. Of an inline model: waits for the transactions
    /// that write its rows and keeps others waiting at the door; what is visible then, the table has seen, and whoever
    /// waits writes his rows whole, to the table as we leave it.
    /// </summary>
    /// <exception cref="ReadModelTableException">The table was never made.</exception>
    public static async Task<LiveShard> Lock(ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var door = new NpgsqlCommand(DoorSql, connection) { Parameters = { new() { Value = model.Table.Name } } })
            await door.ExecuteNonQueryAsync(ct);
        string name;
        int version;
        string shape;
        await using (var shard = new NpgsqlCommand(ShardSql, connection) { Parameters = { new() { Value = model.Table.Name } } })
        await using (var reader = await shard.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct))
                throw new ReadModelTableException($"{model.Name} has no table yet: run `db apply`.");
            (name, version, shape) = (reader.GetString(0), reader.GetInt32(1), reader.GetString(2));
        }

        await using var checkpoint = model.IsInline
            ? new NpgsqlCommand(LastVisibleSql, connection)
            : new NpgsqlCommand(CheckpointSql, connection) { Parameters = { new() { Value = name } } };
        return new(name, version, shape, await checkpoint.ExecuteScalarAsync(ct) as long? ?? 0);
    }
}
