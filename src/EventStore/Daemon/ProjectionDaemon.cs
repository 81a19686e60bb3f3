using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Runs every shard side by side, each on whichever node owns it.</summary>
internal sealed class ProjectionDaemon(
    ShardSet shards, ShardControls controls, DaemonConnections connections, DaemonOptions options, TimeProvider clock,
    ILogger<ProjectionDaemon> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.RunShards)
            return;
        await controls.Found.WaitAsync(stoppingToken);
        await using var ownership = new Ownership(connections, options, clock);
        ShardLoop[] loops = [.. shards.All.Select(shard => new ShardLoop(shard, ownership, options, clock, log))];
        var alive = ownership.KeepAlive(stoppingToken);
        var fair = new FairShare(loops, ownership, options, clock).Keep(stoppingToken);
        await Task.WhenAll(loops.Select(loop => loop.Run(stoppingToken)));
        await Task.WhenAll(alive, fair).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
