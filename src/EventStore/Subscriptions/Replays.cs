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
    public async Task Begin(EffectWindow window, long read, NpgsqlConnection connection, CancellationToken ct)
    {
        if (_looked is { } then && context.Clock.GetElapsedTime(then) < Pause)
            return;
        _looked = context.Clock.GetTimestamp();
        foreach (var stream in (await ParkedStreams.Of(shard, connection, ct)).ToReplay)
        {
            lock (_running)
            {
                if (!_running.Add((stream.TenantId, stream.StreamId)))
                    continue;
            }

            var query = new LogQuery(stream.FromSequence - 1, read, types, stream.TenantId, stream.StreamId);
            var missed = await context.Events.Read(connection, query, ct);
            effect.Parked.Remove(stream);
            window.Add((stream.TenantId, stream.StreamId), () => Replay(stream, missed, ct));
        }
    }

    private async Task Replay(ParkedStream stream, IReadOnlyList<LogEntry> missed, CancellationToken ct)
    {
        foreach (var entry in missed)
            await effect.Cause(entry, ct);
        if (missed.All(entry => !effect.Parked.Skips(entry)))
            await Unpark(stream, ct);
        lock (_running)
            _running.Remove((stream.TenantId, stream.StreamId));
    }

    private async Task Unpark(ParkedStream stream, CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ParkedStreams.Unpark(shard, stream) } };
        await batch.ExecuteNonQueryAsync(ct);
    }
}
