namespace SalesEngagement.EventStore.Events;

/// <summary>A fact about to be stored.</summary>
internal sealed record NewEvent(Guid StreamId, Guid Id, object Fact);

/// <summary>The same as it is to be stored; with a subject while that person's data in it is still in clear.</summary>
internal sealed record EncodedEvent(Guid StreamId, Guid Id, FactType Type, byte[] Json, string? Subject);

/// <summary>A row and its event, or why it cannot be read.</summary>
internal readonly record struct DecodedEvent(StoredEvent Row, Event? Event, Exception? Failure);
