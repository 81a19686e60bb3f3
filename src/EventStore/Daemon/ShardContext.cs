namespace SalesEngagement.EventStore.Daemon;

/// <summary>What every shard works with.</summary>
internal sealed record ShardContext(
    DaemonConnections Connections, HighWater HighWater, ShardControls Controls, LogReader Events, SharedLog Shared,
    CatchUpTurns Turns, DaemonOptions Options, TimeProvider Clock)
{
    /// <summary>Reads the log for one shard or listener, from one place to the next.</summary>
    /// <param name="types">Stored names of the events it wants.</param>
    /// <param name="most">How many numbers at once at most.</param>
    public LogFollower Follower(string[] types, int most) => new(Events, Shared, types, most);

    /// <summary>How far a shard may go.</summary>
    public Pace PaceOf(string shard) => new(shard, HighWater, Controls, Clock);
}
