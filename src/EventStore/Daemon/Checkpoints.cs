using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>How far shards have read. <c>mt_event_progression</c> shows it to Marten a second later.</summary>
internal static class Checkpoints
{
    private const string LoadSql = "select engagement.position_of($1)";
    private const string MoveSql = "select engagement.move_checkpoint($1, $2, $3)";
    private const string StartSql = "select engagement.start_checkpoint($1, $2)";

    /// <summary>The checkpoint; null when the shard has none.</summary>
    public static async Task<long?> Load(string shard, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(LoadSql);
        command.Parameters.Add(new() { Value = shard });
        return await command.ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>Gives the shard a checkpoint if it has none.</summary>
    public static async Task Start(string shard, long position, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(StartSql);
        command.Parameters.Add(new() { Value = shard });
        command.Parameters.Add(new() { Value = position });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Moves the checkpoint, or fails the transaction when it is not where it was left.</summary>
    public static NpgsqlBatchCommand Move(string shard, long known, long reached) => new(MoveSql)
    {
        Parameters = { new() { Value = shard }, new() { Value = known }, new() { Value = reached } },
    };
}
