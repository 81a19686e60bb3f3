using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Where a scan stands: the row beside its stream.</summary>
/// <param name="Id">The scan.</param>
/// <param name="Status"><c>running</c> or <c>completed</c>.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Total">Contacts there were then.</param>
/// <param name="Done">Contacts that have been compared.</param>
/// <param name="Found">Pairs that it was the first to propose.</param>
/// <param name="EndedAt">When it was over.</param>
internal sealed record DuplicateScanRow(Guid Id, string Status, DateTimeOffset StartedAt, long Total, long Done, long Found, DateTimeOffset? EndedAt)
{
    private static readonly string FindSql = EmbeddedSql.Beside<DuplicateScanRow>("FindScan.sql");
    private static readonly string ListSql = EmbeddedSql.Beside<DuplicateScanRow>("ListScans.sql");

    /// <summary>What the documentation shows.</summary>
    public static DuplicateScanRow Example { get; } = new(
        Guid.Parse("0199a1d8-2b3c-7d4e-8f50-617283940516"), "running", new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Total: 200_000, Done: 60_000, Found: 214,
        EndedAt: null);

    /// <summary>One; null when there is none in this tenant.</summary>
    public static async Task<DuplicateScanRow?> Find(IQuerySession session, Guid id, CancellationToken ct) =>
        await session.Query<DuplicateScanRow>(FindSql, ct, Sql.Text(session.TenantId), Sql.Id(id)) is [var row] ? row : null;

    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<DuplicateScanRow>> List(IQuerySession session, ScanKey? after, int rows, CancellationToken ct) =>
        session.Query<DuplicateScanRow>(
            ListSql, ct, Sql.Text(session.TenantId), Sql.Instant(after?.StartedAt), Sql.Id(after?.Id), Sql.Int(rows));

    /// <summary>A scan's place in the list.</summary>
    public sealed record ScanKey(DateTimeOffset StartedAt, Guid Id);
}
