using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Keeps the table of one read model up with the log.</summary>
internal sealed class ReadModelShard(ReadModel model, ShardContext context, ReadModelTables tables, ReadModelRebuild rebuild)
    : IShard
{
    /// <summary>How often to look for replay requests when nothing is appended.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly LogFollower _log = context.Follower(context.Events.NamesOf(model.Facts), context.Options.BatchSize);
    private readonly Pace _pace = context.PaceOf(model.Shard);

    /// <inheritdoc/>
    public string Name => model.Shard;

    /// <inheritdoc/>
    public ShardKind Kind => ShardKind.ReadModel;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken ct)
    {
        if (!await BecomeCurrent(ct))
        {
            await Task.Delay(Tick * 30, context.Clock, ct);
            return;
        }

        var place = await ReadModelPlace.Of(model, context.Connections.Pool, ct);
        await context.Events.ForgetOldKeys(ct);
        var position = place.Checkpoint;
        // What it remembers of the rows is dropped with it, whatever ends this: loss of the shard, a rebuild, a failure.
        var feed = new RowFeed(model, model.Table.Name, model.Shard, keep: context.Options.RowsKept);
        ParkedStreams? parked = null;
        var looked = 0L;
        while (true)
        {
            await _pace.WaitBeyond(position, Tick, ct);
            await context.Turns.Take(_pace.Ceiling - position, Step, ct);
        }

        // Its connection goes back to the pool before others have their turn.
        async Task Step()
        {
            await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
            if (parked is null || context.Clock.GetElapsedTime(looked) >= Tick)
            {
                // A switch back moves the checkpoint also when nothing is appended that would show it.
                if (await ReadModelPlace.Of(model, connection, ct) != place with { Checkpoint = position })
                    throw new CheckpointMovedException(Name);
                (parked, looked) = (await ParkedStreams.Of(Name, connection, ct), context.Clock.GetTimestamp());
                foreach (var stream in parked.ToReplay)
                    await Replay(feed, stream, place, position, parked, connection, ct);
            }

            if (_pace.Ceiling > position)
                position = await Advance(feed, place, position, parked, connection, ct);
        }
    }

    private async Task<bool> BecomeCurrent(CancellationToken ct)
    {
        await tables.Ensure(ct);
        var state = await tables.StateOf(model, ct);
        if (state == ReadModelState.Stale)
            await rebuild.Run(model, new(), progress: null, ct);
        return state != ReadModelState.Newer;
    }

    private async Task<long> Advance(
        RowFeed feed, ReadModelPlace place, long from, ParkedStreams parked, NpgsqlConnection connection,
        CancellationToken ct)
    {
        var started = context.Clock.GetTimestamp();
        var span = await _log.Read(connection, from, _pace.Ceiling, ct);
        await feed.Apply(span, parked, part => [place.Move(Name, part.From, part.UpTo)], connection, ct);
        DaemonMetrics.Batch(Name, span.Entries.Count, context.Clock.GetElapsedTime(started));
        return span.UpTo;
    }

    // The checkpoint stays, and is asserted each time: the owner alone applies what was left out, event by event.
    private async Task Replay(
        RowFeed feed, ParkedStream stream, ReadModelPlace place, long position, ParkedStreams parked,
        NpgsqlConnection connection, CancellationToken ct)
    {
        NpgsqlBatchCommand Stays() => place.Move(Name, position, position);
        parked.Remove(stream);
        for (var from = stream.FromSequence - 1; from < position;)
        {
            var query = new LogQuery(from, position, _log.Types, stream.TenantId, stream.StreamId);
            var part = await context.Events.Read(connection, query, ct);
            foreach (var entry in part.Entries)
            {
                var done = ParkedStreams.ParkFrom(Name, stream, entry.Sequence + 1);
                await feed.Apply(new(position, position, [entry]), parked, _ => [Stays(), done], connection, ct);
                if (parked.Skips(entry))
                    return;
            }

            from = part.UpTo;
        }

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Stays());
        batch.BatchCommands.Add(ParkedStreams.Unpark(Name, stream));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
