using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Loads and writes the rows of a batch, each with one statement.</summary>
internal sealed class RowStore(ReadModel model, string table)
{
    private readonly string _load = model.Table.Load(table);
    private readonly string _upsert = model.Table.Upsert(table);
    private readonly string _delete = model.Table.Delete(table);
    private readonly string _copy = model.Table.Copy(table);

    /// <summary>Folds log entries over the rows as they stand in memory, or else in the table.</summary>
    /// <param name="batch">Gathers them.</param>
    /// <param name="entries">In order.</param>
    /// <param name="isEmpty">Whether the table surely has no row, so that nothing is looked for.</param>
    /// <param name="connection">Reads the table.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Fold(
        RowBatch batch, IReadOnlyList<LogEntry> entries, bool isEmpty, NpgsqlConnection connection, CancellationToken ct)
    {
        var missing = batch.Prepare(entries);
        if (missing.Count > 0 && !isEmpty)
            await Load(batch, missing, connection, ct);
        batch.Fold(entries);
    }

    /// <summary>The statements that write changed rows, there or not, and remove those that are no more.</summary>
    public IEnumerable<NpgsqlBatchCommand> Write(IReadOnlyList<CachedRow> rows)
    {
        CachedRow[] changed = [.. rows.Where(row => row.State is not null)];
        if (changed.Length > 0)
        {
            var upsert = new NpgsqlBatchCommand(_upsert);
            upsert.Parameters.Add(new() { Value = Array.ConvertAll(changed, row => row.Key.TenantId) });
            foreach (var column in model.Columns)
                upsert.Parameters.Add(new() { Value = column.Type.ArrayOf(Array.ConvertAll(changed, row => column.Of(row.State!))) });
            upsert.Parameters.Add(new() { Value = Array.ConvertAll(changed, row => row.AsOf) });
            yield return upsert;
        }

        RowKey[] removed = [.. rows.Where(row => row is { State: null, Exists: true }).Select(row => row.Key)];
        if (removed.Length > 0)
        {
            var delete = new NpgsqlBatchCommand(_delete);
            delete.Parameters.AddRange(Keys(model, removed));
            yield return delete;
        }
    }

    /// <summary>Keys as one array for each column: tenant, key columns.</summary>
    public static NpgsqlParameter[] Keys(ReadModel model, IReadOnlyCollection<RowKey> keys) =>
    [
        new() { Value = keys.Select(key => key.TenantId).ToArray() },
        .. model.Keys.Select((column, i) =>
            new NpgsqlParameter { Value = column.Type.ArrayOf([.. keys.Select(key => (object?)key.Values[i])]) }),
    ];

    /// <summary>
    /// Writes rows whose keys the table does not have, within the transaction begun. PostgreSQL does not COPY into a table
    /// with row-level security, so it is not forced on its owner meanwhile: nobody can see that, the table is locked.
    /// </summary>
    public async Task Copy(IReadOnlyList<CachedRow> rows, NpgsqlConnection connection, CancellationToken ct)
    {
        await Execute($"alter table read.{table} no force row level security", connection, ct);
        await CopyRows(rows, connection, ct);
        await Execute($"alter table read.{table} force row level security", connection, ct);
    }

    private async Task CopyRows(IReadOnlyList<CachedRow> rows, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(_copy, ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.Key.TenantId, NpgsqlDbType.Varchar, ct);
            foreach (var column in model.Columns)
            {
                if (column.Of(row.State!) is { } value)
                    await copy.WriteAsync(value, column.Type.Driver, ct);
                else
                    await copy.WriteNullAsync(ct);
            }

            await copy.WriteAsync(row.AsOf, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task Load(
        RowBatch batch, IReadOnlyCollection<RowKey> keys, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(_load, connection);
        command.Parameters.AddRange(Keys(model, keys));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tenant = reader.GetOrdinal("tenant_id");
        var places = model.Places(reader);
        while (await reader.ReadAsync(ct))
        {
            var row = model.Read(reader, places);
            batch.Take(model.KeyOf(reader.GetString(tenant), row), row);
        }
    }

    private static async Task Execute(string sql, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
