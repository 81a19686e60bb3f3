using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Makes the rows of single streams anew in a table, the live one or a shadow, within the transaction begun.</summary>
internal sealed class StreamRefold(ReadModel model, string table, string shard, LogReader events)
{
    private const int Page = 5000;
    private static readonly string ReadSql = EmbeddedSql.Beside<StreamRefold>("ReadStreams.sql");
    private static readonly string ClearSql = EmbeddedSql.Beside<StreamRefold>("ParkedClearStreams.sql");
    private readonly RowFeed _feed = new(model, table, shard, inTransaction: true);
    private readonly string[] _types = events.NamesOf(model.Facts);

    /// <summary>Folds what the streams hold up to <paramref name="upTo"/>; streams that were parked get another chance.</summary>
    public async Task Run(NpgsqlConnection connection, string tenantId, Guid[] streams, long upTo, CancellationToken ct)
    {
        await events.ForgetOldKeys(ct);
        await Clear(connection, tenantId, streams, ct);
        var parked = new ParkedStreams();
        var (position, full) = (0L, true);
        while (full)
        {
            var entries = await Read(connection, tenantId, streams, position, upTo, ct);
            full = entries.Count == Page;
            var reached = full ? entries[^1].Sequence : upTo;
            await _feed.Apply(new(position, reached, entries), parked, _ => [], connection, ct);
            position = reached;
        }
    }

    private async Task Clear(NpgsqlConnection connection, string tenantId, Guid[] streams, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { ReadModelTables.Command(ClearSql, shard, tenantId, streams) },
        };
        if (model.IsByStream)
            batch.BatchCommands.Add(ReadModelTables.Command(model.Table.DeleteStreams(table), tenantId, streams));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<LogEntry>> Read(
        NpgsqlConnection connection, string tenantId, Guid[] streams, long from, long upTo, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(ReadSql, connection)
        {
            Parameters =
            {
                new() { Value = tenantId },
                new() { Value = streams },
                new() { Value = from },
                new() { Value = upTo },
                new() { Value = _types, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
                new() { Value = Page },
            },
        };
        return await events.Read(command, ct);
    }
}
