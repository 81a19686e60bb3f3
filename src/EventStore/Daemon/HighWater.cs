using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Keeps this node's mark moving and wakes whoever waits behind it.</summary>
internal sealed partial class HighWater(
    DaemonConnections connections, AppendSignal signal, DaemonOptions options, TimeProvider clock, ILogger<HighWater> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstLookAtGap = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LookForSilent = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);
    private readonly HighWaterDetector _detector = new(connections.Mark);
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Wake _moved = new();
    private long _mark;
    private long _saved;
    private long? _heldSince;

    /// <summary>Every event at or below is visible to a statement that starts now, or will never be.</summary>
    public long Mark => Volatile.Read(ref _mark);

    /// <summary>Completes when the mark was found for the first time.</summary>
    public Task Found => _found.Task;

    /// <summary>How many transactions the mark waits for.</summary>
    public int InFlight => _detector.InFlight;

    /// <summary>Returns when the mark is above <paramref name="position"/>, or after <paramref name="atMost"/>.</summary>
    public async Task WaitBeyond(long position, TimeSpan atMost, CancellationToken ct)
    {
        var moved = _moved.Next;
        if (Mark <= position)
            await Wake.Within(moved, atMost, clock, ct);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options is { RunShards: false, RunLiveTail: false })
            return;
        var pause = options.Poll;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                pause = _detector.AtGap ? Shorter(pause) : options.Poll;
            }
#pragma warning disable CA1031 // Whatever it was, the node must go on looking.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogBlind(Fault.Describe(failure));
                pause = options.Poll;
            }

            await signal.Wait(pause, stoppingToken);
        }
    }

    private async Task Look(CancellationToken ct)
    {
        if (!_found.Task.IsCompleted)
            await _detector.Load(ct);
        var moved = false;
        while (await _detector.Advance(ct))
        {
            moved = true;
            Publish();
        }

        await Save(ct);
        Publish();
        _found.TrySetResult();
        await EndSilentAppenders(moved, ct);
    }

    // Not at each look: nobody needs it newer, and a row that changes a hundred times a second costs whoever reads it.
    private async Task Save(CancellationToken ct)
    {
        if (clock.GetElapsedTime(_saved) < SaveEvery)
            return;
        await _detector.Save(ct);
        _saved = clock.GetTimestamp();
    }

    // A frozen client must not hold every reader: one that says nothing for too long loses its transaction.
    private async Task EndSilentAppenders(bool moved, CancellationToken ct)
    {
        if (moved || !_detector.AtGap)
            _heldSince = null;
        else
            _heldSince ??= clock.GetTimestamp();
        if (_heldSince is not { } since || clock.GetElapsedTime(since) < LookForSilent)
            return;
        _heldSince = null;
        if (await _detector.EndSilent(options.AppenderSilence, ct) is > 0 and var ended)
            LogEnded(ended, options.AppenderSilence.TotalSeconds);
    }

    // An append that was rolled back gives no signal: at a gap the node looks by itself, soon at first.
    private TimeSpan Shorter(TimeSpan pause) =>
        pause == options.Poll ? FirstLookAtGap : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Poll.Ticks / 2));

    private void Publish()
    {
        if (_detector.Mark == Mark)
            return;
        Volatile.Write(ref _mark, _detector.Mark);
        _moved.All();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended {Count} transactions that had appended and then said nothing for {Seconds} s: a client is frozen.")]
    private partial void LogEnded(int count, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot look for new events ({Fault}); trying again.")]
    private partial void LogBlind(string fault);
}
