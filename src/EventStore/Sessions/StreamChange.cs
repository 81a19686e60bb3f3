using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>What a unit of work collected for one stream.</summary>
internal sealed class StreamChange(Guid streamId)
{
    public Guid StreamId => streamId;

    /// <summary>Alias of the aggregate when the stream must be new.</summary>
    public string? StartedAs { get; set; }

    /// <summary>The version it must have, if any.</summary>
    public long? Expected { get; set; }

    /// <summary>What is appended, in order.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>Whether it is put away or taken back after that; null for neither.</summary>
    public bool? IsArchived { get; set; }
}
