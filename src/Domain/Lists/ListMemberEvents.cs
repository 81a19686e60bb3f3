namespace SalesEngagement.Domain.Lists;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// Each contact on a list has a stream of its own: a list of a hundred thousand is never folded for one more.

/// <summary>A contact was put on a list.</summary>
[EventType("list_member_added")]
public sealed record ListMemberAdded(Guid ListId, Guid ContactId, DateTimeOffset AddedAt);

/// <summary>A contact was taken off a list.</summary>
[EventType("list_member_removed")]
public sealed record ListMemberRemoved(DateTimeOffset RemovedAt);
