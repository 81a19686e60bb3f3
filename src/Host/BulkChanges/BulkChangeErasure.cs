using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Takes erased people out of bulk changes: nothing tells any more that they were chosen, or what became of them.</summary>
internal sealed class BulkChangeErasure(IEventStore store) : IErasurePart
{
    private static readonly string ItemsSql = EmbeddedSql.Beside<BulkChangeErasure>("EraseItems.sql");

    private static readonly string[] TenantSql =
    [
        EmbeddedSql.Beside<BulkChangeErasure>("EraseTenantItems.sql"), EmbeddedSql.Beside<BulkChangeErasure>("EraseTenantBulkChanges.sql"),
    ];

    public async Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        Guid[] people = [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)];
        var session = store.Open(tenantId, new("erasure"));
        session.Write(ItemsSql, Sql.Text(tenantId), Sql.Array(NpgsqlDbType.Uuid, people));
        await session.Save(ct);
    }

    public async Task EraseTenant(string tenantId, CancellationToken ct)
    {
        foreach (var sql in TenantSql)
            await store.Query(tenantId).Query<Gone>(sql, ct, Sql.Text(tenantId));
    }

    private sealed record Gone(int One);
}
