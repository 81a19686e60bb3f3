using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// What this node knows of the shards that operators hold. A node may hear of it late: that no shard passes where it is
/// held is the checkpoint's task.
/// </summary>
internal sealed partial class ShardControls : BackgroundService
{
    private static readonly string Sql = EmbeddedSql.Beside<ShardControls>("ShardControls.sql");
    private static readonly TimeSpan Net = TimeSpan.FromSeconds(1);

    private readonly DaemonConnections _connections;
    private readonly DaemonOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ShardControls> _log;
    private readonly Wake _changed = new();
    private readonly Wake _asked = new();
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyDictionary<string, long> _stops = new Dictionary<string, long>();

    /// <summary>Looks again whenever the signal tells of a change.</summary>
    public ShardControls(
        DaemonConnections connections, AppendSignal signal, DaemonOptions options, TimeProvider clock, ILogger<ShardControls> log)
    {
        (_connections, _options, _clock, _log) = (connections, options, clock, log);
        signal.ControlsChanged += _asked.All;
    }

    /// <summary>Completes when it is known what holds the shards: before, none may run.</summary>
    public Task Found => _found.Task;

    /// <summary>Completes when what holds a shard has changed.</summary>
    public Task Changed => _changed.Next;

    /// <summary>The last number a shard may process; <see cref="long.MaxValue"/> when nobody holds it.</summary>
    public long StopOf(string shard) => _stops.GetValueOrDefault(shard, long.MaxValue);

    /// <summary>Reads what holds the shards.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        var stops = new Dictionary<string, long>();
        await using (var command = _connections.Pool.CreateCommand(Sql))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                stops.Add(reader.GetString(0), reader.GetInt64(1));
        }

        var isChanged = !stops.ToHashSet().SetEquals(_stops);
        _stops = stops;
        _found.TrySetResult();
        if (isChanged)
            _changed.All();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && _options.RunShards)
        {
            var asked = _asked.Next;
            try
            {
                await Refresh(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the node must go on looking.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogBlind(Fault.Describe(failure));
            }

            await Wake.Within(asked, Net, _clock, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot see which shards are held ({Fault}); trying again.")]
    private partial void LogBlind(string fault);
}
