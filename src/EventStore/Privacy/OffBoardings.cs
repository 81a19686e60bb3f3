using Npgsql;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Ends tenants. Recorded first, so that whatever breaks it off, a node carries it through.</summary>
internal sealed class OffBoardings(Databases databases, TenantFences fences)
{
    private const string FenceSql = "select engagement.fence_tenant($1)";
    private static readonly string RequestSql = EmbeddedSql.Beside<OffBoardings>("RequestOffBoarding.sql");
    private static readonly string WithdrawSql = EmbeddedSql.Beside<OffBoardings>("WithdrawOffBoarding.sql");
    private static readonly string DestroyedSql = EmbeddedSql.Beside<OffBoardings>("OffBoardingKeysDestroyed.sql");
    private static readonly string ForgetSql = EmbeddedSql.Beside<OffBoardings>("ForgetSubjectKeys.sql");
    private static readonly string ForgetScheduledSql = EmbeddedSql.Beside<OffBoardings>("ForgetScheduled.sql");
    private static readonly string OfSql = EmbeddedSql.Beside<OffBoardings>("OffBoardingOf.sql");

    /// <summary>Destroys the tenant's keys and sets the fences; the purge comes later.</summary>
    /// <exception cref="SubjectHeldException">A person of the tenant is under legal hold.</exception>
    public async Task Run(string tenantId, CancellationToken ct)
    {
        await Execute(databases.App, tenantId, RequestSql, ct);
        if (!await Fence(tenantId, ct))
        {
            await Execute(databases.App, tenantId, WithdrawSql, ct);
            throw new SubjectHeldException($"of tenant {tenantId}");
        }

        await Execute(databases.App, tenantId, DestroyedSql, ct);
        await fences.Load(ct);
        while (await Execute(databases.Keys, tenantId, ForgetSql, ct) > 0
            || await Execute(databases.App, tenantId, ForgetScheduledSql, ct) > 0)
        {
            // Some thousand at a time: a statement may take ten seconds.
        }
    }

    public async Task<OffBoarding?> Of(string tenantId, CancellationToken ct)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(OfSql, Sql.Text(tenantId));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? RowReader<OffBoarding>.Read(reader) : null;
    }

    private async Task<bool> Fence(string tenantId, CancellationToken ct)
    {
        await using var batch = databases.Keys.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(FenceSql, Sql.Text(tenantId));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetBoolean(0);
    }

    private static async Task<int> Execute(
        NpgsqlDataSource database, string tenantId, string sql, CancellationToken ct)
    {
        await using var batch = database.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(sql, Sql.Text(tenantId));
        return await batch.ExecuteNonQueryAsync(ct);
    }
}
