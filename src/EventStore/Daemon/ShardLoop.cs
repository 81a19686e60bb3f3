using Microsoft.Extensions.Logging;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Owns a shard whenever it can, lets it follow the log, and starts again after whatever ends that.</summary>
internal sealed partial class ShardLoop(
    IShard shard, Ownership ownership, DaemonOptions options, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private TimeSpan _pause = FirstPause;
    private volatile CancellationTokenSource? _owning;
    private volatile int _taken;

    /// <summary>Whether this node runs the shard now.</summary>
    public bool IsOwner => _owning is not null;

    /// <summary>How often this node has taken the shard.</summary>
    public int Taken => _taken;

    /// <summary>Leaves the shard to other nodes for a while.</summary>
    public void GiveBack()
    {
        try
        {
            _owning?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself just now.
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await Once(ct);
            await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> Once(CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        try
        {
            if (await ownership.TryTake(shard.Name, ct) is not { } held)
                return options.TakeOver;
            Interlocked.Increment(ref _taken);
            return await Follow(held, ct) ? FirstPause : options.TakeOver * 3;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (ShardHeldException)
        {
            LogHeld(shard.Name);
            return FirstPause;
        }
        catch (CheckpointMovedException)
        {
            LogMoved(shard.Name);
            return FirstPause;
        }
#pragma warning disable CA1031 // Whatever it was, the shard must come back.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _pause = clock.GetElapsedTime(started) > LongestPause ? FirstPause : _pause * 2;
            _pause = _pause < LongestPause ? _pause : LongestPause;
            LogStopped(shard.Name, Fault.Describe(failure), _pause.TotalSeconds);
            return _pause;
        }
    }

    // False when the shard was given back.
    private async Task<bool> Follow(CancellationToken held, CancellationToken ct)
    {
        using var owning = CancellationTokenSource.CreateLinkedTokenSource(held, ct);
        _owning = owning;
        try
        {
            await shard.Follow(owning.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            LogLost(shard.Name);
        }
        catch (OperationCanceledException) when (owning.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            LogGiven(shard.Name);
            return false;
        }
        finally
        {
            _owning = null;
            if (!held.IsCancellationRequested)
                await ownership.Release(shard.Name, CancellationToken.None);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard}: another owner or a rebuild moved its checkpoint; reading it again.")]
    private partial void LogMoved(string shard);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard}: held by an operator.")]
    private partial void LogHeld(string shard);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard}: given back for nodes that own fewer.")]
    private partial void LogGiven(string shard);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard}: lost its lock with the connection; taking it again.")]
    private partial void LogLost(string shard);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} stopped: {Fault}. Starting again in {Seconds} s; `projections status` shows its lag.")]
    private partial void LogStopped(string shard, string fault, double seconds);
}
