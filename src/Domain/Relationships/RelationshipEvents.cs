namespace SalesEngagement.Domain.Relationships;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// Ids of people and a word: nothing personal stands here, so an erased contact leaves an id that says nothing.

/// <summary>One contact is something to another.</summary>
/// <param name="ContactId">Who; of a kind that looks the same from both sides, the one with the smaller id.</param>
/// <param name="OtherId">To whom.</param>
/// <param name="Kind">What, as one of the kinds that are stored.</param>
/// <param name="AddedAt">When.</param>
[EventType("relationship_added")]
public sealed record RelationshipAdded(Guid ContactId, Guid OtherId, RelationshipKind Kind, DateTimeOffset AddedAt);

/// <summary>They are that no more.</summary>
[EventType("relationship_removed")]
public sealed record RelationshipRemoved(Guid ContactId, Guid OtherId, DateTimeOffset RemovedAt);
