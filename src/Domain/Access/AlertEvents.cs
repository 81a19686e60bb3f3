namespace SalesEngagement.Domain.Access;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>So many violations of a kind in so short a time that somebody has to look.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Minutes">Within how long.</param>
/// <param name="RaisedAt">When.</param>
[EventType("security_alert_raised")]
public sealed record SecurityAlertRaised(ViolationKind Kind, int Count, int Minutes, DateTimeOffset RaisedAt);
