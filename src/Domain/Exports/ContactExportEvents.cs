namespace SalesEngagement.Domain.Exports;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>Somebody wants contacts as a file. What is in it is found when it is downloaded; each download is in the access log.</summary>
/// <param name="OwnerId">Who wants it.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Columns">What it tells of each contact.</param>
/// <param name="Filter">Which contacts.</param>
/// <param name="HasMark">Whether a CSV file begins with a byte order mark.</param>
/// <param name="RequestedAt">When.</param>
[EventType("contact_export_requested")]
public sealed record ContactExportRequested(
    Guid OwnerId, ExportFormat Format, IReadOnlyList<string> Columns, ExportFilter Filter, bool HasMark, DateTimeOffset RequestedAt);
