namespace SalesEngagement.EventStore.Daemon;

/// <summary>A reader of the log with a checkpoint of its own: a read model, a subscription, the sealer.</summary>
internal interface IShard
{
    /// <summary>Name of its checkpoint, such as <c>CallLog:All</c>.</summary>
    string Name { get; }

    /// <summary>What it feeds.</summary>
    ShardKind Kind { get; }

    /// <summary>Follows the log from its checkpoint until cancelled.</summary>
    /// <exception cref="CheckpointMovedException">Someone else moved the checkpoint: nothing was written.</exception>
    Task Follow(CancellationToken ct);
}
