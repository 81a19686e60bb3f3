using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Keeps this node's mark moving and wakes whoever waits behind it.</summary>
internal sealed partial class HighWater(
    DaemonConnections connections, AppendSignal signal, DaemonOptions options, TimeProvider clock, ILogger<HighWater> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstLookAtGap = TimeSpan.FromMilliseconds(4);
    private readonly HighWaterDetector _detector = new(connections.Pool);
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _mark;

    /// <summary>Every event at or below is visible to a statement that starts now, or will never be.</summary>
    public long Mark => Volatile.Read(ref _mark);

    /// <summary>Completes when the mark was found for the first time.</summary>
    public Task Found => _found.Task;

    /// <summary>Returns when the mark is above <paramref name="position"/>, or after <paramref name="atMost"/>.</summary>
    public async Task WaitBeyond(long position, TimeSpan atMost, CancellationToken ct)
    {
        var moved = Volatile.Read(ref _moved).Task;
        if (Mark > position)
            return;
        using var timer = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        await moved.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
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

        if (moved)
            await _detector.Save(ct);
        Publish();
        _found.TrySetResult();
    }

    // An append that was rolled back gives no signal: at a gap the node looks by itself, soon at first.
    private TimeSpan Shorter(TimeSpan pause) =>
        pause == options.Poll ? FirstLookAtGap : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Poll.Ticks / 2));

    private void Publish()
    {
        if (_detector.Mark == Mark)
            return;
        Volatile.Write(ref _mark, _detector.Mark);
        Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot look for new events ({Fault}); trying again.")]
    private partial void LogBlind(string fault);
}
