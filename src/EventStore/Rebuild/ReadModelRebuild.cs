using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Makes a read model anew beside the live one and puts it in its place in one transaction.</summary>
internal sealed class ReadModelRebuild(DaemonConnections connections, LogReader events, TimeProvider clock)
{
    private static readonly string ClearParkedSql = EmbeddedSql.Beside<ReadModelRebuild>("ParkedClear.sql");
    private static readonly string RenameParkedSql = EmbeddedSql.Beside<ReadModelRebuild>("ParkedRename.sql");
    private readonly PatientTransaction _patient = new(clock);
    private readonly LogAhead _log = new(connections, events, clock);

    /// <summary>
    /// Rebuilds the whole table. Readers see the old one until the moment they see the new one. What was broken off goes on
    /// where it was.
    /// </summary>
    /// <exception cref="RebuildBusyException">It is being rebuilt already.</exception>
    public async Task Run(
        ReadModel model, RebuildOptions how, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var session = await RebuildSession.Begin(model, tenantId: null, how.Restart, patient: false, connections, ct);
        await events.ForgetOldKeys(ct);
        var fill = await ShadowFill.Of(model, tenantId: null, session, _log, events, clock, how.EventsPerSecond, progress, ct);
        var mark = new HighWaterDetector(connections.Pool);
        await mark.Load(ct);
        await Follow(fill, mark, ct);
        await fill.Ready(ct);
        await Follow(fill, mark, ct);
        var reached = fill.Position;
        await _patient.Run(session.Connection, () => Switch(model, fill, session, reached, ct), ct);
    }

    /// <summary>Rebuilds the rows of one tenant; those of others are not touched.</summary>
    /// <exception cref="RebuildBusyException">Rows of a tenant of this read model are being rebuilt already.</exception>
    public Task RunTenant(
        ReadModel model, string tenantId, RebuildOptions how, IProgress<RebuildProgress>? progress, CancellationToken ct) =>
        RunTenant(model, tenantId, how, dropPrevious: false, progress, ct);

    /// <summary>The same after an erasure: waits its turn, and drops the previous table, which says what was erased.</summary>
    public Task RunTenantAfterErasure(ReadModel model, string tenantId, CancellationToken ct) =>
        RunTenant(model, tenantId, new(), dropPrevious: true, progress: null, ct);

    private async Task RunTenant(
        ReadModel model, string tenantId, RebuildOptions how, bool dropPrevious, IProgress<RebuildProgress>? progress,
        CancellationToken ct)
    {
        await using var session = await RebuildSession.Begin(
            model, tenantId, restart: true, patient: dropPrevious, connections, ct);
        await events.ForgetOldKeys(ct);
        var fill = await ShadowFill.Of(model, tenantId, session, _log, events, clock, how.EventsPerSecond, progress, ct);
        // Rows go on changing meanwhile; the last part is done while whoever writes them waits.
        var mark = new HighWaterDetector(connections.Pool);
        await mark.Load(ct);
        await FollowLive(model, fill, mark, ct);
        await fill.Ready(ct);
        await FollowLive(model, fill, mark, ct);
        var reached = fill.Position;
        await _patient.Run(session.Connection, () => Replace(model, tenantId, fill, session, reached, dropPrevious, ct), ct);
    }

    private static async Task Follow(ShadowFill fill, HighWaterDetector mark, CancellationToken ct)
    {
        do
        {
            while (await mark.Advance(ct))
            {
                // It has moved: look again.
            }

            await fill.UpTo(mark.Mark, ct);
        }
        while (await mark.Advance(ct) && mark.Mark - fill.Position > ShadowFill.Little);
    }

    // No further than the live table: a shard's checkpoint, or for an inline model, which is never behind, the mark.
    private async Task FollowLive(ReadModel model, ShadowFill fill, HighWaterDetector mark, CancellationToken ct)
    {
        if (model.IsInline)
            await Follow(fill, mark, ct);
        else
            await fill.UpTo(await Checkpoints.Load(model.Shard, connections.Pool, ct) ?? 0, ct);
    }

    private async Task Switch(
        ReadModel model, ShadowFill fill, RebuildSession session, long reached, CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, session.Connection, ct);
        var position = Math.Max(live.Checkpoint, reached);
        await fill.CatchUp(reached, position, ct);
        await new ShadowRedo(model, tenantId: null, session, events).Run(position, ct);
        await session.Execute(
            [
                .. PreviousTable.Switch(model, live, session.ParkAs, position),
                // Nobody would keep it up, and so there is no way back to it.
                .. model.IsInline ? PreviousTable.Drop(model) : [],
                session.End(),
            ],
            ct);
    }

    private async Task Replace(
        ReadModel model, string tenantId, ShadowFill fill, RebuildSession session, long reached, bool dropPrevious,
        CancellationToken ct)
    {
        var live = await LiveShard.Lock(model, session.Connection, ct);
        live.MustBeOf(model);
        await fill.CatchUp(reached, live.Checkpoint, ct);
        await new ShadowRedo(model, tenantId, session, events).Run(live.Checkpoint, ct);
        await session.Execute(
            [
                ReadModelTables.Command($"delete from read.{model.Table.Name} where tenant_id = $1", tenantId),
                new($"insert into read.{model.Table.Name} select * from read.{session.Shadow}"),
                new($"drop table read.{session.Shadow}"),
                ReadModelTables.Command(ClearParkedSql, live.Name, model.Shard, tenantId),
                ReadModelTables.Command(RenameParkedSql, session.ParkAs, model.Shard),
                ReadModelTables.RaiseGeneration(model),
                .. dropPrevious ? PreviousTable.Drop(model) : [],
                session.End(),
            ],
            ct);
    }
}
