using Microsoft.Extensions.Logging;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>
/// Feeds one subscription. The checkpoint is the number below which every effect has ended: after a crash those above
/// happen once more, in the order of their streams.
/// </summary>
internal sealed class SubscriptionShard(
    ISubscription subscription, ShardContext context, ILogger<SubscriptionShard> log) : IShard
{
    private const int Room = 256;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly LogFollower _log = context.Follower(context.Events.NamesOf(subscription.EventTypes), Room);
    private readonly Pace _pace = context.PaceOf(ShardName.OfName(subscription.Name));

    /// <inheritdoc/>
    public string Name { get; } = ShardName.OfName(subscription.Name);

    /// <inheritdoc/>
    public ShardKind Kind => ShardKind.Subscription;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken ct)
    {
        var window = new EffectWindow(Room, context.Options.BatchBytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var effect = new Effect(subscription, Name, await Parked(ct), context, log);
        try
        {
            await Follow(window, effect, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await window.Drain();
        }
    }

    private async Task<ParkedStreams> Parked(CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        return await ParkedStreams.Of(Name, connection, ct);
    }

    private async Task Follow(EffectWindow window, Effect effect, CancellationToken ct)
    {
        var position = await Begin(ct);
        var read = position;
        var replays = new Replays(Name, _log.Types, effect, context);
        while (true)
        {
            var progress = window.Progress;
            await replays.Begin(window, read, ct);
            while (_pace.Ceiling > read && !window.IsFull)
                read = await ReadOn(read, window, effect, ct);
            var done = Math.Min(window.DoneUpTo(read), _pace.Stop);
            if (done > position)
                position = await MoveTo(position, done, ct);
            else if (window.IsFull)
                await progress.WaitAsync(ct);
            else
                await Task.WhenAny(progress, _pace.WaitBeyond(read, Tick, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> Begin(CancellationToken ct)
    {
        await context.HighWater.Found.WaitAsync(ct);
        if (await Checkpoints.Load(Name, context.Connections.Pool, ct) is { } position)
            return position;
        var start = await subscription.Start.Before(context, ct);
        await Checkpoints.Start(Name, start, context.Connections.Pool, ct);
        return await Checkpoints.Load(Name, context.Connections.Pool, ct) ?? throw new CheckpointMovedException(Name);
    }

    private async Task<long> ReadOn(long from, EffectWindow window, Effect effect, CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        var span = await _log.Read(connection, from, _pace.Ceiling, ct);
        foreach (var entry in span.Entries)
            window.Add(entry, () => effect.Cause(entry, ct));
        return span.UpTo;
    }

    // Effects that have ended must not happen again because somebody holds the shard: the window remembers them.
    private async Task<long> MoveTo(long known, long done, CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Checkpoints.Move(Name, known, done) } };
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            return done;
        }
        catch (PostgresException moved) when (CheckpointMovedException.IsCause(moved))
        {
            throw new CheckpointMovedException(Name, moved);
        }
        catch (PostgresException held) when (ShardHeldException.IsCause(held))
        {
            await _pace.Refresh(ct);
            return known;
        }
    }
}
