using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Hears that something was appended, on this node at once and on any other by notification, and that shards were held
/// or let go. Only a hint: whoever waits for it also looks by himself.
/// </summary>
internal sealed partial class AppendSignal : BackgroundService
{
    private const string ListenSql = "listen engagement_appended; listen engagement_shards";
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private readonly DaemonConnections _connections;
    private readonly DaemonOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<AppendSignal> _log;
    private readonly SemaphoreSlim _heard = new(0, 1);

    /// <summary>Hears the appends of this process from now on.</summary>
    public AppendSignal(
        DaemonConnections connections, AppendNotifier notifier, DaemonOptions options, TimeProvider clock,
        ILogger<AppendSignal> log)
    {
        (_connections, _options, _clock, _log) = (connections, options, clock, log);
        notifier.Appended += Raise;
    }

    /// <summary>Shards were held or let go, on any node.</summary>
    public event Action? ControlsChanged;

    /// <summary>Wakes the waiter.</summary>
    public void Raise()
    {
        lock (_heard)
        {
            if (_heard.CurrentCount == 0)
                _heard.Release();
        }
    }

    /// <summary>Returns when something was appended since the last call, or after <paramref name="atMost"/>.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(atMost, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        try
        {
            await _heard.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing was heard in time.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _heard.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && (_options.RunShards || _options.RunLiveTail))
        {
            try
            {
                await Listen(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the node must go on listening.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogLost(Fault.Describe(failure));
                await Task.Delay(Reconnect, _clock, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await _connections.OpenDedicated("engagement-listen", ct);
        connection.Notification += (_, heard) => Hear(heard.Channel);
        await using (var listen = new NpgsqlCommand(ListenSql, connection))
            await listen.ExecuteNonQueryAsync(ct);
        Raise();
        ControlsChanged?.Invoke();
        while (true)
            await connection.WaitAsync(ct);
    }

    private void Hear(string channel)
    {
        if (channel == "engagement_shards")
            ControlsChanged?.Invoke();
        else
            Raise();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the connection that hears appends ({Fault}); polling until it is back.")]
    private partial void LogLost(string fault);
}
