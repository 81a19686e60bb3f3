namespace SalesEngagement.EventStore.Daemon;

/// <summary>An event that its shard cannot process. Its stream is parked from here on.</summary>
internal sealed record Poison(LogEntry Entry, Exception Failure)
{
    /// <summary>What goes into the dead letter: no message, which may quote personal data.</summary>
    public string Fault => Daemon.Fault.Describe(Entry.Failure ?? Failure);
}
