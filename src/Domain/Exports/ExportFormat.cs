namespace SalesEngagement.Domain.Exports;

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated, RFC 4180.</summary>
    Csv,

    /// <summary>A JSON document on each line.</summary>
    Jsonl,
}

/// <summary>Which contacts are exported; null stands for any.</summary>
/// <param name="OwnerId">Those of this rep.</param>
/// <param name="Tag">Those with this tag.</param>
/// <param name="Deleted">Those that were put away, instead of those in use.</param>
/// <param name="CreatedFrom">Added at this instant or later.</param>
/// <param name="CreatedBefore">Added before this instant.</param>
public sealed record ExportFilter(Guid? OwnerId, string? Tag, bool Deleted, DateTimeOffset? CreatedFrom, DateTimeOffset? CreatedBefore);
