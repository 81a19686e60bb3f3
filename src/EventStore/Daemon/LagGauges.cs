using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Shows the shards' lag to whoever collects metrics, from any node.</summary>
internal sealed class LagGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly ShardStatusReader _statuses;
    private readonly TimeProvider _clock;
    private readonly ObservableGauge<long> _events;
    private readonly ObservableGauge<double> _seconds;
    private volatile IReadOnlyList<ShardStatus> _last = [];

    /// <summary>Makes the gauges.</summary>
    public LagGauges(ShardStatusReader statuses, TimeProvider clock)
    {
        (_statuses, _clock) = (statuses, clock);
        _events = DaemonMetrics.Meter.CreateObservableGauge(
            "engagement.shard.lag", () => Of(status => status.LagEvents), "{event}", "Numbers not yet scanned");
        _seconds = DaemonMetrics.Meter.CreateObservableGauge(
            "engagement.shard.lag.time", () => Of(status => status.LagSeconds), "s", "Age of the oldest event not processed");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_events.Enabled || _seconds.Enabled)
                await Refresh(stoppingToken);
            await Task.Delay(Pause, _clock, stoppingToken);
        }
    }

    private async Task Refresh(CancellationToken ct)
    {
        try
        {
            _last = await _statuses.Read(ct);
        }
#pragma warning disable CA1031 // Numbers are not worth a node.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _last = []; // Better no number than an old one.
        }
    }

    private IEnumerable<Measurement<T>> Of<T>(Func<ShardStatus, T> value)
        where T : struct =>
        _last.Select(status => new Measurement<T>(value(status), new KeyValuePair<string, object?>("shard", status.Name)));
}
