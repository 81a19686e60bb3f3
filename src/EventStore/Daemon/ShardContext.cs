namespace SalesEngagement.EventStore.Daemon;

/// <summary>What every shard works with.</summary>
internal sealed record ShardContext(
    DaemonConnections Connections, HighWater HighWater, LogReader Events, DaemonOptions Options, TimeProvider Clock);
