using System.Diagnostics.Metrics;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>What the daemon tells about its work. Tagged by shard, never by tenant or person.</summary>
internal static class DaemonMetrics
{
    /// <summary>Name of the meter, for whoever collects it.</summary>
    public const string Name = "SalesEngagement.EventStore.Daemon";

    /// <summary>The meter.</summary>
    public static readonly Meter Meter = new(Name);

    /// <summary>Time from reading a batch to its commit.</summary>
    public static readonly Histogram<double> BatchTime =
        Meter.CreateHistogram<double>("engagement.shard.batch", "ms", "From reading a batch to its commit");

    /// <summary>Events that a shard has processed.</summary>
    public static readonly Counter<long> Events =
        Meter.CreateCounter<long>("engagement.shard.events", "{event}", "Events processed");

    /// <summary>Streams that were parked.</summary>
    public static readonly Counter<long> DeadLetters =
        Meter.CreateCounter<long>("engagement.shard.dead_letters", "{event}", "Events that parked their stream");

    /// <summary>Transactions that were ended because their client was frozen after it had drawn a number.</summary>
    public static readonly Counter<long> EndedAppenders =
        Meter.CreateCounter<long>("engagement.mark.ended", "{transaction}", "Silent appends that were ended");

    /// <summary>Parts of the log that were read, by whether for one reader or for all of this node.</summary>
    public static readonly Counter<long> LogReads =
        Meter.CreateCounter<long>("engagement.log.reads", "{read}", "Parts of the log that were read, for one reader or for all");

    /// <summary>Erasures carried through, by how long after they were asked for.</summary>
    public static readonly Histogram<double> ErasureTime =
        Meter.CreateHistogram<double>("engagement.erasure.time", "s", "From the request of an erasure to the end of its purge");

    /// <summary>Records that a reader read for itself.</summary>
    public static void ReadAlone() => LogReads.Add(1, new KeyValuePair<string, object?>("for", "one"));

    /// <summary>Records that a part was read for all readers.</summary>
    public static void ReadShared() => LogReads.Add(1, new KeyValuePair<string, object?>("for", "all"));

    /// <summary>Records a batch.</summary>
    public static void Batch(string shard, int events, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("shard", shard);
        Events.Add(events, tag);
        BatchTime.Record(took.TotalMilliseconds, tag);
    }
}
