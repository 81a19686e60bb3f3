using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Shows every event above the mark at start to this node's listeners, in order, as soon as the mark passes it. Each
/// listener reads at its own pace: a slow one holds up itself alone, and one part of the log in memory.
/// </summary>
internal sealed partial class LiveTail(
    IEnumerable<ILiveListener> listeners, ShardContext context, ILogger<LiveTail> log) : BackgroundService
{
    private const int Chunk = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ILiveListener[] _listeners = [.. listeners];
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the start is fixed: what is appended from then on will be shown.</summary>
    public Task Listening => _listening.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_listeners.Length == 0 || !context.Options.RunLiveTail)
            return;
        await context.HighWater.Found.WaitAsync(stoppingToken);
        var position = context.HighWater.Mark;
        foreach (var listener in _listeners)
            listener.Begin(position);
        _listening.TrySetResult();
        await Task.WhenAll(_listeners.Select(listener => Follow(listener, position, stoppingToken)));
    }

    private async Task Follow(ILiveListener listener, long position, CancellationToken ct)
    {
        var log = context.Follower(context.Events.AllNames, Chunk);
        while (!ct.IsCancellationRequested)
        {
            await context.HighWater.WaitBeyond(position, Pause, ct);
            if (context.HighWater.Mark > position)
                position = await ReadOn(listener, position, log, ct);
        }
    }

    private async Task<long> ReadOn(ILiveListener listener, long position, LogFollower log, CancellationToken ct)
    {
        try
        {
            var span = await Read(position, log, ct);
            await Show(listener, span.Entries, ct);
            return span.UpTo;
        }
#pragma warning disable CA1031 // Whatever it was, the tail must go on.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogBlind(Fault.Describe(failure));
            await Task.Delay(Pause, context.Clock, ct);
            return position;
        }
    }

    private async Task<LogSpan> Read(long position, LogFollower log, CancellationToken ct)
    {
        await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
        return await log.Read(connection, position, context.HighWater.Mark, ct);
    }

    private async Task Show(ILiveListener listener, IReadOnlyList<LogEntry> entries, CancellationToken ct)
    {
        EventStore.Events.Event[] events = [.. entries.Where(entry => entry.Event is not null).Select(entry => entry.Event!)];
        if (events.Length < entries.Count)
            LogUnreadable(entries.Count - events.Length);
        if (events.Length == 0)
            return;
        try
        {
            await listener.Receive(events, ct);
        }
#pragma warning disable CA1031 // A listener's bug must not end its tail.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogListener(listener.GetType().Name, Fault.Describe(failure));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot read new events for live listeners ({Fault}); trying again.")]
    private partial void LogBlind(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} new events could not be read and were not shown live.")]
    private partial void LogUnreadable(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Live listener {Listener} failed: {Fault}.")]
    private partial void LogListener(string listener, string fault);
}
