using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Hears that something was appended, on any node. Only a hint: whoever waits for it also looks by himself.</summary>
internal sealed partial class AppendSignal(
    DaemonConnections connections, DaemonOptions options, TimeProvider clock, ILogger<AppendSignal> log)
    : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _heard = new(0, 1);

    /// <summary>Wakes the waiter, also from within the process.</summary>
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
        using var timer = new CancellationTokenSource(atMost, clock);
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
        while (!stoppingToken.IsCancellationRequested && (options.RunShards || options.RunLiveTail))
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
                await Task.Delay(Reconnect, clock, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await connections.OpenDedicated("engagement-listen", ct);
        connection.Notification += (_, _) => Raise();
        await using (var listen = new NpgsqlCommand("listen engagement_appended", connection))
            await listen.ExecuteNonQueryAsync(ct);
        Raise();
        while (true)
            await connection.WaitAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the connection that hears appends ({Fault}); polling until it is back.")]
    private partial void LogLost(string fault);
}
