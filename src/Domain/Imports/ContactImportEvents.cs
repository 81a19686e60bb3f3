namespace SalesEngagement.Domain.Imports;

// Stored names and shapes are frozen: add, never edit (see docs/events.md). Ids and counts only: who was imported stands in
// the events of the contacts, which name this stream as their cause.

/// <summary>Somebody sent a file of contacts.</summary>
/// <param name="OwnerId">Who sent it.</param>
/// <param name="IsDryRun">Whether its rows are only looked at until somebody confirms.</param>
/// <param name="Bytes">How long the file is, unpacked.</param>
/// <param name="StartedAt">When.</param>
[EventType("contact_import_started")]
public sealed record ContactImportStarted(Guid OwnerId, bool IsDryRun, long Bytes, DateTimeOffset StartedAt);

/// <summary>Another tenth of the file was worked through.</summary>
[EventType("contact_import_progressed")]
public sealed record ContactImportProgressed(long Rows, long OfRows, DateTimeOffset ProgressedAt);

/// <summary>The dry run is over: this is what carrying it out would do.</summary>
[EventType("contact_import_checked")]
public sealed record ContactImportChecked(ImportCounts Counts, DateTimeOffset CheckedAt);

/// <summary>What was looked at in a dry run is to be carried out.</summary>
[EventType("contact_import_confirmed")]
public sealed record ContactImportConfirmed(DateTimeOffset ConfirmedAt);

/// <summary>All rows are worked through.</summary>
[EventType("contact_import_completed")]
public sealed record ContactImportCompleted(ImportCounts Counts, DateTimeOffset CompletedAt);

/// <summary>Somebody wanted no more of it. What was done by then stays.</summary>
[EventType("contact_import_cancelled")]
public sealed record ContactImportCancelled(DateTimeOffset CancelledAt);

/// <summary>It cannot go on.</summary>
/// <param name="Reason">A code, such as <c>malformed-quotes</c>.</param>
/// <param name="Row">The record of the file where, from 1; null: nowhere in particular.</param>
/// <param name="Column">The column there, from 1.</param>
/// <param name="StoppedAt">When.</param>
[EventType("contact_import_stopped")]
public sealed record ContactImportStopped(string Reason, long? Row, int? Column, DateTimeOffset StoppedAt);

/// <summary>What it did is to be taken back.</summary>
[EventType("contact_import_undo_started")]
public sealed record ContactImportUndoStarted(DateTimeOffset StartedAt);

/// <summary>What it did is taken back, except where somebody has changed it since.</summary>
/// <param name="Deleted">Contacts it had added and that were put away.</param>
/// <param name="ChangedBack">Contacts it had changed and that are as before.</param>
/// <param name="Kept">Contacts that were kept, wholly or in part, because somebody changed them since.</param>
/// <param name="UndoneAt">When.</param>
[EventType("contact_import_undone")]
public sealed record ContactImportUndone(long Deleted, long ChangedBack, long Kept, DateTimeOffset UndoneAt);
