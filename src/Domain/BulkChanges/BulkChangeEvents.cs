namespace SalesEngagement.Domain.BulkChanges;

// Stored names and shapes are frozen: add, never edit (see docs/events.md). Ids, counts and words of the company only: what
// was changed of whom stands in the events of the contacts, which name this stream as their cause. A field's value never
// stands here: a contact's erased past could be read from it.

/// <summary>Somebody confirmed the preview of a bulk change.</summary>
/// <param name="OwnerId">Who.</param>
/// <param name="Kind">What is done to each contact.</param>
/// <param name="Subject">The tag, stage, or name of the field that it is about; null: none.</param>
/// <param name="Contacts">How many there are.</param>
/// <param name="StartedAt">When.</param>
[EventType("bulk_change_started")]
public sealed record BulkChangeStarted(Guid OwnerId, BulkChangeKind Kind, string? Subject, long Contacts, DateTimeOffset StartedAt);

/// <summary>All contacts were looked at.</summary>
[EventType("bulk_change_completed")]
public sealed record BulkChangeCompleted(BulkChangeCounts Counts, DateTimeOffset CompletedAt);

/// <summary>Somebody wanted no more of it. What was done by then stays.</summary>
[EventType("bulk_change_cancelled")]
public sealed record BulkChangeCancelled(DateTimeOffset CancelledAt);

/// <summary>It cannot go on.</summary>
/// <param name="Reason">A code, such as <c>internal-error</c>.</param>
/// <param name="StoppedAt">When.</param>
[EventType("bulk_change_stopped")]
public sealed record BulkChangeStopped(string Reason, DateTimeOffset StoppedAt);

/// <summary>What it did is to be taken back.</summary>
/// <param name="ById">Who wants that, within whose reach it is taken back.</param>
/// <param name="StartedAt">When.</param>
[EventType("bulk_change_undo_started")]
public sealed record BulkChangeUndoStarted(Guid ById, DateTimeOffset StartedAt);

/// <summary>What it did is taken back, except where somebody has changed it since.</summary>
/// <param name="ChangedBack">Contacts that are as before.</param>
/// <param name="Kept">Contacts that were kept, each for a reason.</param>
/// <param name="UndoneAt">When.</param>
[EventType("bulk_change_undone")]
public sealed record BulkChangeUndone(long ChangedBack, long Kept, DateTimeOffset UndoneAt);
