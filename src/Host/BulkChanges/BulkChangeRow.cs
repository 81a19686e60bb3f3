using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Where a bulk change stands: the row beside its stream.</summary>
/// <param name="Id">The bulk change.</param>
/// <param name="OwnerId">Who asked for it: within their reach it is carried out.</param>
/// <param name="Principal">In whose name.</param>
/// <param name="Correlation">The trace of the request that confirmed it.</param>
/// <param name="Status">As <see cref="Name"/> writes it; <c>previewed</c> before there is a stream.</param>
/// <param name="CreatedAt">When it was previewed, then when it was confirmed.</param>
/// <param name="ExpiresAt">Until when it could be confirmed.</param>
/// <param name="Plan">What is done to each contact.</param>
/// <param name="Value">The field's value, encrypted; null without one, and when it is over.</param>
/// <param name="Contacts">How many there are; null while they are chosen.</param>
/// <param name="LastN">The last item that was looked at.</param>
/// <param name="Changed">Of those.</param>
/// <param name="Unchanged">Of those.</param>
/// <param name="Refused">Of those.</param>
/// <param name="Failed">Of those.</param>
/// <param name="WorkingMs">How long that took, without waiting for its turn.</param>
/// <param name="UndoBy">Within whose reach it is taken back; null: nobody wanted that.</param>
/// <param name="UndoN">The last item that was taken back.</param>
/// <param name="ChangedBack">By taking back.</param>
/// <param name="Kept">In spite of taking back.</param>
/// <param name="EndedAt">When it was over.</param>
internal sealed record BulkChangeRow(
    Guid Id, Guid OwnerId, string Principal, string? Correlation, string Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    BulkPlan Plan, byte[]? Value, long? Contacts, long LastN, long Changed, long Unchanged, long Refused, long Failed, long WorkingMs,
    Guid? UndoBy, long UndoN, long ChangedBack, long Kept, DateTimeOffset? EndedAt)
{
    private static readonly string FindSql = EmbeddedSql.Beside<BulkChangeRow>("FindBulkChange.sql");

    public BulkChangeCounts Counts => new(Changed, Unchanged, Refused, Failed);

    /// <summary>A status as it stands in the row.</summary>
    public static string Name(BulkChangeStatus status) => status switch
    {
        BulkChangeStatus.Running => "running",
        BulkChangeStatus.Completed => "completed",
        BulkChangeStatus.Cancelled => "cancelled",
        BulkChangeStatus.Failed => "failed",
        BulkChangeStatus.Undoing => "undoing",
        _ => "undone",
    };

    /// <summary>The row of a bulk change; null when there is none in this tenant.</summary>
    public static async Task<BulkChangeRow?> Find(IQuerySession session, Guid id, CancellationToken ct) =>
        await session.Query<BulkChangeRow>(FindSql, ct, Sql.Text(session.TenantId), Sql.Id(id)) is [var row] ? row : null;
}
