using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>What an end of a tenant, and an erasure, do to whole tables: remove rows, and what rebuilds left behind.</summary>
internal sealed class TableErasure(
    ReadModelSet models, ReadModelTables tables, DaemonConnections connections, LogReader events, TimeProvider clock)
{
    private const string TakeSql = "select pg_try_advisory_xact_lock(7304, hashtext($1))";
    private readonly PatientTransaction _patient = new(clock);

    /// <summary>Removes a tenant's rows from every read model, once each has seen all of the tenant's events.</summary>
    /// <returns>False when one has not: ask again.</returns>
    public async Task<bool> RemoveTenant(string tenantId, CancellationToken ct)
    {
        await tables.Ensure(ct);
        await events.ForgetOldKeys(ct);
        var last = await LastDrawn(ct);
        foreach (var model in models.All.Where(model => !model.IsInline))
        {
            if ((await ReadModelPlace.Of(model, connections.Pool, ct)).Checkpoint < last)
                return false;
        }

        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        foreach (var model in models.All)
            await _patient.Run(connection, () => Remove(model, tenantId, connection, ct), ct);
        return true;
    }

    /// <summary>
    /// Drops shadow tables that a rebuild left when it was killed. One that is being filled is left to its rebuild, which
    /// folds the erased anew before it switches.
    /// </summary>
    /// <returns>False while there is such a one: what it says of the erased is there until it ends.</returns>
    public async Task<bool> DropShadows(CancellationToken ct)
    {
        var gone = true;
        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        foreach (var table in models.All.Where(model => model.HoldsPersonalData).Select(model => model.Table))
        {
            gone &= await Drop(connection, table.Name, table.Shadow, ct);
            gone &= await Drop(connection, table.TenantShadow, table.TenantShadow, ct);
        }

        return gone;
    }

    private static async Task Remove(ReadModel model, string tenantId, NpgsqlConnection connection, CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, connection, ct);
        live.MustBeOf(model);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                ReadModelTables.Command($"delete from read.{model.Table.Name} where tenant_id = $1", tenantId),
                ReadModelTables.RaiseGeneration(model),
            },
        };
        foreach (var drop in PreviousTable.Drop(model))
            batch.BatchCommands.Add(drop);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task<bool> Drop(NpgsqlConnection connection, string locked, string shadow, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var take = new NpgsqlCommand(TakeSql, connection) { Parameters = { new() { Value = locked } } };
        if (await take.ExecuteScalarAsync(ct) is not true)
            return false;
        await using var drop = new NpgsqlCommand($"drop table if exists read.{shadow}", connection);
        await drop.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<long> LastDrawn(CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(HighWaterDetector.LastDrawnSql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
