using NpgsqlTypes;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Shows dead letters and asks for their replay.</summary>
internal sealed class DeadLetterDesk(DaemonConnections connections)
{
    private static readonly string ListSql = EmbeddedSql.Beside<DeadLetterDesk>("DeadLetters.sql");
    private static readonly string ReplaySql = EmbeddedSql.Beside<DeadLetterDesk>("RequestReplay.sql");

    /// <summary>The newest 1,000.</summary>
    public async Task<IReadOnlyList<DeadLetter>> List(CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(ListSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var letters = new List<DeadLetter>();
        while (await reader.ReadAsync(ct))
            letters.Add(RowReader<DeadLetter>.Read(reader));
        return letters;
    }

    /// <summary>Asks the owners of the shards to take parked streams up again; they do within a second or two.</summary>
    /// <returns>How many streams that are.</returns>
    public async Task<int> Replay(string? shard, string? tenantId, Guid? streamId, CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(ReplaySql);
        command.Parameters.Add(new() { Value = (object?)shard ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)tenantId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)streamId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return await command.ExecuteNonQueryAsync(ct);
    }
}
