namespace SalesEngagement.EventStore.Sessions;

/// <summary>A stream was not at the version its writer had decided on. Read it again and decide again.</summary>
public sealed class StreamConflictException(Guid streamId, long? expected, long actual)
    : Exception($"Stream {streamId} is at version {actual}, not {expected}.")
{
    /// <summary>The stream; nothing of the whole unit of work was written.</summary>
    public Guid StreamId { get; } = streamId;

    /// <summary>The version the writer expected; 0 for a new stream; null when it only had to exist.</summary>
    public long? Expected { get; } = expected;

    /// <summary>The version the stream really has; 0 when it does not exist.</summary>
    public long Actual { get; } = actual;
}
