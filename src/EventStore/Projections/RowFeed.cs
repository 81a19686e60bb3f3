using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Brings events into one table of a read model: the live one, or the one a rebuild fills.</summary>
/// <param name="model">Its fold and columns.</param>
/// <param name="table">The table in schema <c>read</c>.</param>
/// <param name="parkAs">The shard under which streams with poison events are parked.</param>
/// <param name="inTransaction">Whether the caller has a transaction begun: what is refused must not undo the rest of it.</param>
/// <param name="keep">
/// How many rows to remember between batches; only for the one writer of the table, who drops this feed with all it knows
/// after any failure.
/// </param>
internal sealed class RowFeed(ReadModel model, string table, string parkAs, bool inTransaction = false, int keep = 0)
{
    private readonly RowCache _cache = new(keep);
    private readonly RowStore _rows = new(model, table);

    /// <summary>
    /// Applies a span of the log in one transaction that begins with <paramref name="head"/>, which guards or records
    /// the progress. Events that cannot be applied are parked in the same transaction.
    /// </summary>
    /// <param name="span">What was read.</param>
    /// <param name="parked">Streams to leave out; gains those that are parked now.</param>
    /// <param name="head">First statements of the transaction for a part of the span.</param>
    /// <param name="connection">With a transaction begun, or without.</param>
    /// <param name="ct">Cancels; what was not committed is undone.</param>
    public async Task Apply(
        LogSpan span, ParkedStreams parked, Func<LogSpan, NpgsqlBatchCommand[]> head, NpgsqlConnection connection,
        CancellationToken ct)
    {
        if (inTransaction)
            await Execute("savepoint part", connection, ct);
        try
        {
            var batch = new RowBatch(model, parked, _cache);
            await _rows.Fold(batch, span.Entries, isEmpty: false, connection, ct);
            await Write([.. head(span), .. _rows.Write(batch.Changed)], batch.Poisons, connection, ct);
            batch.Written();
        }
        catch (PostgresException refused) when (Fault.IsRefusedData(refused))
        {
            _cache.Clear();
            if (inTransaction)
                await Execute("rollback to savepoint part", connection, ct);
            await ApplyInParts(span, refused, parked, head, connection, ct);
        }
    }

    // The database refused values but does not say of which event: halve the span until the one stands alone.
    private async Task ApplyInParts(
        LogSpan span, PostgresException refused, ParkedStreams parked, Func<LogSpan, NpgsqlBatchCommand[]> head,
        NpgsqlConnection connection, CancellationToken ct)
    {
        if (span.Entries is [var only])
        {
            Poison poison = new(only, refused);
            await Write(head(span), [poison], connection, ct);
            parked.Add([poison]);
            return;
        }

        var (first, second) = span.Halves();
        await Apply(first, parked, head, connection, ct);
        await Apply(second, parked, head, connection, ct);
    }

    private static async Task Execute(string sql, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task Write(
        IEnumerable<NpgsqlBatchCommand> commands, List<Poison> poisons, NpgsqlConnection connection,
        CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        if (poisons.Count > 0)
            batch.BatchCommands.Add(ParkedStreams.Park(parkAs, poisons));
        if (batch.BatchCommands.Count == 0)
            return;
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException moved) when (CheckpointMovedException.IsCause(moved))
        {
            throw new CheckpointMovedException(model.Shard, moved);
        }
        catch (PostgresException held) when (ShardHeldException.IsCause(held))
        {
            throw new ShardHeldException(model.Shard, held);
        }

        if (poisons.Count > 0)
            DaemonMetrics.DeadLetters.Add(poisons.Count, new KeyValuePair<string, object?>("shard", model.Shard));
    }
}
