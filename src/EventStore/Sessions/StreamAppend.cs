using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>What a unit of work collected for one stream.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="StartedAs">Alias of the aggregate when the stream must be new.</param>
/// <param name="Expected">The version it must have, if any.</param>
/// <param name="Events">In order.</param>
internal sealed record StreamAppend(Guid StreamId, string? StartedAs, long? Expected, List<NewEvent> Events);
