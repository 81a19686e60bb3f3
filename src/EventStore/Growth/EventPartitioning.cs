using Npgsql;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Growth;

/// <summary>
/// Splits the event tables by a hash of the tenant, for stores that will hold very many events: smaller indexes, vacuum
/// and dumps by part, and the same key that a distribution over several servers would use. docs/growth.md says when.
/// </summary>
public static class EventPartitioning
{
    /// <summary>The fewest and the most partitions that make sense; their number never changes afterwards.</summary>
    public const int Fewest = 2, Most = 256;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(EventPartitioning), "PartitionEvents.sql");

    /// <summary>Partitions a migrated main database that nothing was appended to yet; again with the same number it does nothing.</summary>
    /// <param name="ownerConnection">Main database as its owner.</param>
    /// <param name="partitions">How many.</param>
    /// <param name="ct">Stops; nothing is done then.</param>
    /// <returns>Whether it was done now.</returns>
    /// <exception cref="SchemaException">The tables were used, or are partitioned otherwise.</exception>
    public static async Task<bool> Apply(string ownerConnection, int partitions, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, Fewest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitions, Most);
        var alone = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var define = new NpgsqlCommand(Sql, connection))
            await define.ExecuteNonQueryAsync(ct);
        await using var make = new NpgsqlCommand("select pg_temp.partition_events($1)", connection)
        {
            Parameters = { new() { Value = partitions } },
        };
        try
        {
            var isDone = (bool)(await make.ExecuteScalarAsync(ct))!;
            await transaction.CommitAsync(ct);
            return isDone;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.RaiseException)
        {
            throw new SchemaException([refused.MessageText]);
        }
    }
}
