using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Runs every shard side by side, each on whichever node owns it.</summary>
internal sealed class ProjectionDaemon(
    ShardSet shards, DaemonConnections connections, DaemonOptions options, TimeProvider clock,
    ILogger<ProjectionDaemon> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.RunShards)
            return;
        await using var ownership = new Ownership(connections, clock);
        var loops = shards.All.Select(shard => new ShardLoop(shard, ownership, options, clock, log).Run(stoppingToken));
        var alive = ownership.KeepAlive(stoppingToken);
        await Task.WhenAll([.. loops]);
        await alive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
