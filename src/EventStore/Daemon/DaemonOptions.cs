namespace SalesEngagement.EventStore.Daemon;

/// <summary>What a node does of the daemon's work, and at which pace.</summary>
public sealed class DaemonOptions
{
    /// <summary>Whether this node competes for the shards of read models and subscriptions.</summary>
    public bool RunShards { get; set; } = true;

    /// <summary>Whether this node shows new events to its live listeners.</summary>
    public bool RunLiveTail { get; set; } = true;

    /// <summary>How often to look for new events when no append was heard of.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a node tries to take over shards that another one owns.</summary>
    public TimeSpan TakeOver { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many sequence numbers a read model takes at once.</summary>
    public int BatchSize { get; set; } = 2000;

    /// <summary>How many bytes of stored events a shard or a live listener holds at once; one event may be larger.</summary>
    public long BatchBytes { get; set; } = 8 << 20;

    /// <summary>
    /// How many connections all shards of this node share. A shard holds one for a batch, never for longer: more shards
    /// than connections take turns.
    /// </summary>
    public int Connections { get; set; } = 16;

    /// <summary>How many read models of this node work on a large part of the log at the same time; by default one for two processors.</summary>
    public int CatchingUp { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>
    /// How long a transaction that has drawn a number may say nothing before it is ended, for until then every reader waits
    /// for it; and how long one of a shard's former owner, for its successor waits.
    /// </summary>
    public TimeSpan AppenderSilence { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How many rows each read model's shard remembers between batches, so that it need not read them again.</summary>
    public int RowsKept { get; set; } = 10_000;

    /// <summary>How many effects of one subscription run at the same time, on different streams.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Waits before an effect is tried again; after the last one its stream is parked.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; set; } =
    [
        TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15),
    ];
}
