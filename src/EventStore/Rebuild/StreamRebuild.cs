using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Makes the rows of single streams anew in the live tables: a repair, or what an erasure must leave behind.</summary>
internal sealed class StreamRebuild(
    ReadModelSet models, ReadModelTables tables, ReadModelRebuild rebuild, DaemonConnections connections, LogReader events,
    TimeProvider clock)
{
    private const int AtOnce = 200;
    private static readonly string RecordSql = EmbeddedSql.Beside<StreamRebuild>("RefoldRecord.sql");
    private readonly PatientTransaction _patient = new(clock);

    /// <summary>
    /// Makes the rows of streams anew in one read model. A model whose rows are made of many streams has all rows of the
    /// tenant rebuilt.
    /// </summary>
    /// <exception cref="ReadModelTableException">The table is of another version than this program's.</exception>
    public Task Run(ReadModel model, string tenantId, IReadOnlyCollection<Guid> streams, CancellationToken ct) =>
        model.RowsAreOfStreams
            ? Refold(model, tenantId, streams, dropPrevious: false, ct)
            : rebuild.RunTenant(model, tenantId, new(), progress: null, ct);

    /// <summary>
    /// What an erasure calls, after the key is destroyed: no table that is left, or being made, says any more what these
    /// streams said before. Kept previous tables of the read models concerned are dropped. Can be repeated.
    /// </summary>
    /// <exception cref="AggregateException">Some tables are of another program's version: try again later, elsewhere.</exception>
    public async Task AfterErasure(string tenantId, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        await tables.Ensure(ct);
        await Record(tenantId, streams, ct);
        var failures = new List<Exception>();
        foreach (var model in models.All.Where(model => model.RowsAreOfStreams || model.HoldsPersonalData))
        {
            try
            {
                await (model.RowsAreOfStreams
                    ? Refold(model, tenantId, streams, dropPrevious: true, ct)
                    : rebuild.RunTenantAfterErasure(model, tenantId, ct));
            }
            catch (Exception failure) when (failure is InvalidOperationException or PostgresException)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("Not every read model could be cleared.", failures);
    }

    // Before anything else: a rebuild that switches from now on finds it.
    private async Task Record(string tenantId, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(RecordSql);
        command.Parameters.Add(new() { Value = tenantId });
        command.Parameters.Add(new() { Value = streams.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task Refold(
        ReadModel model, string tenantId, IReadOnlyCollection<Guid> streams, bool dropPrevious, CancellationToken ct)
    {
        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        foreach (var some in streams.Distinct().Chunk(AtOnce))
        {
            await _patient.Run(
                connection,
                async () =>
                {
                    var live = await LiveShard.Lock(model, connection, ct);
                    live.MustBeOf(model);
                    await new StreamRefold(model, model.Table.Name, live.Name, events)
                        .Run(connection, tenantId, some, live.Checkpoint, ct);
                    await using var end = new NpgsqlBatch(connection);
                    end.BatchCommands.Add(ReadModelTables.RaiseGeneration(model));
                    foreach (var drop in dropPrevious ? PreviousTable.Drop(model) : [])
                        end.BatchCommands.Add(drop);
                    await end.ExecuteNonQueryAsync(ct);
                },
                ct);
        }
    }
}
