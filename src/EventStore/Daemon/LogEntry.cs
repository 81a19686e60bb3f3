using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>A line of the log: its event, or why it cannot be read; and how many bytes of JSON it is.</summary>
internal sealed record LogEntry(
    string TenantId, Guid StreamId, long Sequence, string EventType, Event? Event, Exception? Failure, int Size = 0)
{
    public (string TenantId, Guid StreamId) Stream => (TenantId, StreamId);

    /// <summary>The event.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read; the inner exception says why.</exception>
    public Event Read() => Event ?? throw new InvalidOperationException("The event cannot be read.", Failure);
}
