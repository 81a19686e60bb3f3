using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>How a shard is doing. Holds nothing of any tenant.</summary>
/// <param name="Name">Such as <c>CallLog:All</c>.</param>
/// <param name="Kind">What it feeds.</param>
/// <param name="State">Whether it does.</param>
/// <param name="Version">Of the read model; 1 for a subscription.</param>
/// <param name="LagEvents">Sequence numbers between its checkpoint and the last event.</param>
/// <param name="LagSeconds">Age of the oldest event above its checkpoint; 0 when there is none.</param>
/// <param name="Owner">Machine and process id of the node that runs it; null when none does.</param>
/// <param name="DeadLetters">Streams parked.</param>
/// <param name="Rebuild">How far its rebuild is, when one is under way.</param>
/// <param name="Position">Everything up to this sequence is processed.</param>
/// <param name="StopAt">Where an operator holds it; null when nobody does.</param>
public sealed record ShardStatus(
    string Name, ShardKind Kind, ShardState State, int Version, long LagEvents, double LagSeconds, string? Owner,
    int DeadLetters, RebuildProgress? Rebuild, long Position, long? StopAt);

/// <summary>What a shard feeds.</summary>
public enum ShardKind
{
    /// <summary>The table of a read model.</summary>
    ReadModel,

    /// <summary>
    /// The table of an inline read model, which sessions write with the events: its lag is always 0, and its owner only
    /// sees to the table.
    /// </summary>
    Inline,

    /// <summary>Effects.</summary>
    Subscription,

    /// <summary>Sealed blocks of history.</summary>
    Seal,

    /// <summary>Scheduled messages; it reads no log, so its lag is always 0.</summary>
    Schedule,
}

/// <summary>Whether a shard works.</summary>
public enum ShardState
{
    /// <summary>A node owns it and follows the log.</summary>
    Running,

    /// <summary>It is where an operator holds it.</summary>
    Paused,

    /// <summary>No node owns it.</summary>
    Stopped,

    /// <summary>Its table is being made anew beside the live one.</summary>
    Rebuilding,

    /// <summary>Its table is of another version or shape than the program's read model.</summary>
    NeedsRebuild,

    /// <summary>It has no table yet.</summary>
    Missing,
}
