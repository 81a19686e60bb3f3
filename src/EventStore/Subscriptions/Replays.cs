using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>Takes parked streams up again when an operator asks for it, in order and before their newer events.</summary>
internal sealed class Replays(string shard, string[] types, Effect effect, ShardContext context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<(string, Guid)> _running = [];
    private long? _looked;

    /// <summary>Looks for requests, at most once a second, and begins what they ask for.</summary>
    public async Task Begin(EffectWindow window, long read, CancellationToken ct)
    {
        if (_looked is { } then && context.Clock.GetElapsedTime(then) < Pause)
            return;
        _looked = context.Clock.GetTimestamp();
        foreach (var stream in await Requested(ct))
        {
            lock (_running)
            {
                if (!_running.Add((stream.TenantId, stream.StreamId)))
                    continue;
            }

            effect.Parked.Remove(stream);
            window.Add((stream.TenantId, stream.StreamId), () => Replay(stream, read, ct));
        }
    }

    private async Task<IReadOnlyList<ParkedStream>> Requested(CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        return (await ParkedStreams.Of(shard, connection, ct)).ToReplay;
    }

    private async Task Replay(ParkedStream stream, long upTo, CancellationToken ct)
    {
        if (await Causes(stream, upTo, ct))
            await Unpark(stream, ct);
        lock (_running)
            _running.Remove((stream.TenantId, stream.StreamId));
    }

    // False when one failed again: the stream is parked anew from there.
    private async Task<bool> Causes(ParkedStream stream, long upTo, CancellationToken ct)
    {
        for (var from = stream.FromSequence - 1; from < upTo;)
        {
            var query = new LogQuery(from, upTo, types, stream.TenantId, stream.StreamId);
            var part = await context.Events.Read(context.Connections, query, ct);
            foreach (var entry in part.Entries)
            {
                await effect.Cause(entry, ct);
                if (effect.Parked.Skips(entry))
                    return false;
            }

            from = part.UpTo;
        }

        return true;
    }

    private async Task Unpark(ParkedStream stream, CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ParkedStreams.Unpark(shard, stream) } };
        await batch.ExecuteNonQueryAsync(ct);
    }
}
