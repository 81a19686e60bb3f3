using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Loads and writes the rows of a batch, each with one statement.</summary>
internal sealed class RowStore(ReadModel model, string table)
{
    private readonly string _load = model.Table.Load(table);
    private readonly string _upsert = model.Table.Upsert(table);
    private readonly string _delete = model.Table.Delete(table);

    /// <summary>Folds log entries over the rows as they stand.</summary>
    public async Task<RowBatch> Fold(
        IReadOnlyList<LogEntry> entries, ParkedStreams parked, NpgsqlConnection connection, CancellationToken ct)
    {
        var batch = new RowBatch(model, parked);
        var keys = batch.KeysOf(entries);
        if (keys.Count > 0)
            await Load(batch, keys, connection, ct);
        batch.Fold(entries);
        return batch;
    }

    /// <summary>The statements that write a batch.</summary>
    public IEnumerable<NpgsqlBatchCommand> Write(RowBatch batch)
    {
        (RowKey Key, object State, long AsOf)[] changed = [.. batch.Changed];
        if (changed.Length > 0)
        {
            var upsert = new NpgsqlBatchCommand(_upsert);
            upsert.Parameters.Add(new() { Value = changed.Select(row => row.Key.TenantId).ToArray() });
            foreach (var column in model.Columns)
                upsert.Parameters.Add(ArrayOf(column.Type.Stored, [.. changed.Select(row => column.Of(row.State))]));
            upsert.Parameters.Add(new() { Value = changed.Select(row => row.AsOf).ToArray() });
            yield return upsert;
        }

        RowKey[] removed = [.. batch.Removed];
        if (removed.Length > 0)
        {
            var delete = new NpgsqlBatchCommand(_delete);
            AddKeys(delete.Parameters, removed);
            yield return delete;
        }
    }

    private async Task Load(
        RowBatch batch, IReadOnlyCollection<RowKey> keys, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(_load, connection);
        AddKeys(command.Parameters, keys);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tenant = reader.GetOrdinal("tenant_id");
        while (await reader.ReadAsync(ct))
        {
            var row = model.Read(reader);
            batch.Add(model.KeyOf(reader.GetString(tenant), row), row);
        }
    }

    private void AddKeys(NpgsqlParameterCollection parameters, IReadOnlyCollection<RowKey> keys)
    {
        parameters.Add(new NpgsqlParameter { Value = keys.Select(key => key.TenantId).ToArray() });
        for (var i = 0; i < model.Keys.Count; i++)
            parameters.Add(ArrayOf(model.Keys[i].Type.Stored, [.. keys.Select(key => (object?)key.Values[i])]));
    }

    private static NpgsqlParameter ArrayOf(Type element, object?[] values)
    {
        var type = element.IsValueType ? typeof(Nullable<>).MakeGenericType(element) : element;
        var array = Array.CreateInstance(type, values.Length);
        for (var i = 0; i < values.Length; i++)
            array.SetValue(values[i], i);
        return new() { Value = array };
    }
}
