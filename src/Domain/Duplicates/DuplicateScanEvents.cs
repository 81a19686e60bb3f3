namespace SalesEngagement.Domain.Duplicates;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>Somebody wants all contacts compared with each other again.</summary>
/// <param name="StartedBy">Who.</param>
/// <param name="StartedAt">When.</param>
[EventType("duplicate_scan_started")]
public sealed record DuplicateScanStarted(Guid StartedBy, DateTimeOffset StartedAt);

/// <summary>All of them have been.</summary>
/// <param name="Contacts">How many.</param>
/// <param name="Pairs">How many pairs were proposed that nobody had been shown before.</param>
/// <param name="CompletedAt">When.</param>
[EventType("duplicate_scan_completed")]
public sealed record DuplicateScanCompleted(long Contacts, long Pairs, DateTimeOffset CompletedAt);
