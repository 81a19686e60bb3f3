using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Where work on a file stands: the row beside the import's stream.</summary>
/// <param name="Id">The import.</param>
/// <param name="OwnerId">Who sent it.</param>
/// <param name="Principal">In whose name its rows are carried out.</param>
/// <param name="Correlation">The trace of the request that brought it.</param>
/// <param name="Status">As <see cref="Name"/> writes it; <c>uploading</c> before there is a stream.</param>
/// <param name="CreatedAt">When it was sent.</param>
/// <param name="Settings">How it is to be read.</param>
/// <param name="FileKey">What opens the file, wrapped; null when the file is gone.</param>
/// <param name="FileUntil">When the file goes, unless somebody confirms.</param>
/// <param name="Pass">0 dry run, 1 the real one.</param>
/// <param name="TotalRows">Rows of the file; null while they are counted.</param>
/// <param name="LastRow">The last record that was worked through.</param>
/// <param name="DoneRows">How many were.</param>
/// <param name="Created">Of those.</param>
/// <param name="Changed">Of those.</param>
/// <param name="Duplicate">Of those.</param>
/// <param name="Unchanged">Of those.</param>
/// <param name="Refused">Of those.</param>
/// <param name="WorkingMs">How long that took, without waiting for its turn.</param>
/// <param name="UndoRow">The last row that was taken back.</param>
/// <param name="Deleted">By taking back.</param>
/// <param name="ChangedBack">By taking back.</param>
/// <param name="Kept">In spite of taking back.</param>
/// <param name="EndedAt">When it was over.</param>
internal sealed record ImportRow(
    Guid Id, Guid OwnerId, string Principal, string? Correlation, string Status, DateTimeOffset CreatedAt,
    ImportSettings? Settings, byte[]? FileKey, DateTimeOffset? FileUntil, int Pass, long? TotalRows, long LastRow, long DoneRows,
    long Created, long Changed, long Duplicate, long Unchanged, long Refused, long WorkingMs,
    long UndoRow, long Deleted, long ChangedBack, long Kept, DateTimeOffset? EndedAt)
{
    private static readonly string FindSql = EmbeddedSql.Beside<ImportRow>("FindImport.sql");

    public ImportCounts Counts => new(Created, Changed, Duplicate, Unchanged, Refused);

    /// <summary>A status as it stands in the row.</summary>
    public static string Name(ImportStatus status) => status switch
    {
        ImportStatus.Checking => "checking",
        ImportStatus.Checked => "checked",
        ImportStatus.Importing => "importing",
        ImportStatus.Completed => "completed",
        ImportStatus.Cancelled => "cancelled",
        ImportStatus.Failed => "failed",
        ImportStatus.Undoing => "undoing",
        _ => "undone",
    };

    /// <summary>The row of an import; null when there is none in this tenant.</summary>
    public static async Task<ImportRow?> Find(IQuerySession session, Guid id, CancellationToken ct) =>
        await session.Query<ImportRow>(FindSql, ct, Sql.Text(session.TenantId), Sql.Id(id)) is [var row] ? row : null;
}
