using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Where a read model's shard stands: its checkpoint, and the generation of the table it writes.</summary>
internal sealed record ReadModelPlace(string Table, long Generation, long Checkpoint)
{
    private const string MoveSql = "select engagement.move_read_model($1, $2, $3, $4, $5)";
    private static readonly string LoadSql = EmbeddedSql.Beside<ReadModelPlace>("ReadModelPosition.sql");

    /// <summary>Reads it.</summary>
    /// <exception cref="CheckpointMovedException">Another version has taken the table over.</exception>
    public static async Task<ReadModelPlace> Of(ReadModel model, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Of(model, connection, ct);
    }

    /// <summary>The same over an open connection.</summary>
    /// <exception cref="CheckpointMovedException">Another version has taken the table over.</exception>
    public static async Task<ReadModelPlace> Of(ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LoadSql, connection)
        {
            Parameters = { new() { Value = model.Table.Name }, new() { Value = model.Shard } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(model.Table.Name, reader.GetInt64(1), reader.GetInt64(0))
            : throw new CheckpointMovedException(model.Shard);
    }

    /// <summary>
    /// First statement of a batch: moves the checkpoint, or fails the transaction when it is not where it was left or when
    /// rows were replaced since.
    /// </summary>
    public NpgsqlBatchCommand Move(string shard, long known, long reached) => new(MoveSql)
    {
        Parameters =
        {
            new() { Value = Table }, new() { Value = Generation }, new() { Value = shard }, new() { Value = known },
            new() { Value = reached },
        },
    };
}
