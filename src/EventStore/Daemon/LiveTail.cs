using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Shows every event above the mark at start to this node's listeners, in order, as soon as the mark passes it.</summary>
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
        while (!stoppingToken.IsCancellationRequested)
        {
            await context.HighWater.WaitBeyond(position, Pause, stoppingToken);
            if (context.HighWater.Mark > position)
                position = await ReadOn(position, stoppingToken);
        }
    }

    private async Task<long> ReadOn(long position, CancellationToken ct)
    {
        var upTo = Math.Min(context.HighWater.Mark, position + Chunk);
        try
        {
            await using var connection = await context.Connections.Pool.OpenConnectionAsync(ct);
            var entries = await context.Events.Read(connection, new(position, upTo, context.Events.AllNames), ct);
            await Show(entries, ct);
            return upTo;
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

    private async Task Show(IReadOnlyList<LogEntry> entries, CancellationToken ct)
    {
        if (entries.Any(entry => entry.Event is null))
            LogUnreadable(entries.Count(entry => entry.Event is null));
        EventStore.Events.Event[] events = [.. entries.Where(entry => entry.Event is not null).Select(entry => entry.Event!)];
        if (events.Length > 0)
            await Task.WhenAll(_listeners.Select(listener => Show(listener, events, ct)));
    }

    private async Task Show(ILiveListener listener, EventStore.Events.Event[] events, CancellationToken ct)
    {
        try
        {
            await listener.Receive(events, ct);
        }
#pragma warning disable CA1031 // One listener's bug must not blind the others.
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
