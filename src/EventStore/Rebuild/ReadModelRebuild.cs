using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Makes a read model anew beside the live one and puts it in its place in one transaction.</summary>
internal sealed class ReadModelRebuild(
    DaemonConnections connections, LogReader events, StoreOptions options, TimeProvider clock)
{
    private readonly PatientTransaction _patient = new(clock);

    /// <summary>Rebuilds the whole table. Readers see the old one until the moment they see the new one.</summary>
    public async Task Run(ReadModel model, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var session = await RebuildSession.Begin(model, tenantId: null, patient: false, connections, ct);
        await events.ForgetOldKeys(ct);
        var fill = new ShadowFill(model, tenantId: null, session, events, clock, progress);
        var mark = new HighWaterDetector(connections.Pool);
        await mark.Load(ct);
        do
            while (await mark.Advance(ct)) { }
        while (await Behind(fill, mark.Mark, ct));
        await Finish(session, fill, () => Switch(model, fill, session, mark.Mark, ct), ct);
    }

    /// <summary>Rebuilds the rows of one tenant; those of others are not touched.</summary>
    /// <exception cref="RebuildBusyException">Rows of a tenant of this read model are being rebuilt already.</exception>
    public Task RunTenant(
        ReadModel model, string tenantId, IProgress<RebuildProgress>? progress, CancellationToken ct) =>
        RunTenant(model, tenantId, dropPrevious: false, progress, ct);

    /// <summary>The same after an erasure: waits its turn, and drops the previous table, which says what was erased.</summary>
    public Task RunTenantAfterErasure(ReadModel model, string tenantId, CancellationToken ct) =>
        RunTenant(model, tenantId, dropPrevious: true, progress: null, ct);

    private async Task RunTenant(
        ReadModel model, string tenantId, bool dropPrevious, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var session = await RebuildSession.Begin(model, tenantId, patient: dropPrevious, connections, ct);
        await events.ForgetOldKeys(ct);
        var fill = new ShadowFill(model, tenantId, session, events, clock, progress);
        while (await Behind(fill, await Checkpoints.Load(model.Shard, connections.Pool, ct) ?? 0, ct))
        {
            // The live shard goes on meanwhile; the last part is done while it waits.
        }

        await Finish(session, fill, () => Replace(model, tenantId, fill, session, dropPrevious, ct), ct);
    }

    private static async Task<bool> Behind(ShadowFill fill, long goal, CancellationToken ct)
    {
        if (fill.Position >= goal)
            return false;
        await fill.UpTo(goal, ct);
        return true;
    }

    private async Task Switch(ReadModel model, ShadowFill fill, RebuildSession session, long mark, CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, session.Connection, ct);
        var table = model.Table;
        var position = Math.Max(live.Checkpoint, mark);
        await fill.UpTo(position, ct);
        await fill.Redo(options, ct);
        await session.Execute(
            [
                new($"drop table if exists read.{table.Previous}"),
                new($"alter table read.{table.Name} rename to {table.Previous}"),
                new($"alter table read.{table.Shadow} rename to {table.Name}"),
                .. session.AdoptParked(live.Name),
                .. ReadModelTables.Register(model, live.Name, position),
            ],
            ct);
    }

    private async Task Replace(
        ReadModel model, string tenantId, ShadowFill fill, RebuildSession session, bool dropPrevious, CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, session.Connection, ct);
        live.MustBeOf(model);
        await fill.UpTo(live.Checkpoint, ct);
        await fill.Redo(options, ct);
        await session.Execute(
            [
                ReadModelTables.Command($"delete from read.{model.Table.Name} where tenant_id = $1", tenantId),
                new($"insert into read.{model.Table.Name} select * from read.{session.Shadow}"),
                new($"drop table read.{session.Shadow}"),
                .. session.AdoptParked(live.Name),
                ReadModelTables.RaiseGeneration(model),
                session.End(),
            ],
            ct);
        if (dropPrevious)
            await session.Execute([new($"drop table if exists read.{model.Table.Previous}")], ct);
    }

    private Task Finish(RebuildSession session, ShadowFill fill, Func<Task> finish, CancellationToken ct)
    {
        var before = fill.Position;
        return _patient.Run(
            session.Connection,
            () =>
            {
                fill.BackTo(before);
                return finish();
            },
            ct);
    }
}
