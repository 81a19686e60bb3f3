namespace SalesEngagement.EventStore.Daemon;

/// <summary>What every shard works with.</summary>
internal sealed record ShardContext(
    DaemonConnections Connections, HighWater HighWater, ShardControls Controls, LogReader Events, CatchUpTurns Turns,
    DaemonOptions Options, TimeProvider Clock)
{
    /// <summary>How far a shard may go.</summary>
    public Pace PaceOf(string shard) => new(shard, HighWater, Controls, Clock);
}
