using Microsoft.Extensions.Logging;
using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>Causes one subscription's effects: tries again with growing waits, then parks the stream.</summary>
internal sealed partial class Effect(
    ISubscription subscription, string shard, ParkedStreams parked, ShardContext context, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(context.Options.Parallelism);

    /// <summary>The streams that are left out.</summary>
    public ParkedStreams Parked => parked;

    /// <summary>Causes the effect, or parks the stream. Returns without either when the stream is parked already.</summary>
    public async Task Cause(LogEntry entry, CancellationToken ct)
    {
        for (var tries = 0; !parked.Skips(entry); tries++)
        {
            if (await Try(entry, ct) is not { } failure)
                return;
            LogFailed(shard, entry.Sequence, Fault.Describe(failure), tries + 1);
            if (entry.Event is null || tries == context.Options.Retries.Count)
                await Park(new(entry, failure), ct);
            else
                await Task.Delay(context.Options.Retries[tries], context.Clock, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    // The slot is given back while waiting for the next try: others use it.
    private async Task<Exception?> Try(LogEntry entry, CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        var started = context.Clock.GetTimestamp();
        try
        {
            await subscription.Handle(entry.Read(), ct);
            DaemonMetrics.Batch(shard, 1, context.Clock.GetElapsedTime(started));
            return null;
        }
#pragma warning disable CA1031 // Effects are code of others: whatever they throw counts as a failed try.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return failure;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task Park(Poison poison, CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ParkedStreams.Park(shard, [poison]) } };
        await batch.ExecuteNonQueryAsync(ct);
        parked.Add([poison]);
        DaemonMetrics.DeadLetters.Add(1, new KeyValuePair<string, object?>("shard", shard));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard}: the effect of event {Sequence} failed ({Fault}), try {Tries}.")]
    private partial void LogFailed(string shard, long sequence, string fault, int tries);
}
