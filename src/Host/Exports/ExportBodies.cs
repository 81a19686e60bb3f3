using SalesEngagement.Domain.Exports;

namespace SalesEngagement.Host.Exports;

/// <summary>Contacts to export: all that the caller reaches, unless a filter says which.</summary>
internal sealed record NewExport(
    ExportFormat? Format = null,
    IReadOnlyList<string?>? Columns = null,
    NewExportFilter? Filter = null,
    bool? ByteOrderMark = null);

/// <summary>Which contacts.</summary>
internal sealed record NewExportFilter(
    Guid? OwnerId = null, string? Tag = null, bool? Deleted = null, DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedBefore = null);

/// <summary>An export as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Of its stream.</param>
/// <param name="Status"><c>ready</c> or <c>expired</c>: what is in it is found when it is downloaded.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Columns">What it tells of each contact.</param>
/// <param name="Filter">Which contacts.</param>
/// <param name="OwnerId">Who wants it.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ExpiresAt">From then on it cannot be downloaded.</param>
internal sealed record ExportView(
    Guid Id, long Version, string Status, ExportFormat Format, IReadOnlyList<string> Columns, ExportFilter Filter, Guid OwnerId,
    DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt)
{
    public static ExportView Example { get; } = new(
        Guid.Parse("0199a1d6-1c2d-7e3f-8a41-526374859607"), Version: 1, "ready", ExportFormat.Csv, ["firstName", "lastName", "phone", "field:rank"],
        new(OwnerId: null, "navy", Deleted: false, CreatedFrom: null, CreatedBefore: null), Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310"),
        new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), new(2026, 1, 6, 9, 0, 0, TimeSpan.Zero));

    public static ExportView Of(Guid id, ContactExport export, long version, DateTimeOffset now) => new(
        id, version, now < export.ExpiresAt ? "ready" : "expired", export.Format, export.Columns, export.Filter, export.OwnerId,
        export.RequestedAt, export.ExpiresAt);
}
