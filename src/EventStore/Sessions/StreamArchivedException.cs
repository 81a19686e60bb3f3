namespace SalesEngagement.EventStore.Sessions;

/// <summary>The stream is archived: it can be read and takes no more events until it is unarchived.</summary>
public sealed class StreamArchivedException(Guid streamId)
    : Exception($"Stream {streamId} is archived and takes no events: unarchive it first.")
{
    /// <summary>The stream.</summary>
    public Guid StreamId { get; } = streamId;
}
