namespace SalesEngagement.Domain.Exports;

/// <summary>Contacts as a file, for as long as it can be downloaded.</summary>
/// <param name="OwnerId">Who wants it.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Columns">What it tells of each contact.</param>
/// <param name="Filter">Which contacts.</param>
/// <param name="HasMark">Whether a CSV file begins with a byte order mark.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record ContactExport(
    Guid OwnerId, ExportFormat Format, IReadOnlyList<string> Columns, ExportFilter Filter, bool HasMark, DateTimeOffset RequestedAt) : IOwned
{
    /// <summary>How long an export can be downloaded.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>From then on it cannot be downloaded any more.</summary>
    public DateTimeOffset ExpiresAt => RequestedAt + Life;

    public static ContactExport Create(ContactExportRequested e) =>
        new(e.OwnerId, e.Format, e.Columns, e.Filter, e.HasMark, e.RequestedAt);
}
