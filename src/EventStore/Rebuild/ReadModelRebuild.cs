using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Makes a read model anew beside the live one and puts it in its place in one transaction.</summary>
internal sealed class ReadModelRebuild(DaemonConnections connections, LogReader events, TimeProvider clock)
{
    private const int Tries = 20;

    /// <summary>Rebuilds the whole table. Readers see the old one until the moment they see the new one.</summary>
    public async Task Run(ReadModel model, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var session = await RebuildSession.Begin(model, connections, ct);
        var fill = new ShadowFill(model, tenantId: null, session, events, clock, progress);
        var mark = new HighWaterDetector(connections.Pool);
        await mark.Load(ct);
        do
            while (await mark.Advance(ct)) { }
        while (await Behind(fill, mark.Mark, ct));
        await Retrying(fill, session, transaction => Switch(model, fill, session, mark.Mark, transaction, ct), ct);
    }

    /// <summary>Rebuilds the rows of one tenant; those of others are not touched.</summary>
    public async Task RunTenant(
        ReadModel model, string tenantId, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var session = await RebuildSession.Begin(model, connections, ct);
        var fill = new ShadowFill(model, tenantId, session, events, clock, progress);
        while (await Behind(fill, await Checkpoints.Load(model.Shard, connections.Pool, ct) ?? 0, ct))
        {
            // The live shard goes on meanwhile; the last part is done while it waits.
        }

        await Retrying(fill, session, transaction => Replace(model, tenantId, fill, session, transaction, ct), ct);
    }

    private static async Task<bool> Behind(ShadowFill fill, long goal, CancellationToken ct)
    {
        if (fill.Position >= goal)
            return false;
        await fill.UpTo(goal, ct);
        return true;
    }

    private static async Task Switch(
        ReadModel model, ShadowFill fill, RebuildSession session, long mark, NpgsqlTransaction transaction, CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, session.Connection, ct);
        var table = model.Table;
        var position = Math.Max(live.Checkpoint, mark);
        await fill.UpTo(position, ct);
        await session.Execute(
            [
                new($"drop table if exists read.{table.Previous}"),
                new($"alter table read.{table.Name} rename to {table.Previous}"),
                new($"alter table read.{table.Shadow} rename to {table.Name}"),
                .. session.AdoptParked(live.Name, tenantId: null),
                .. ReadModelTables.Register(model, live.Name, position),
            ],
            ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task Replace(
        ReadModel model, string tenantId, ShadowFill fill, RebuildSession session, NpgsqlTransaction transaction,
        CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, session.Connection, ct);
        if (live.Version != model.Version || live.Shape != model.Table.ShapeHash)
            throw new InvalidOperationException($"{model.Name} has changed: rebuild it for all tenants first.");
        await fill.UpTo(live.Checkpoint, ct);
        await session.Execute(
            [
                ReadModelTables.Command($"delete from read.{model.Table.Name} where tenant_id = $1", tenantId),
                new($"insert into read.{model.Table.Name} select * from read.{model.Table.Shadow}"),
                new($"drop table read.{model.Table.Shadow}"),
                .. session.AdoptParked(live.Name, tenantId),
                .. ReadModelTables.Fence(live.Name, model.Shard, live.Checkpoint),
                session.End(),
            ],
            ct);
        await transaction.CommitAsync(ct);
    }

    // A long reader may hold the table: waiting for it would make new readers wait behind us, so we step back and return.
    private async Task Retrying(
        ShadowFill fill, RebuildSession session, Func<NpgsqlTransaction, Task> finish, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var before = fill.Position;
            try
            {
                await using var transaction = await session.Connection.BeginTransactionAsync(ct);
                await session.Execute([new("set local lock_timeout = '2s'")], ct);
                await finish(transaction);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState is "55P03" or "40P01" && tries < Tries)
            {
                fill.BackTo(before);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            }
        }
    }
}
