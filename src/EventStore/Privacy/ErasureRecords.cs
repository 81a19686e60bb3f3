using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>What was asked for and how far it is, in the main database, under the tenant's policies.</summary>
internal sealed class ErasureRecords(Databases databases)
{
    private static readonly string RequestSql = EmbeddedSql.Beside<ErasureRecords>("RequestErasure.sql");
    private static readonly string WithdrawSql = EmbeddedSql.Beside<ErasureRecords>("WithdrawErasure.sql");
    private static readonly string DestroyedSql = EmbeddedSql.Beside<ErasureRecords>("ErasureKeyDestroyed.sql");
    private static readonly string OfSql = EmbeddedSql.Beside<ErasureRecords>("ErasureOf.sql");

    /// <summary>Comes first: from now on the erasure is carried through whatever happens.</summary>
    public Task Request(SubjectId id, CancellationToken ct) => Run(id, RequestSql, ct);

    /// <summary>A hold came between: it will not be carried through.</summary>
    public Task Withdraw(SubjectId id, CancellationToken ct) => Run(id, WithdrawSql, ct);

    /// <summary>The keys are gone: raises the epoch, and tells all nodes.</summary>
    public Task KeyDestroyed(SubjectId id, CancellationToken ct) => Run(id, DestroyedSql, ct);

    public async Task<Erasure?> Of(SubjectId id, CancellationToken ct)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(id.TenantId);
        batch.Add(OfSql, Sql.Text(id.TenantId), Sql.Text(id.Subject));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? RowReader<Erasure>.Read(reader) : null;
    }

    private async Task Run(SubjectId id, string sql, CancellationToken ct)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(id.TenantId);
        batch.Add(sql, Sql.Text(id.TenantId), Sql.Text(id.Subject));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
