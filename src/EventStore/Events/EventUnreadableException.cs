namespace SalesEngagement.EventStore.Events;

/// <summary>
/// A stored event cannot be read: its JSON does not fit its type, its encrypted data was changed or moved, or its key is
/// missing. The kind of the inner exception says which; its text is not kept, because it could quote the data.
/// </summary>
public sealed class EventUnreadableException : Exception
{
    internal EventUnreadableException(StoredEvent row, Exception failure)
        : base($"Event {row.Id} ({row.Type}) at version {row.Version} of stream {row.StreamId} cannot be read: {failure.GetType().Name}.") =>
        EventId = row.Id;

    /// <summary>Id of the event.</summary>
    public Guid EventId { get; }
}
