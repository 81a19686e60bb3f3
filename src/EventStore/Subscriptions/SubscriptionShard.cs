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
    private readonly string[] _types = context.Events.NamesOf(subscription.EventTypes);

    /// <inheritdoc/>
    public string Name { get; } = ShardName.OfName(subscription.Name);

    /// <inheritdoc/>
    public ShardKind Kind => ShardKind.Subscription;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        var window = new EffectWindow(Room);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var effect = new Effect(
            subscription, Name, await ParkedStreams.Of(Name, connection, ct), context, log);
        try
        {
            await Follow(window, effect, connection, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await window.Drain();
        }
    }

    private async Task Follow(EffectWindow window, Effect effect, NpgsqlConnection connection, CancellationToken ct)
    {
        var position = await Begin(ct);
        var read = position;
        var replays = new Replays(Name, _types, effect, context);
        while (true)
        {
            var progress = window.Progress;
            await replays.Begin(window, read, connection, ct);
            while (context.HighWater.Mark > read && !window.IsFull)
                read = await ReadOn(read, window, effect, connection, ct);
            var done = window.DoneUpTo(read);
            if (done > position)
                position = await MoveTo(position, done, connection, ct);
            else if (window.IsFull)
                await progress.WaitAsync(ct);
            else
                await Task.WhenAny(progress, context.HighWater.WaitBeyond(read, Tick, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> Begin(CancellationToken ct)
    {
        await context.HighWater.Found.WaitAsync(ct);
        var start = subscription.Start == SubscriptionStart.Now ? context.HighWater.Mark : 0;
        await Checkpoints.Start(Name, start, context.Connections.Pool, ct);
        return await Checkpoints.Load(Name, context.Connections.Pool, ct) ?? throw new CheckpointMovedException(Name);
    }

    private async Task<long> ReadOn(
        long from, EffectWindow window, Effect effect, NpgsqlConnection connection, CancellationToken ct)
    {
        var upTo = Math.Min(context.HighWater.Mark, from + Room);
        foreach (var entry in await context.Events.Read(connection, new(from, upTo, _types), ct))
            window.Add(entry, () => effect.Cause(entry, ct));
        return upTo;
    }

    private async Task<long> MoveTo(long known, long done, NpgsqlConnection connection, CancellationToken ct)
    {
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
    }
}
