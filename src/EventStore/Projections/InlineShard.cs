using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// Sees to the table of an inline read model: makes it, makes it anew after a release that changed it, and replays parked
/// streams. Its rows are written by the sessions that append, so it has no checkpoint and is never behind.
/// </summary>
internal sealed class InlineShard(
    ReadModel model, ShardContext context, ReadModelTables tables, ReadModelRebuild rebuild, StreamRebuild streams) : IShard
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public string Name => model.Shard;

    /// <inheritdoc/>
    public ShardKind Kind => ShardKind.Inline;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken ct)
    {
        await tables.Ensure(ct);
        while (true)
        {
            var state = await tables.StateOf(model, ct);
            if (state == ReadModelState.Stale)
                await rebuild.Run(model, new(), progress: null, ct);
            else if (state == ReadModelState.Current)
                await Replay(ct);
            await Task.Delay(Tick, context.Clock, ct);
        }
    }

    private async Task Replay(CancellationToken ct)
    {
        ParkedStreams parked;
        await using (var connection = await context.Connections.Pool.OpenConnectionAsync(ct))
            parked = await ParkedStreams.Of(Name, connection, ct);
        foreach (var stream in parked.ToReplay)
            await streams.Run(model, stream.TenantId, [stream.StreamId], ct);
    }
}
