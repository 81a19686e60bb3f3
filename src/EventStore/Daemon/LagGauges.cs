using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Shows where the mark and the shards are to whoever collects metrics, from any node.</summary>
internal sealed class LagGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly string HorizonSql = EmbeddedSql.Beside<LagGauges>("Horizon.sql");
    private readonly Meter _meter = new(DaemonMetrics.Name);
    private readonly DaemonConnections _connections;
    private readonly ShardStatusReader _statuses;
    private readonly TimeProvider _clock;
    private readonly Instrument[] _ofShards;
    private volatile IReadOnlyList<ShardStatus> _last = [];
    private volatile IReadOnlyList<Measurement<long>> _horizon = [];

    /// <summary>Makes the gauges.</summary>
    public LagGauges(DaemonConnections connections, ShardStatusReader statuses, HighWater highWater, TimeProvider clock)
    {
        (_connections, _statuses, _clock) = (connections, statuses, clock);
        _meter.CreateObservableGauge("engagement.mark", () => highWater.Mark, "{event}", "Number up to which this node reads");
        _meter.CreateObservableGauge(
            "engagement.mark.appenders", () => highWater.InFlight, "{transaction}", "Appends in flight that the mark waits for");
        _meter.CreateObservableGauge(
            "engagement.horizon", () => _horizon, "{transaction}",
            "Transactions since the oldest under way on the server; no older version of a row is removed meanwhile");
        _ofShards =
        [
            Gauge("engagement.shard.position", "{event}", "Number up to which a shard has processed", status => status.Position),
            Gauge("engagement.shard.lag", "{event}", "Numbers not yet scanned", status => status.LagEvents),
            Gauge("engagement.shard.lag.time", "s", "Age of the oldest event not processed", status => status.LagSeconds),
            Gauge("engagement.shard.rebuild.left", "{event}", "Numbers that a rebuild under way has still to scan; 0 without one",
                status => status.Rebuild is { } rebuild ? Math.Max(rebuild.Total - rebuild.Done, 0) : 0),
            Gauge("engagement.shard.rebuild.done", "{event}", "Numbers that a rebuild under way has scanned; 0 without one",
                status => status.Rebuild?.Done ?? 0),
            Gauge("engagement.shard.rebuild.rate", "{event}/s", "Pace of the rebuild under way; 0 without one",
                status => status.Rebuild?.PerSecond ?? 0),
            Gauge("engagement.shard.parked", "{stream}", "Streams parked", status => status.DeadLetters),
            Gauge("engagement.shard.owned", "{node}", "1 when this node runs the shard",
                status => status.Owner == Ownership.NodeName ? 1 : 0),
        ];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_ofShards.Any(gauge => gauge.Enabled))
                await Refresh(stoppingToken);
            await Task.Delay(Pause, _clock, stoppingToken);
        }
    }

    private async Task Refresh(CancellationToken ct)
    {
        try
        {
            _last = await _statuses.Read(ct);
            await using var horizon = _connections.Pool.CreateCommand(HorizonSql);
            _horizon = [new((long)(await horizon.ExecuteScalarAsync(ct))!)];
        }
#pragma warning disable CA1031 // Numbers are not worth a node.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            (_last, _horizon) = ([], []); // Better no number than an old one.
        }
    }

    private ObservableGauge<T> Gauge<T>(string name, string unit, string what, Func<ShardStatus, T> value)
        where T : struct =>
        _meter.CreateObservableGauge(name, () => Of(value), unit, what);

    private IEnumerable<Measurement<T>> Of<T>(Func<ShardStatus, T> value)
        where T : struct =>
        _last.Select(status => new Measurement<T>(value(status), new KeyValuePair<string, object?>("shard", status.Name)));
}
